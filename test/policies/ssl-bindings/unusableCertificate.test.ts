import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { testRows } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate } from '../../support/server'
import {
  back,
  back444,
  backStored,
  certificate,
  front,
  front443,
  frontStored,
  mailbox2013,
  otherCertificate,
  records
} from './exchangeBindings'

testRows(sslBindings, "a certificate that can't be used", {
  compliant: [
    {
      name: 'nobody looked whether the private key is there',
      facts: { certificates: [{ ...frontStored, hasPrivateKey: undefined }, backStored] },
      reason: `whether the private key of ${frontEndCertificate} is there was not read`
    },
    {
      name: 'valid to the very second',
      facts: { certificates: [{ ...frontStored, notAfter: '2026-11-01T08:00:00Z' }, backStored] }
    }
  ],
  drifting: [
    {
      name: 'the certificate expired',
      facts: { certificates: [{ ...frontStored, notAfter: '2026-10-31T23:59:59Z' }, backStored] },
      drifts: [
        {
          ...front443(`certificate ${frontEndCertificate} expired on 2026-10-31`),
          evidence: ['CN=mail.contoso.example', '2026-11-01T08:00:00Z'],
          resolution: [
            'Expected a valid certificate',
            `${backEndCertificate} ("CN=EX01")`,
            "Get-WebBinding -Name 'Default Web Site' -Protocol https",
            "':443:','*:443:','0.0.0.0:443:' -contains",
            "AddSslCertificate((Read-Host 'Thumbprint'), 'My')",
            'Restart-Service W3SVC,WAS -Force',
            '15021',
            '5506'
          ],
          byHand: 'the store holds no valid certificate for the same name',
          remediation: null
        },
        {
          path: 'httpSys["127.0.0.1:443"]',
          actual: `127.0.0.1:443, certificate ${frontEndCertificate} expired on 2026-10-31`,
          desired: '127.0.0.1:443 with a valid certificate'
        }
      ]
    },
    {
      name: 'the certificate is not valid yet',
      facts: {
        httpSys: records,
        bindings: [front, back],
        certificates: [frontStored, { ...backStored, notBefore: '2026-11-02T00:00:00Z' }]
      },
      drifts: [{ ...back444(`certificate ${backEndCertificate} is not valid before 2026-11-02`), remediation: null }]
    },
    {
      name: 'the certificate expired, and its successor for the same name is there beside another one',
      facts: {
        httpSys: records,
        bindings: [front, back],
        certificates: [
          { ...frontStored, notAfter: '2026-10-31T23:59:59Z', issuer: 'CN=Contoso Public CA' },
          certificate(otherCertificate, { subject: 'cn=MAIL.contoso.example', issuer: 'CN=Contoso Public CA' }),
          certificate('D'.repeat(40)),
          backStored
        ]
      },
      drifts: [
        {
          ...front443(`certificate ${frontEndCertificate} expired on 2026-10-31`),
          remediation: ["Set-BindingCertificate 'Default Web Site'", ` '${otherCertificate}'`]
        }
      ]
    },
    {
      name: 'the certificate expired, and only one for another name is valid',
      facts: {
        httpSys: records,
        bindings: [front, back],
        certificates: [
          { ...frontStored, notAfter: '2026-10-31T23:59:59Z' },
          certificate(otherCertificate, { subject: 'CN=ex01.corp.contoso.example' }),
          backStored
        ]
      },
      drifts: [{ ...front443(`certificate ${frontEndCertificate} expired on 2026-10-31`), remediation: null }]
    },
    {
      name: 'the certificate is gone from the store, and no other is left',
      facts: {
        bindings: [front, back],
        httpSys: records,
        certificates: [certificate(otherCertificate, { subject: 'CN=WMSvc-SHA2-EX01' })]
      },
      drifts: [
        {
          ...front443(`certificate ${frontEndCertificate} is not in the certificate store`),
          resolution: ['New-ExchangeCertificate', "AddSslCertificate((Read-Host 'Thumbprint'), 'My')"]
        },
        back444(`certificate ${backEndCertificate} is not in the certificate store`)
      ]
    },
    {
      name: 'expired and without private key, and the OAuth certificate is no way out',
      facts: {
        bindings: [front, back],
        httpSys: records,
        certificates: [
          { ...frontStored, notAfter: '2026-01-02T00:00:00Z', hasPrivateKey: false },
          { ...backStored, hasPrivateKey: null },
          certificate(otherCertificate, { subject: 'CN=Microsoft Exchange Server Auth Certificate' })
        ]
      },
      drifts: [
        {
          ...front443(`certificate ${frontEndCertificate} expired on 2026-01-02 and has no private key`),
          resolution: ["Read-Host 'Thumbprint'"]
        }
      ]
    },
    {
      name: 'nothing is wrong but that the key of the certificate for clients is missing: it may come back',
      facts: { certificates: [{ ...frontStored, hasPrivateKey: false }, backStored] },
      drifts: [
        {
          ...front443(`certificate ${frontEndCertificate} has no private key`),
          resolution: [`certutil.exe -repairstore My ${frontEndCertificate}`, 'from a .pfx file with its key'],
          remediation: null
        },
        {
          path: 'httpSys["127.0.0.1:443"]',
          actual: `127.0.0.1:443, certificate ${frontEndCertificate} has no private key`,
          desired: '127.0.0.1:443 with a valid certificate'
        }
      ]
    },
    {
      name: 'no private key counts even where the dates are unknown',
      facts: {
        ...mailbox2013,
        certificates: [{ ...backStored, notAfter: null, hasPrivateKey: false }]
      },
      drifts: [back444(`certificate ${backEndCertificate} has no private key`)]
    }
  ],
  unknown: [
    {
      name: 'the end of validity was not read',
      facts: { certificates: [{ ...frontStored, notAfter: null }, backStored] },
      reason: `the validity of the certificate ${frontEndCertificate} was not read`
    },
    {
      name: 'the start of validity was not read',
      facts: { certificates: [{ ...frontStored, notBefore: null }, backStored] },
      reason: `the validity of the certificate ${frontEndCertificate} was not read`
    }
  ]
})
