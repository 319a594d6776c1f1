import { oauthCertificate } from '../../../policies/oauth-certificate/policy'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate } from '../../support/server'
import { current, drifted, expired, naming, oauth, thumbprint } from './oauthCertificates'

const late = '2026-11-01T06:00:00Z'

/** A sign-in that failed two hours before the facts were collected. */
const failed = (at = late) => ({
  proxyEvents: {
    since: '2026-10-02T00:00:00Z',
    events: [{ id: 1003, at, provider: 'MSExchange Front End HTTPS Proxy', method: 'FbaModule.ParseCadataCookies' }]
  }
})

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
  ]
})
