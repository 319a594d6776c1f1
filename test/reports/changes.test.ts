import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Verdict } from '../../judging/verdict'
import type { Change } from '../../reports/auditDocument'
import { changesSince } from '../../reports/changes'
import { changeGroups } from '../../reports/changesText'
import { fleetDocument } from '../../reports/fleetJson'
import { aFleet, aServer } from '../support/fleet'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('reports: changes')

const at = (...names: ReadonlyArray<string>) => names.map((name) => aDrift({ path: ['services', name] }))

const waiver = 'CHG-7'
const drift: Partial<Verdict> = { status: 'drift', drifts: at('W3SVC') }
const wider: Partial<Verdict> = { status: 'drift', drifts: at('W3SVC', 'WinMgmt') }
const other: Partial<Verdict> = { status: 'drift', drifts: at('WinMgmt') }
const unread: Partial<Verdict> = { status: 'unknown', unknowns: [anUnknown()] }
const driftAndUnread: Partial<Verdict> = { ...drift, unknowns: [anUnknown()] }
const waivedDrift: Partial<Verdict> = { ...drift, waiver, drifts: [aDrift({ path: ['services', 'W3SVC'], waiver })] }
const waivedUnread: Partial<Verdict> = { ...unread, waiver, unknowns: [anUnknown({ waiver })] }
const notApplicable: Partial<Verdict> = { status: 'not-applicable', reason: 'an Edge server' }
const unasked: Partial<Verdict> = { ...unread, countsAsChange: false, unasked: 'no source' }
const compliant: Partial<Verdict> = {}

type Row = readonly [
  name: string,
  then: Partial<Verdict> | null,
  now: Partial<Verdict> | null,
  change: Change['change'] | null,
  values?: readonly [added: number, removed: number]
]

const rows: ReadonlyArray<Row> = [
  ['a drift that was none', compliant, drift, 'new', [1, 0]],
  ['a drift that stays', drift, drift, 'unchanged'],
  ['a drift that is gone', drift, compliant, 'fixed', [0, 1]],
  ['nothing then and now', compliant, compliant, null],
  ['one more value drifts', drift, wider, 'new', [1, 0]],
  ['another value drifts', drift, other, 'new', [1, 1]],
  ['one value less drifts', wider, drift, 'unchanged', [0, 1]],
  ['one value less drifts, but not all could be read now', wider, driftAndUnread, 'unchanged', [0, 0]],
  ['not read now, a drift then', drift, unread, 'not comparable'],
  ['not read then, compliant now', unread, compliant, 'not comparable'],
  ['a drift, and something not read then, compliant now', driftAndUnread, compliant, 'fixed', [0, 1]],
  ['not read then, a drift now', unread, drift, 'new', [1, 0]],
  ['not read then and now', unread, unread, 'not comparable'],
  ['not read now, compliant then', compliant, unread, 'new'],
  ['not judged now', drift, null, 'not comparable'],
  ['not judged now, not read then', unread, null, 'not comparable'],
  ['not judged then, a drift now', null, drift, 'new', [1, 0]],
  ['not judged then, compliant now', null, compliant, null],
  ['no source of its facts now', drift, unasked, 'not comparable'],
  ['no source of its facts then and now', unasked, unasked, null],
  ['no longer applicable', drift, notApplicable, 'not comparable'],
  ['never applicable', notApplicable, compliant, null],
  ['waived now', drift, waivedDrift, 'waived'],
  ['not read then, waived now', unread, waivedDrift, 'waived'],
  ['waived then and now', waivedDrift, waivedDrift, null],
  ['a waiver that ran out', waivedDrift, drift, 'new', [1, 0]],
  ['waived then, and gone now', waivedDrift, compliant, 'fixed'],
  ['waived then, and not read now', waivedDrift, unread, 'not comparable'],
  ['waived since it was not read then, compliant now', waivedUnread, compliant, 'not comparable']
]

const serverWith = (verdict: Partial<Verdict> | null, name = 'EX01') =>
  aServer(name, {}, { verdicts: verdict === null ? [] : [aVerdict(verdict)] })

