import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { certificate } from '../../support/certificates'
import { testRows } from '../../support/policyTester'
import {
  back,
  front,
  front443,
  frontStored,
  otherCertificate,
  otherStored,
  quarantine,
  record,
  record444,
  records,
  stored
} from './endpoints'

const inStore = (store: string) => ({
  bindings: [{ ...front, thumbprint: otherCertificate, store }, back],
  httpSys: [record('0.0.0.0', 443, otherCertificate, { store }), record444]
})

testRows(sslBindings, 'other certificate stores', {
  compliant: [
    {
      name: 'the certificate is in another store, which was read',
      facts: { ...inStore('WebHosting'), certificates: otherStored('CN=mail.contoso.example', { store: 'webhosting' }) }
    },
    {
      name: 'one certificate in two stores',
      facts: { certificates: [...stored, { ...frontStored, store: 'WebHosting' }] }
    },
    {
      name: 'the central certificate store serves another site by host name',
      facts: {
        bindings: [front, back, { ...quarantine, thumbprint: null, sslFlags: 3 }],
        httpSys: [...records, record('0.0.0.0', 443, null, { isCentral: true })]
      }
    }
  ],
  drifting: [
    {
      name: 'the certificate of another store has expired: another tool may renew it there',
      facts: {
        ...inStore('WebHosting'),
        certificates: otherStored('CN=x.example', { store: 'WebHosting', notAfter: '2026-10-30T00:00:00Z' })
      },
      drifts: [
        {
          ...front443('expired on 2026-10-30'),
          evidence: ['Cert:\\LocalMachine\\WebHosting'],
          byHand: 'the certificate comes from another store than the personal one',
          remediation: null
        }
      ]
    },
    {
      name: 'the certificate is gone from another store, which was read',
      facts: {
        ...inStore('WebHosting'),
        certificates: [...stored, certificate('D'.repeat(40), 'CN=x.example', { store: 'WebHosting' })]
      },
      drifts: [{ ...front443('is not in the certificate store WebHosting'), remediation: null }]
    }
  ],
  unknown: [
    {
      name: 'the store that the record names was not read',
      facts: inStore('WebHosting'),
      reason: `no certificate of the store WebHosting was read, where ${otherCertificate} should be`
    },
    {
      name: 'the central certificate store has the certificate of the front end',
      facts: {
        bindings: [{ ...front, thumbprint: null, sslFlags: 2 }, back],
        httpSys: [record444, record('0.0.0.0', 443, null, { isCentral: true })]
      },
      reason: 'the certificate of *:443 comes from the central certificate store'
    },
    {
      name: "without IIS' bindings the central certificate store may serve the front end",
      facts: {
        bindings: { error: 'IIS is down' },
        httpSys: [record444, record('0.0.0.0', 443, null, { isCentral: true })]
      },
      reason: 'http.sys takes certificates for port 443 from the central certificate store'
    }
  ]
})
