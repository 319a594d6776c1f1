import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate, serverFacts } from '../../support/server'
import {
  back,
  backStored,
  certificate,
  front,
  front443,
  frontStored,
  otherCertificate,
  record,
  records
} from './exchangeBindings'

testRows(sslBindings, 'a lost certificate', {
  drifting: [
    {
      name: 'a lost certificate at the front end, which the loopback binding still names',
      facts: {
        httpSys: [record('127.0.0.1', 443, frontEndCertificate), ...records.slice(1)],
        bindings: [
          { ...front, thumbprint: null },
          https('Default Web Site', '127.0.0.1', 443, frontEndCertificate),
          back
        ],
        certificates: [frontStored, backStored, certificate(otherCertificate)]
      },
      drifts: [
        {
          ...front443('no certificate assigned'),
          remediation: ["Set-BindingCertificate 'Default Web Site'", ` '${frontEndCertificate}'`]
        }
      ]
    },
    {
      name: 'a lost certificate at the front end, which the baseline names',
      facts: {
        httpSys: records.slice(1),
        bindings: [{ ...front, thumbprint: null }, back],
        certificates: [frontStored, backStored, certificate(otherCertificate)]
      },
      desired: { baseline: serverFacts() },
      drifts: [
        {
          ...front443('no certificate assigned'),
          remediation: ["Set-BindingCertificate 'Default Web Site'", ` '${frontEndCertificate}'`]
        }
      ]
    },
    ...(
      [
        ['the only other one for hosts in a domain', [frontStored, backStored]],
        [
          'the only other one for mail between servers',
          [certificate(otherCertificate, { subject: 'CN=smtp.x.example' }), backStored]
        ],
        [
          'the only other one for another server',
          [certificate(otherCertificate, { subject: 'CN=ex02.contoso.example' }), backStored]
        ],
        [
          'the only other one a wildcard',
          [certificate(otherCertificate, { subject: 'CN=*.hybrid.example' }), backStored]
        ],
        [
          'the only other one for signing',
          [certificate(otherCertificate, { subject: 'CN=adfs-signing.x.example' }), backStored]
        ],
        [
          'an expired one beside it',
          [frontStored, backStored, certificate(otherCertificate, { notAfter: '2026-02-01T00:00:00Z' })]
        ],
        [
          'the only other one for the server itself',
          [certificate(otherCertificate, { subject: 'CN=ex01.contoso.example' }), backStored]
        ],
        ['two others', [frontStored, backStored, certificate(otherCertificate)]],
        ['one whose private key was not read', [{ ...frontStored, hasPrivateKey: null }, backStored]],
        ['none but the self-signed one', [backStored]]
      ] as const
    ).map(([what, certificates]) => ({
      name: `a lost certificate at the front end, of which nothing tells, and ${what}`,
      facts: { httpSys: records.slice(1), bindings: [{ ...front, thumbprint: null }, back], certificates },
      drifts: [
        {
          ...front443('no certificate assigned'),
          byHand: 'no binding, record or baseline shows which certificate the site had',
          remediation: null
        }
      ]
    }))
  ]
})
