import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Facts } from '../../../facts/facts'
import { judgeOauthCertificate, oauthCertificate } from '../../../policies/iis/oauthCertificate'
import type { Judgement } from '../../../policies/policy'
import { testPolicy } from '../../support/policyTester'
import { serverFacts } from '../../support/server'

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

testPolicy(oauthCertificate, {
  compliant: [],
  drifting: [
    {
      name: 'the only candidate has expired',
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
      name: 'all candidates have expired: the last one is named',
      facts: { certificates: [older, expired] },
      drifts: [drifted('expired on 2026-10-28')]
    },
    {
      name: 'the only candidate has lost its private key',
      facts: { certificates: [{ ...oauth, hasPrivateKey: false }] },
      drifts: [drifted('has no private key')]
    }
  ],
  unknown: [
    {
      name: 'a valid candidate need not be the one that the organization uses',
      facts: { certificates: [older, oauth] },
      reason: `which certificate the organization uses for OAuth is not known; it may be ${thumbprint}`
    },
    { name: 'no candidate: the organization may use another subject', reason: 'none has the subject for it' },
    {
      name: 'one in another store is no candidate',
      facts: { certificates: [{ ...expired, store: 'WebHosting' }] },
      reason: 'none has the subject for it'
    },
    {
      name: 'one whose end was not read may be valid',
      facts: { certificates: [{ ...oauth, notAfter: null }, older] },
      reason: 'to an unknown time'
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

const test = suite('the certificate for OAuth, where the organization names it')

const saidBy = (one: Judgement): string => {
  if (one._tag === 'Note') return one.text
  return one._tag === 'Drift' || one._tag === 'Compliant' ? one.actual : one.reason
}

const judged = (facts: Facts): ReadonlyArray<string> =>
  judgeOauthCertificate(facts, thumbprint).map((one) => `${one._tag}: ${saidBy(one)}`)

const rows: ReadonlyArray<readonly [string, ReadonlyArray<unknown>, ReadonlyArray<string>]> = [
  ['valid', [oauth, older], [`Compliant: certificate ${thumbprint}`]],
  [
    'valid, and the key was not looked for',
    [{ ...oauth, hasPrivateKey: null }],
    [`Compliant: certificate ${thumbprint}`, `Note: whether the private key of ${thumbprint} is there was not read`]
  ],
  ['with another subject', [{ ...oauth, subject: 'CN=OAuth of Contoso' }], [`Compliant: certificate ${thumbprint}`]],
  [
    'expired beside a valid candidate',
    [expired, { ...older, notAfter: '2030-01-01T00:00:00Z' }],
    [`Drift: certificate ${thumbprint} expired on 2026-10-28`]
  ],
  ['not on this server', [older], [`Drift: certificate ${thumbprint} is not in the certificate store`]],
  [
    'in another store only',
    [{ ...oauth, store: 'WebHosting' }],
    [`Drift: certificate ${thumbprint} is not in the certificate store`]
  ],
  [
    'without its dates',
    [{ ...oauth, notAfter: null }],
    [`Unknown: the validity of the certificate ${thumbprint} was not read`]
  ]
]

for (const [name, certificates, expected] of rows)
  test(name, () => assert.equal(judged(serverFacts({ certificates })), expected))

test.run()