const changed = (then: ReturnType<typeof aServer>[], now: ReturnType<typeof aServer>[]) =>
  changesSince(fleetDocument(aFleet(then)), now)

for (const [name, then, now, change, [added, removed] = [0, 0]] of rows)
  test(`${name}: ${change ?? 'nothing to say'}`, () => {
    const { policies } = changed([serverWith(then)], [serverWith(now)])
    assert.equal(
      policies.map((one) => [one.server, one.policy, one.change, one.added, one.removed]),
      change === null ? [] : [['EX01', 'services-start', change, added, removed]]
    )
  })

test('a server that was not read at all, then or now, has nothing fixed', () => {
  for (const [then, now] of [
    [unread, compliant],
    [drift, unread],
    [drift, null]
  ] as const)
    assert.not(changed([serverWith(then)], [serverWith(now)]).policies.some((one) => one.change === 'fixed'))
})

test('servers that are new or gone are named, and nothing on one that is gone is fixed', () => {
  const { newServers, goneServers, policies } = changed(
    [serverWith(drift, 'EX01'), serverWith(compliant, 'EX02')],
    [serverWith(compliant, 'ex02'), serverWith(drift, 'EX03')]
  )
  assert.equal([newServers, goneServers], [['EX03'], ['EX01']])
  assert.equal(
    policies.map((one) => [one.server, one.change, one.before]),
    [['EX03', 'new', 'not judged']]
  )
})

test('of a server that was read twice the worse counts', () => {
  const twice = [serverWith(compliant), serverWith(drift)]
  assert.equal(
    changed(twice, twice).policies.map((one) => one.change),
    ['unchanged']
  )
  assert.equal(
    changed([serverWith(drift)], twice).policies.map((one) => one.change),
    ['unchanged']
  )
})

test('older facts than those of then tell of nothing that was fixed', () => {
  const old = (verdict: Partial<Verdict>) => {
    const server = serverWith(verdict)
    return { ...server, facts: { ...server.facts, collectedAt: '2026-10-01T08:00:00Z' } }
  }
  const seen = (now: Partial<Verdict>) =>
    changed([serverWith(wider)], [old(now)]).policies.map(({ change, removed, olderFacts }) => [
      change,
      removed,
      olderFacts
    ])
  assert.equal(seen(compliant), [['not comparable', 0, true]])
  assert.equal(seen(drift), [['unchanged', 0, undefined]])
  assert.match(changeGroups(changed([serverWith(drift)], [old(compliant)]))[0]?.note ?? '', 'older facts')
  assert.equal(
    changed([old(drift)], [serverWith(compliant)]).policies.map(({ change }) => change),
    ['fixed']
  )
})

const asked = (actual: string): Partial<Verdict> => ({
  status: 'drift',
  drifts: [aDrift({ path: ['services', 'W3SVC'], actual })]
})
const right = (actual: string): Partial<Verdict> => ({ compliances: [{ path: ['services', 'W3SVC'], actual }] })

const valued: ReadonlyArray<readonly [string, Partial<Verdict>, Partial<Verdict>, string, string]> = [
  ['the same value', asked('Disabled'), asked('Disabled'), 'unchanged', ''],
  [
    'another value',
    asked('Disabled'),
    asked('not installed'),
    'new',
    'services.W3SVC: "Disabled" before, "not installed" now'
  ],
  ['a value that was put right', asked('Disabled'), right('Automatic'), 'fixed', ''],
  [
    'a value that stayed, and is right by other settings',
    asked('Disabled'),
    right('Disabled'),
    'not comparable',
    'no longer asked for: the settings changed'
  ]
]

for (const [name, then, now, change, note] of valued)
  test(`${name} is ${change}`, () => {
    const found = changed([serverWith(then)], [serverWith(now)])
    assert.equal(
      changeGroups(found).map((one) => [one.change, one.note]),
      [[change, note]]
    )
  })

test('says since when', () => {
  assert.is(changed([], []).since, '2026-11-26T06:00:00.000Z')
})

test.run()
