import { oauthCertificate } from '../../../policies/oauth-certificate/policy'
import { withEx01 } from '../../support/inOrganization'
import { testPolicy } from '../../support/policyTester'

const thumbprint = 'F'.repeat(40)
const oauth = {
  thumbprint,
  subject: 'CN=Microsoft Exchange Server Auth Certificate',
  notBefore: '2022-01-01T00:00:00Z',
  notAfter: '2026-12-06T00:00:00Z',
  hasPrivateKey: true
}
const expired = { ...oauth, notAfter: '2026-10-28T00:23:07Z' }
const older = { ...oauth, thumbprint: 'E'.repeat(40), notAfter: '2021-11-28T00:23:07Z' }

const drifted = (fault: string) => ({
  path: 'certificates.OAuth',
  actual: `certificate ${thumbprint} ${fault}`,
  desired: 'a valid certificate for OAuth with its private key'
})

/** An organization that names a certificate for OAuth. */
const naming = (currentThumbprint: string | null) => withEx01({}, { authConfig: { currentThumbprint } })

const nextThumbprint = '9'.repeat(40)
const next = { ...oauth, thumbprint: nextThumbprint, notAfter: '2031-01-01T00:00:00Z' }
const current = { ...oauth, notAfter: '2027-01-01T00:00:00Z' }

/** An organization that changes to the next certificate at a time. */
const changing = (nextEffectiveDate: string | null) =>
  withEx01({}, { authConfig: { currentThumbprint: thumbprint, nextThumbprint, nextEffectiveDate } })

const nextDrifted = (fault: string) => ({
  path: 'certificates["next OAuth"]',
  actual: `certificate ${nextThumbprint} ${fault}`,
  desired: 'a valid certificate for OAuth with its private key',
  evidence: [`The organization uses ${nextThumbprint} for OAuth from 2026-10-31T00:00:00Z on.`],
  remediation: null
})

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
    {
      name: 'it ends in more than 30 days, and the next one is here, whose date has come',
      facts: { certificates: [current, next] },
      organization: changing('2026-10-31T00:00:00Z'),
      reason: /^$/
    },
    {
      name: 'the next one is not here two days before its date',
      facts: { certificates: [current] },
      organization: changing('2026-11-03T00:00:00Z'),
      reason: `the next certificate for OAuth, ${nextThumbprint}, is not in the certificate store, and takes effect on 2026-11-03`
    },
    {
      name: 'the next one is not here three days before its date: Exchange has yet to bring it',
      facts: { certificates: [current] },
      organization: changing('2026-11-04T12:00:00Z'),
      reason: /^$/
    },
    {
      name: 'the next one is not here, and its date was not read',
      facts: { certificates: [current] },
      organization: changing(null),
      reason: 'whether its date has come was not read'
    },
    {
      name: 'it has another subject',
      facts: { certificates: [{ ...oauth, subject: 'CN=OAuth of Contoso' }] },
      organization: naming(thumbprint)
    }
  ],
  drifting: [
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
      name: 'the next one is not on this server, and its date has come',
      facts: { certificates: [current] },
      organization: changing('2026-10-31T00:00:00Z'),
      drifts: [{ ...nextDrifted('is not in the certificate store'), resolution: ['Import-ExchangeCertificate'] }]
    },
    {
      name: 'the next one has no private key, and its date has come',
      facts: { certificates: [current, { ...next, hasPrivateKey: false }] },
      organization: changing('2026-10-31T00:00:00Z'),
      drifts: [nextDrifted('has no private key')]
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
      reason: 'the settings name no source of organization facts'
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
