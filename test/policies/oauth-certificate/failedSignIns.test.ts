import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { judgeOne } from '../../../judging/evaluate'
import { noOrganization } from '../../../judging/inOrganization'
import { oauthCertificate } from '../../../policies/oauth-certificate/policy'
import { withEx01 } from '../../support/inOrganization'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate, type RecordedSections, serverFacts } from '../../support/server'
import { current, drifted, expired, naming, oauth, thumbprint } from './oauthCertificates'

const test = suite('policies: sign-ins that fail, and the level')

const late = '2026-11-01T06:00:00Z'

/** A sign-in that failed two hours before the facts were collected. */
const failed = (at = late, method = 'FbaModule.ParseCadataCookies') => ({
  proxyEvents: {
    since: '2026-10-02T00:00:00Z',
    events: [{ id: 1003, at, provider: 'MSExchange Front End HTTPS Proxy', method }]
  }
})

/** One at which Exchange found no certificate for OAuth. */
const foundNone = failed(late, 'HMACProvider.GetCertificates')

const updatedAt = (at: string) => ({
  installerEvents: {
    since: '2026-01-01T00:00:00Z',
    events: [{ id: 1022, at, product: 'Microsoft Exchange Server', update: 'SU', code: null, log: null }]
  }
})

/** The certificate that every built server has on *:443. */
const onFrontEnd = (isCng: boolean | null) => ({
  ...oauth,
  thumbprint: frontEndCertificate,
  subject: 'CN=mail.contoso.example',
  notAfter: '2043-01-01T00:00:00Z',
  isCng
})

testRows(oauthCertificate, 'sign-ins that fail', {
  compliant: [
    {
      name: 'a sign-in failed, and nothing explains it',
      facts: { certificates: [current, onFrontEnd(false)], ...failed() },
      organization: naming(thumbprint),
      reason: 'the certificate for OAuth does not explain it'
    },
    {
      name: 'Exchange found no certificate before the one that the organization names was made',
      facts: { certificates: [{ ...current, notBefore: '2026-11-01T07:00:00Z' }], ...foundNone },
      organization: naming(thumbprint),
      reason: 'the certificate for OAuth does not explain it'
    },
    {
      name: 'a sign-in failed days ago, with a key of CNG on 443',
      facts: { certificates: [current, onFrontEnd(true)], ...failed('2026-10-29T06:00:00Z') },
      organization: naming(thumbprint),
      reason: /^$/
    },
    {
      name: 'a sign-in failed before the last update, with a key of CNG on 443',
      facts: { certificates: [current, onFrontEnd(true)], ...failed(), ...updatedAt('2026-11-01T07:00:00Z') },
      organization: naming(thumbprint),
      reason: /^$/
    },
    {
      name: 'a key of CNG on 443 with which everybody signs in',
      facts: { certificates: [current, onFrontEnd(true)] },
      organization: naming(thumbprint),
      reason: /^$/
    },
    {
      name: 'a key of CNG on 443, and whether sign-ins fail was not read',
      facts: { certificates: [current, onFrontEnd(true)], proxyEvents: undefined },
      organization: naming(thumbprint),
      reason: `a CNG provider keeps the private key of ${frontEndCertificate} on *:443`
    }
  ],
  drifting: [
    {
      name: 'it has expired, and sign-ins fail',
      facts: { certificates: [expired], ...failed() },
      organization: naming(thumbprint),
      drifts: [
        {
          ...drifted('expired on 2026-10-28'),
          evidence: [`Sign-in failed at ${late}: event 1003, FbaModule.ParseCadataCookies`]
        }
      ]
    },
    {
      name: 'nobody asked the organization, and Exchange finds no certificate where the store has none by this name',
      facts: { certificates: [onFrontEnd(false)], ...foundNone },
      drifts: [
        {
          path: 'certificates.OAuth',
          actual: 'no certificate for OAuth is in the certificate store',
          desired: 'a valid certificate for OAuth with its private key',
          evidence: [`Sign-in failed at ${late}: event 1003, HMACProvider.GetCertificates`],
          resolution: ['If a server has it, export it', 'If no server has it any more, create a new one'],
          remediation: null
        }
      ]
    },
    {
      name: 'sign-ins fail with a key of CNG on 443',
      facts: { certificates: [current, onFrontEnd(true)], ...failed() },
      organization: naming(thumbprint),
      drifts: [
        {
          path: 'certificates.sign-in',
          actual: `certificate ${frontEndCertificate} of *:443 has a key of a CNG provider`,
          desired: 'a key of a provider that the sign-in pages can use',
          evidence: [`Sign-in failed at ${late}`],
          resolution: [
            `certutil.exe -store My ${frontEndCertificate}`,
            "-csp 'Microsoft RSA SChannel Cryptographic Provider'"
          ],
          remediation: null
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'Exchange finds no certificate, though the one that the organization names is valid',
      facts: { certificates: [{ ...current, isCng: false }, onFrontEnd(true)], ...foundNone },
      organization: naming(thumbprint),
      reason: `Exchange finds no certificate for OAuth that serves, though ${thumbprint} is here and valid; see that NETWORK SERVICE`
    },
    {
      name: 'Exchange finds no certificate, and that of the organization has a key of CNG',
      facts: { certificates: [{ ...current, isCng: true }], ...foundNone },
      organization: naming(thumbprint),
      reason: 'a CNG provider keeps its key, which may be why'
    },
    {
      name: 'nobody asked the organization, Exchange finds no certificate, and the store has a valid one by this name',
      facts: { certificates: [current, onFrontEnd(false)], ...foundNone },
      reason: 'which certificate the organization uses for OAuth was not read: compare CurrentCertificateThumbprint'
    },
    {
      name: 'the organization was asked in vain, and Exchange finds no certificate',
      facts: { certificates: [current, onFrontEnd(true)], ...foundNone },
      organization: withEx01({}, { authConfig: { error: 'access denied' } }),
      reason: 'which certificate the organization uses for OAuth was not read'
    }
  ]
})

const mandatoryAt = (facts: RecordedSections) => {
  const { level, unasked, status } = judgeOne(oauthCertificate, serverFacts(facts), {
    desired: { build: 'latest', services: {}, baseline: null },
    enforcement: { level: 'mandatory', policies: {}, stage: null },
    waivers: [],
    organization: noOrganization
  })
  return { level, unasked, status }
}

test('what Exchange itself says binds, though nobody asked the organization; what the names of certificates suggest does not', () => {
  const without = { certificates: [onFrontEnd(false)] }
  assert.equal(mandatoryAt({ ...without, ...foundNone }), { level: 'mandatory', unasked: null, status: 'drift' })
  assert.equal(mandatoryAt({ certificates: [expired], ...foundNone }), {
    level: 'mandatory',
    unasked: null,
    status: 'drift'
  })
  assert.equal(mandatoryAt({ certificates: [expired] }), { level: 'advisory', unasked: null, status: 'drift' })
  // It is told, since it is more than that nobody was asked.
  assert.equal(mandatoryAt(without), { level: 'advisory', unasked: null, status: 'unknown' })
})

test.run()
