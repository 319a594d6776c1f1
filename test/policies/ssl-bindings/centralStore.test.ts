import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate, serverFacts } from '../../support/server'
import { back, expired, forClients, front, over, record, record444, renewed, selfSigned } from './frontEnd'

const central = record('0.0.0.0', 443, null, { isCentral: true })

testRows(sslBindings, 'the central certificate store', {
  drifting: [
    {
      name: 'the certificate has expired on a port on which http.sys asks the central certificate store, too',
      facts: {
        bindings: [front(frontEndCertificate), back],
        httpSys: [record('0.0.0.0', 443, frontEndCertificate), central, record444],
        certificates: [{ ...forClients, ...over }, selfSigned, renewed]
      },
      drifts: [{ ...expired, byHand: 'asks the central certificate store on that port', remediation: null }]
    },
    {
      name: 'the binding is absent on a port on which http.sys asks the central certificate store',
      facts: { bindings: [front(null, '127.0.0.1'), back], httpSys: [central, record444] },
      desired: { baseline: serverFacts() },
      drifts: [
        {
          path: 'bindings["Default Web Site:443"]',
          actual: 'only on 127.0.0.1:443',
          desired: 'https on *:443 with a valid certificate',
          remediation: null
        }
      ]
    }
  ],
  unknown: [
    ...([0, null] as const).map((sslFlags) => ({
      name: `no certificate is shown, the flags are ${sslFlags}, and http.sys asks the central certificate store`,
      facts: { bindings: [{ ...front(null), sslFlags }, back], httpSys: [central, record444] },
      reason: 'the certificate of *:443 comes from the central certificate store'
    })),
    {
      name: 'a host name has its certificate from the central certificate store, beside a good one for all addresses',
      facts: {
        bindings: [
          front(frontEndCertificate),
          { ...front(null), host: 'mail.contoso.example', address: '*', sslFlags: 3 },
          back
        ],
        httpSys: [record('0.0.0.0', 443, frontEndCertificate), central, record444]
      },
      reason: 'the certificate of *:443:mail.contoso.example comes from the central certificate store'
    },
    {
      name: 'IIS shows a certificate, and http.sys asks the central certificate store alone',
      facts: { bindings: [front(frontEndCertificate), back], httpSys: [central, record444] },
      reason: 'http.sys takes certificates for port 443 from the central certificate store'
    }
  ]
})
