import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { certificate } from '../../support/certificates'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate } from '../../support/server'
import {
  back,
  backStored,
  byHost,
  front,
  front443,
  frontStored,
  lost443,
  otherCertificate,
  otherStored,
  quarantine,
  record,
  record444,
  records,
  servedFront,
  sstp
} from './endpoints'

testRows(sslBindings, 'a lost certificate of the front end', {
  drifting: [
    {
      name: 'the certificate that the front end had is gone: no other one is guessed',
      facts: { ...servedFront, certificates: [certificate('D'.repeat(40), 'CN=portal.contoso.example'), backStored] },
      drifts: [
        {
          ...front443('is not in the certificate store'),
          byHand: 'the certificate that the site has had is not in the personal store, or can not serve it',
          remediation: null
        }
      ]
    },
    {
      name: 'the front end lost its certificate, and another program has the only one for clients',
      facts: {
        bindings: [{ ...front, thumbprint: null }, back],
        httpSys: [record444, record('0.0.0.0', 3391, otherCertificate, { appId: sstp })],
        certificates: [certificate(otherCertificate, 'CN=gateway.contoso.example'), backStored]
      },
      drifts: [
        {
          ...lost443,
          byHand: 'no binding, record or baseline shows which certificate the site had',
          remediation: null
        }
      ]
    },
    ...['CN=localhost', 'CN=2f7e0a52-0b66-4b2c-9f43-1d5d3f3c7a11', 'CN=SMS, O=x'].map((subject) => ({
      name: `the front end lost its certificate, and the only other one is for no host in a domain: ${subject}`,
      facts: {
        bindings: [{ ...front, thumbprint: null }, back],
        httpSys: [record444],
        certificates: [certificate(otherCertificate, subject), backStored]
      },
      drifts: [
        {
          ...lost443,
          byHand: 'no binding, record or baseline shows which certificate the site had',
          remediation: null
        }
      ]
    })),
    {
      name: 'the front end lost its certificate beside another site: that one of the other site is not proposed',
      facts: {
        bindings: [{ ...front, thumbprint: null }, back, quarantine],
        httpSys: [record444, byHost('quarantine.contoso.example', otherCertificate)],
        certificates: [certificate(otherCertificate, 'CN=quarantine.contoso.example'), backStored]
      },
      drifts: [
        {
          ...lost443,
          resolution: ["AddSslCertificate((Read-Host 'Thumbprint'), 'My')"],
          byHand: 'no binding, record or baseline shows which certificate the site had',
          remediation: null
        }
      ]
    },
    {
      name: 'the front end lost its certificate, and a binding for one host name has one on purpose',
      facts: {
        bindings: [
          { ...front, thumbprint: null },
          back,
          https('Default Web Site', '*', 443, otherCertificate, 'lab.contoso.example')
        ],
        httpSys: [record444, byHost('lab.contoso.example', otherCertificate)],
        certificates: otherStored('CN=lab.contoso.example')
      },
      drifts: [{ ...lost443, byHand: 'no binding, record or baseline shows', remediation: null }]
    },
    {
      name: 'the successor for the same subject lacks a name of the one before',
      facts: {
        bindings: [front, back],
        httpSys: records,
        certificates: [
          { ...frontStored, notAfter: '2026-10-31T00:00:00Z' },
          backStored,
          certificate(otherCertificate, 'CN=mail.contoso.example', { names: ['mail.contoso.example'] })
        ]
      },
      drifts: [
        {
          path: 'bindings["Default Web Site:443"]',
          actual: `*:443, certificate ${frontEndCertificate} expired on 2026-10-31`,
          desired: '*:443 with a valid certificate',
          byHand: 'the store holds no valid certificate for the same name',
          remediation: null
        }
      ]
    }
  ]
})
