import { oauthCertificate } from '../../../policies/oauth-certificate/policy'
import { withEx01 } from '../../support/inOrganization'
import { testPolicy } from '../../support/policyTester'
import { captured } from './captured'
import { changing, current, drifted, expired, naming, next, oauth, thumbprint } from './oauthCertificates'

const older = { ...oauth, thumbprint: 'E'.repeat(40), notAfter: '2021-11-28T00:23:07Z' }

const certificatesCaptured = captured()

testPolicy(oauthCertificate, {
  compliant: [
    {
      name: 'the one that the organization names is valid',
      facts: { certificates: [oauth, older] },
      organization: naming(thumbprint)
    },
    {
      name: 'nobody looked for its key',
      facts: { certificates: [{ ...oauth, hasPrivateKey: undefined }] },
      organization: naming(thumbprint),
      reason: `whether the private key of ${thumbprint} is there was not read`
    },
    {
      name: 'it ends within 30 days',
      facts: { certificates: [{ ...oauth, notAfter: '2026-11-30T00:00:00Z' }] },
      organization: naming(thumbprint),
      reason: `the certificate ${thumbprint} expires on 2026-11-30, within 30 days`
    },
    ...certificatesCaptured.map((certificate) => ({
      name: `${certificate.thumbprint} of a real organization`,
      facts: { certificates: certificatesCaptured },
      organization: naming(certificate.thumbprint),
      reason: `whether the private key of ${certificate.thumbprint} is there was not read`
    })),
    {
      name: 'it has another subject',
      facts: { certificates: [{ ...oauth, subject: 'CN=OAuth of Contoso' }] },
      organization: naming(thumbprint)
    }
  ],
  drifting: [
    {
      name: 'it has expired, the next one is here and due, and may be published',
      facts: { certificates: [expired, next] },
      desired: { parameters: { 'oauth-certificate': { renew: true } } },
      organization: changing('2026-10-31T00:00:00Z'),
      drifts: [
        {
          path: 'certificates.OAuth',
          actual: `certificate ${thumbprint} expired on 2026-10-28`,
          desired: 'a valid certificate for OAuth with its private key',
          remediation: [
            `Test-AuthCertificate '${next.thumbprint}'`,
            `Publish-AuthCertificate '${thumbprint}' '${next.thumbprint}'`
          ]
        }
      ]
    },
    ...[true, null].map((isCng) => ({
      name: `the next one may be published, and its key is ${isCng === null ? 'of a provider that was not read' : 'of CNG'}`,
      facts: { certificates: [expired, { ...next, isCng }] },
      desired: { parameters: { 'oauth-certificate': { renew: true } } },
      organization: changing('2026-10-31T00:00:00Z'),
      drifts: [
        {
          ...drifted('expired on 2026-10-28'),
          byHand: 'is not known to be of a provider that Exchange itself uses',
          remediation: null
        }
      ]
    })),
    {
      name: 'nobody asked the organization, and the only candidate has expired',
      facts: { certificates: [expired] },
      drifts: [
        {
          ...drifted('expired on 2026-10-28'),
          evidence: ['Microsoft Exchange Server Auth Certificate', '2026-10-28T00:23:07Z'],
          resolution: ['Set-AuthConfig -PublishCertificate', 'MonitorExchangeAuthCertificate', 'Hybrid'],
          remediation: null
        }
      ]
    },
    {
      name: 'nobody asked the organization, and all candidates have expired: the last one is named',
      facts: { certificates: [older, expired] },
      drifts: [drifted('expired on 2026-10-28')]
    },
    {
      name: 'nobody asked the organization, and the only candidate has lost its private key',
      facts: { certificates: [{ ...oauth, hasPrivateKey: false }] },
      drifts: [drifted('has no private key')]
    },
    {
      name: 'the one that the organization names has expired, beside a valid candidate',
      facts: { certificates: [expired, { ...older, notAfter: '2030-01-01T00:00:00Z' }] },
      organization: naming(thumbprint),
      drifts: [drifted('expired on 2026-10-28')]
    },
    {
      name: 'the one that the organization names is not on this server',
      facts: { certificates: [older] },
      organization: naming(thumbprint),
      drifts: [{ ...drifted('is not in the certificate store'), resolution: ['Export-ExchangeCertificate'] }]
    },
    {
      name: 'the one that the organization names is in another store only',
      facts: { certificates: [older, { ...oauth, store: 'WebHosting' }] },
      organization: naming(thumbprint),
      drifts: [drifted('is not in the certificate store')]
    },
    {
      name: 'the one that the organization names has lost its key here, which another server may have',
      facts: { certificates: [{ ...current, hasPrivateKey: false }] },
      organization: naming(thumbprint),
      drifts: [
        {
          ...drifted('has no private key'),
          resolution: [
            `certutil.exe -repairstore My ${thumbprint}`,
            'If it does not, and a server has the key, export it',
            `Remove-Item -LiteralPath 'Cert:\\LocalMachine\\My\\${thumbprint}'; Import-ExchangeCertificate`,
            'If no server has the key any more, create a new one'
          ],
          remediation: null
        }
      ]
    },
    {
      name: 'the organization names none',
      facts: { certificates: [oauth] },
      organization: naming(null),
      drifts: [
        {
          path: 'certificates.OAuth',
          actual: 'the organization names no certificate for OAuth',
          desired: 'a valid certificate for OAuth with its private key',
          resolution: ['New-ExchangeCertificate', 'Set-AuthConfig']
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'nobody asked the organization, and a valid candidate need not be the one that it uses',
      facts: { certificates: [older, oauth] },
      reason: 'the settings name no source of organization facts'
    },
    {
      name: 'nobody asked the organization, and there is no candidate: it may use another subject',
      facts: { certificates: [{ ...oauth, subject: 'CN=mail.contoso.example' }] },
      reason: 'the store My holds no certificate named "Microsoft Exchange Server Auth Certificate"'
    },
    {
      name: 'nobody asked the organization, and one in another store is no candidate',
      facts: { certificates: [{ ...expired, store: 'WebHosting' }] },
      reason: 'the settings name no source of organization facts'
    },
    {
      name: 'nobody asked the organization, and a candidate whose end was not read may be valid',
      facts: { certificates: [{ ...oauth, notAfter: null }, older] },
      reason: 'the settings name no source of organization facts'
    },
    {
      name: 'the organization does not say which one it uses',
      facts: { certificates: [oauth] },
      organization: withEx01({}, { authConfig: { error: 'access denied' } }),
      reason: 'access denied'
    },
    {
      name: 'nobody asked the organization, and the only candidate ends within 30 days',
      facts: { certificates: [{ ...oauth, notAfter: '2026-11-30T00:00:00Z' }] },
      reason: `the certificate ${thumbprint} expires on 2026-11-30, within 30 days`
    },
    {
      name: 'whether its key can be opened could not be told',
      facts: { certificates: [{ ...current, hasPrivateKey: null }] },
      organization: naming(thumbprint),
      reason: `whether the private key of ${thumbprint} is there was not read`
    },
    {
      name: 'no certificate of the personal store is listed',
      facts: { certificates: [{ ...current, store: 'WebHosting' }] },
      organization: naming(thumbprint),
      reason: `no certificate of the store My was read, where ${thumbprint} should be`
    },
    {
      name: 'the dates of the one that the organization names were not read',
      facts: { certificates: [{ ...oauth, notAfter: null }] },
      organization: naming(thumbprint),
      reason: `the validity of the certificate ${thumbprint} was not read`
    }
  ],
  notApplicable: [
    {
      name: 'Exchange 2010',
      facts: { identity: { name: 'EX01', roles: ['ClientAccess'] }, build: { exSetup: '14.3.513.0' } },
      reason: 'Exchange 2010'
    },
    {
      name: 'Edge Transport',
      facts: { identity: { name: 'EX01', roles: ['Edge'] }, build: { exSetup: '15.2.1748.53' } }
    }
  ]
})
