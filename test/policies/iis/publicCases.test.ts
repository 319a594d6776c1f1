import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Policy } from '../../../judging/policy'
import { showRemediation } from '../../../judging/remediation'
import type { Verdict } from '../../../judging/verdict'
import { oauthCertificate } from '../../../policies/oauth-certificate/policy'
import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { judgeRecording, pathsOf, stepsOf } from '../../support/publicCase'

const cases = join(__dirname, '../../../../shared/cases/state')
const test = suite('https endpoints in public cases, with the facts that the cases lack')
const spec = existsSync(cases) ? test : test.skip
if (!existsSync(cases)) process.stdout.write('skipped: the public cases are not here\n')

const entry = t.record(t.string, t.unknown)
type Entry = t.TypeOf<typeof entry>

const recorded = t.intersection([
  entry,
  t.type({
    facts: t.intersection([
      entry,
      t.type({ bindings: t.array(entry), httpSys: t.array(entry), certificates: t.array(entry) })
    ])
  })
])
type Sections = t.TypeOf<typeof recorded>['facts']

const read = (name: string): t.TypeOf<typeof recorded> => {
  const input: unknown = JSON.parse(readFileSync(join(cases, name, 'EX01.json'), 'utf8'))
  const decoded = recorded.decode(input)
  if (E.isLeft(decoded)) throw new Error(`${name} is no recording`)
  return decoded.right
}

const judge = (name: string, policy: Policy, change: (facts: Sections) => Partial<Sections> = () => ({})): Verdict => {
  const input = read(name)
  return judgeRecording(policy, input, change(input.facts))
}

const remedies = ({ drifts }: Verdict): string =>
  drifts.map(({ remediation }) => (E.isLeft(remediation) ? '' : showRemediation(remediation.right))).join('\n')

const withThumbprint = (entries: ReadonlyArray<Entry>, thumbprint: string, changes: Entry): Array<Entry> =>
  entries.map((one) => (one.thumbprint === thumbprint ? { ...one, ...changes } : one))

const publicOne = 'D3E64E453BDFEA581B64004F716F89A4B38A447A'
const selfSigned = '8D6D6E135D8E2D86577863846B6CBC3BFC168A95'
const hosted = 'B1'.repeat(20)

/** The records and bindings of case 44 with their store. */
const inWebHosting = ({ bindings, httpSys }: Sections) => ({
  bindings: withThumbprint(bindings, hosted, { store: 'WebHosting', sslFlags: 0 }),
  httpSys: withThumbprint(httpSys, hosted, { store: 'WebHosting' })
})

spec('44: a certificate in WebHosting is judged there, and unknown where that store was not read', () => {
  const name = '44-cert-in-web-hosting-store'
  const unread = judge(name, sslBindings, inWebHosting)
  assert.is(unread.status, 'unknown')
  assert.match(unread.reason ?? '', 'no certificate of the store WebHosting was read')
  const healthy = judge(name, sslBindings, (facts) => ({
    ...inWebHosting(facts),
    certificates: [
      ...facts.certificates,
      {
        thumbprint: hosted,
        subject: 'CN=mail.contoso.example',
        notBefore: '2026-10-01T00:00:00Z',
        notAfter: '2026-12-30T00:00:00Z',
        hasPrivateKey: true,
        store: 'WebHosting'
      }
    ]
  }))
  assert.is(healthy.status, 'compliant', healthy.reason ?? '')
})

spec("83: a public certificate without the server's names on the back end is a drift", () => {
  const verdict = judge('83-third-party-cert-on-444', sslBindings, ({ certificates }) => ({
    certificates: withThumbprint(certificates, publicOne, { names: ['mail.contoso.example', 'autodiscover.example'] })
  }))
  assert.equal(pathsOf(verdict), ['bindings["Exchange Back End:444"]'])
  assert.match(stepsOf(verdict), selfSigned)
  assert.match(remedies(verdict), `' '${selfSigned}'`)
})

spec('49: a wildcard of a certification authority on the back end is healthy', () => {
  const verdict = judge('49-ca-cert-on-backend-wildcard-front', sslBindings, ({ certificates }) => ({
    certificates: withThumbprint(certificates, 'D1'.repeat(20), { names: ['*.contoso.example'] })
  }))
  assert.is(verdict.status, 'compliant', verdict.reason ?? '')
})

spec('68: the record of RRAS for IPv6 is a drift, whoever made it', () => {
  const name = '68-sstp-record-of-rras'
  assert.equal(pathsOf(judge(name, sslBindings)), ['httpSys["[::]:443"]'])
  const verdict = judge(name, sslBindings, ({ httpSys }) => ({
    httpSys: withThumbprint(httpSys, 'F1'.repeat(20), { appId: '{ba195980-cd49-458b-9e23-c84ee0adcd75}' })
  }))
  assert.equal(pathsOf(verdict), ['httpSys["[::]:443"]'])
  assert.is(remedies(verdict), '')
  assert.match(verdict.reason ?? '', '[::]:443 belongs to another program')
})

spec('72: the certificate of the other site is in no remediation and no command', () => {
  const verdict = judge('72-front-end-lost-cert-beside-third-site', sslBindings)
  assert.equal(pathsOf(verdict), ['bindings["Default Web Site:443"]'])
  assert.not.match(remedies(verdict) + stepsOf(verdict), 'C1C1C1C1')
  assert.match(stepsOf(verdict), publicOne)
})

for (const name of ['45-third-site-own-store-cert', '46-third-site-expired-cert', '43-win-acme-four-bindings'])
  spec(`${name.slice(0, 2)}: other sites and host names are healthy`, () => {
    const verdict = judge(name, sslBindings)
    assert.is(verdict.status, 'compliant', verdict.reason ?? '')
  })

spec('75: the certificate for OAuth on the back end is a drift', () => {
  const verdict = judge('75-oauth-cert-bound-to-444', sslBindings)
  assert.match(verdict.drifts[0]?.actual ?? '', 'is the one for OAuth')
  assert.match(remedies(verdict), `' '${selfSigned}'`)
})

spec('23: the certificate for OAuth that has expired is a drift with its date', () => {
  const verdict = judge('23-oauth-cert-expired', oauthCertificate)
  assert.match(verdict.drifts[0]?.actual ?? '', 'expired on 2021-11-28')
})

spec('08: the back end gets no certificate but one of its own', () => {
  const verdict = judge('08-be-cert-removed-no-self-signed-left', sslBindings)
  assert.match(stepsOf(verdict), 'New-ExchangeCertificate')
  assert.not.match(remedies(verdict) + stepsOf(verdict), publicOne)
})

test.run()
