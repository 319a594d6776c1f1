import { oauthCertificate } from '../../../policies/oauth-certificate/policy'
import { testRows } from '../../support/policyTester'
import { changing, current, drifted, expired, next, nextThumbprint } from './oauthCertificates'

const nextDrifted = (fault: string) => ({
  path: 'certificates["next OAuth"]',
  actual: `certificate ${nextThumbprint} ${fault}`,
  desired: 'a valid certificate for OAuth with its private key',
  evidence: [`The organization uses ${nextThumbprint} for OAuth from 2026-10-31T00:00:00Z on.`],
  remediation: null
})

testRows(oauthCertificate, 'the next certificate', {
  compliant: [
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
      name: 'the next one ends before its date: it will never serve',
      facts: { certificates: [current, { ...next, notAfter: '2026-10-01T00:00:00Z' }] },
      organization: changing('2026-11-10T00:00:00Z'),
      reason: `the next certificate for OAuth, ${nextThumbprint}, ends on 2026-10-01, and takes effect on 2026-11-10: mend that before`
    },
    {
      name: 'the next one has no key a week before its date',
      facts: { certificates: [current, { ...next, hasPrivateKey: false }] },
      organization: changing('2026-11-10T00:00:00Z'),
      reason: 'has no private key, and takes effect on 2026-11-10'
    },
    {
      name: 'the next one becomes valid between now and its date',
      facts: { certificates: [current, { ...next, notBefore: '2026-11-05T00:00:00Z' }] },
      organization: changing('2026-11-10T00:00:00Z'),
      reason: /^$/
    },
    {
      name: 'the next one is not here, and its date was not read',
      facts: { certificates: [current] },
      organization: changing(null),
      reason: 'whether its date has come was not read'
    }
  ],
  unknown: [
    {
      name: 'whether the next one has its key was not read, and its date has come',
      facts: { certificates: [current, { ...next, hasPrivateKey: null }] },
      organization: changing('2026-10-31T00:00:00Z'),
      reason: `of the next certificate for OAuth: whether the private key of ${nextThumbprint} is there was not read`
    },
    {
      name: 'when the next one ends was not read, and its date comes tomorrow',
      facts: { certificates: [current, { ...next, notAfter: null }] },
      organization: changing('2026-11-02T00:00:00Z'),
      reason: `when ${nextThumbprint} ends was not read`
    }
  ],
  drifting: [
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
      name: 'it lacks its key on this server alone: it is brought back, though the next one is here, due, and may be published',
      facts: { certificates: [{ ...current, hasPrivateKey: false }, next] },
      desired: { parameters: { 'oauth-certificate': { renew: true } } },
      organization: changing('2026-10-31T00:00:00Z'),
      drifts: [{ ...drifted('has no private key'), resolution: ['certutil.exe -repairstore My'], remediation: null }]
    },
    {
      name: 'it has expired, and the next one is here, valid and due: it is to be published, and none created',
      facts: { certificates: [expired, next] },
      organization: changing('2026-10-31T00:00:00Z'),
      drifts: [
        {
          ...drifted('expired on 2026-10-28'),
          evidence: ['It is the next one for OAuth, due since 2026-10-31T00:00:00Z'],
          resolution: [
            `the next one, ${nextThumbprint}, is there and due: publish it`,
            'Set-AuthConfig -PublishCertificate'
          ]
        }
      ]
    }
  ]
})
