import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Verdict } from '../../judging/verdict'
import { ownTable } from '../../kernel/builds/buildTable'
import type { JudgedPlan } from '../../stacks/judgePlan'
import { planServers } from '../../stacks/plan'
import { remarksOn } from '../../stacks/remarks'
import { decodeSettings, type Settings } from '../../stacks/settings'
import { organizationFacts } from '../support/inOrganization'
import { serverFacts } from '../support/server'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('stacks: remarks')

const settingsOf = (parts: Readonly<Record<string, string>>): Settings => {
  const servers = ['EX01', 'EX02'].map((name) => ({ name, connection: { type: 'ssh' } }))
  const decoded = decodeSettings({ servers: JSON.stringify(servers), ...parts })
  if (decoded._tag === 'Left') throw new Error(decoded.left.join())
  return decoded.right
}

const judgedBy = (settings: Settings, verdicts: ReadonlyArray<Verdict>): ReadonlyArray<JudgedPlan> =>
  planServers(settings, '2026-11-01', () => null).map((plan) => ({
    plan,
    facts: serverFacts({}),
    errors: [],
    verdicts
  }))

const waiver = { server: 'EX01', policy: 'services-start', reason: 'CHG-1', expires: '2026-12-31' }
const withWaiver = (parts: object = {}): Settings => settingsOf({ waivers: JSON.stringify([{ ...waiver, ...parts }]) })

const drifting = aVerdict({ status: 'drift', drifts: [aDrift()] })
const unread = aVerdict({ status: 'unknown', unknowns: [anUnknown()] })

const rows: ReadonlyArray<readonly [string, Settings, ReadonlyArray<Verdict>, RegExp | null]> = [
  ['nothing', settingsOf({}), [aVerdict()], null],
  ['a stage of an update', settingsOf({ stage: 'before-update' }), [aVerdict()], null],
  [
    'the stage always, which leaves out what most want to know',
    settingsOf({ stage: 'always' }),
    [aVerdict()],
    /^The stage always leaves out .*\(build, unfinished-update, .*; name before-update or after-update/
  ],
  ['a waiver that has run out', withWaiver({ expires: '2026-10-31' }), [drifting], /^EX01: .* expired on 2026-10-31/],
  ['a waiver of what was found', withWaiver(), [drifting], null],
  ['a waiver of what is in order now', withWaiver(), [aVerdict()], /^EX01: .* covers nothing that was found/],
  ['a waiver of another path', withWaiver({ path: 'services.X' }), [drifting], /at services\.X covers nothing/],
  ['a waiver of another path, where not all was read', withWaiver({ path: 'services.X' }), [unread], null],
  [
    'a waiver of a policy of which something is unknown, without its path',
    withWaiver(),
    [unread, aVerdict({ policy: 'build' })],
    /add path: services/
  ],
  ['a waiver of a policy of a server of which nothing was read', withWaiver(), [unread], null],
  ['a waiver of a policy that was not judged', withWaiver(), [aVerdict({ policy: 'build' })], null],
  [
    'servers without a baseline, in one sentence',
    settingsOf({ baseline: '../baselines' }),
    [aVerdict()],
    /^\.\.\/baselines holds no facts of EX01, EX02: /
  ],
  [
    'a service that Exchange needs, which the settings want Disabled',
    settingsOf({
      servers:
        '[{"name":"EX01","connection":{"type":"ssh"},"services":{"MSExchangeTransport":"Disabled","MSExchangePOP3":"Disabled","MSExchangeEdgeSync":"Disabled"}}]'
    }),
    [aVerdict()],
    /^EX01: the settings want services Disabled that Exchange needs: MSExchangeTransport$/
  ],
  [
    'a policy that is switched off',
    settingsOf({ policies: '{"build":"disabled"}' }),
    [aVerdict()],
    /^Disabled by the settings, and not judged: build$/
  ],
  [
    'a policy that is switched off, and of another stage',
    settingsOf({ policies: '{"build":"disabled"}', stage: 'before-update' }),
    [aVerdict()],
    null
  ]
]

for (const [name, settings, verdicts, expected] of rows)
  test(`${name}: ${expected === null ? 'no remark' : 'one remark'}`, () => {
    const texts = remarksOn(settings, '2026-11-01', judgedBy(settings, verdicts)).map(({ text }) => text)
    if (expected === null) assert.equal(texts, [])
    else {
      assert.is(texts.length, 1, texts.join('\n'))
      assert.match(texts[0] ?? '', expected)
    }
  })

test('a waiver of a server that was not asked for is not mentioned', () => {
  const settings = withWaiver({ expires: '2026-10-31' })
  const others = judgedBy(settings, [aVerdict()]).filter(({ plan }) => plan.place.server === 'EX02')
  assert.equal(remarksOn(settings, '2026-11-01', others), [])
})

const byOrganizationOf = (collectedAt: string | null, readAt: string): ReadonlyArray<string> => {
  const settings = settingsOf({})
  const facts = { ...serverFacts(), collectedAt: readAt }
  const judged = judgedBy(settings, [aVerdict()]).map((one) => ({ ...one, facts }))
  const organization = E.right({ ...organizationFacts(), collectedAt })
  return remarksOn(settings, '2026-11-01', judged, ownTable, organization).map(({ text }) => text)
}

const ages: ReadonlyArray<readonly [name: string, collectedAt: string | null, expected: RegExp | null]> = [
  [
    'older than its servers',
    '2026-10-06T06:20:00Z',
    /^The facts of the organization Contoso are of 2026-10-06 06:20 UTC \(25 days old\), older than those of its servers\.$/
  ],
  ['without a time', null, /^When the facts of the organization Contoso were recorded is not known\.$/],
  ['of the same day', '2026-10-31T09:00:00Z', null]
]

for (const [name, collectedAt, expected] of ages)
  test(`facts of the organization ${name}: ${expected === null ? 'no remark' : 'one remark'}`, () => {
    const remarks = byOrganizationOf(collectedAt, '2026-11-01T08:00:00Z')
    assert.is(remarks.length, expected === null ? 0 : 1, remarks.join('\n'))
    if (expected !== null) assert.match(remarks[0] ?? '', expected)
  })

const byRecording = (exSetup: string, collectedAt: string): ReadonlyArray<string> => {
  const servers = [{ name: 'EX01', connection: { type: 'recorded', path: 'EX01.json' } }]
  const settings = settingsOf({ servers: JSON.stringify(servers) })
  const facts = { ...serverFacts({ build: { exSetup, binaries: [] } }), collectedAt }
  return remarksOn(
    settings,
    '2026-11-01',
    judgedBy(settings, [aVerdict()]).map((one) => ({ ...one, facts }))
  ).map(({ text }) => text)
}

test('a recording from before the newest Security Update of its build can not tell whether that is installed', () => {
  const [remark = '', ...more] = byRecording('15.2.1748.10', '2026-08-20T08:00:00Z')
  assert.match(
    remark,
    /^EX01: its recording of 2026-08-20 is older than Exchange Server 2019 CU15 Sep26SUv2 of 2026-10-02/
  )
  assert.equal(more, [])
  assert.is(byRecording('15.2.1748.10', '2026-09-08T08:00:00Z').length, 1)
  assert.equal(byRecording('15.2.1748.53', '2026-08-20T08:00:00Z'), [])
  assert.equal(byRecording('15.2.1748.10', '2026-10-20T08:00:00Z'), [])
  assert.equal(byRecording('', '2026-08-20T08:00:00Z'), [])
})

test.run()
