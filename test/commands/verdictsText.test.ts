import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explanation } from '../../commands/explanation'
import { readAtText, verdictsText } from '../../commands/verdictsText'
import { notOlderThan } from '../../connections/age'
import type { Verdict } from '../../judging/verdict'
import { ownTable } from '../../kernel/builds/buildTable'
import type { JudgedPlan } from '../../stacks/judgePlan'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'
import { asked, judgedAs, judgedBy, layout, resolution } from './judgedPlans'

const test = suite('commands: verdicts as text')

test('it counts as check does', () => {
  const judged = judgedAs(aVerdict(), aVerdict({ policy: 'build', status: 'not-applicable', reason: 'an Edge server' }))
  const counted = '2 policies: 1 in order, 1 not applicable.'
  assert.match(explanation(layout, judged, ownTable, asked), `Nothing is wrong with EX01: ${counted}`)
  assert.match(verdictsText(layout, [judged], ownTable, [], asked), counted)
})

test('what is in order is a count, and with more than one server the fleet and the gate come last', () => {
  const named = (server: string, ...verdicts: ReadonlyArray<Verdict>): JudgedPlan => {
    const judged = judgedAs(...verdicts)
    return { ...judged, plan: { ...judged.plan, place: { ...judged.plan.place, server } } }
  }
  const drifts = named(
    'EX01',
    aVerdict(),
    aVerdict({ policy: 'build', status: 'drift', drifts: [aDrift({ resolution })] })
  )
  const ok = named('EX02', aVerdict())
  const shown = (full: boolean, ...judged: ReadonlyArray<JudgedPlan>) =>
    verdictsText({ ...layout, full }, judged, ownTable, ['A remark.'], asked)
  assert.not.match(shown(false, drifts), 'ok services-start')
  assert.match(shown(true, drifts), 'ok services-start')
  assert.match(
    shown(false, drifts),
    /Stack production: 0 of 1 server compliant, 1 drifting\.\nNext: \.[\\/]compliance explain EX01 --stack production$/
  )
  for (const complete of [shown(true, drifts), shown(false, ok)]) assert.not.match(complete, 'Next: ')
  const both = shown(false, ok, drifts)
  const order = [
    'Set-Thing',
    'A remark.',
    'Exchange fleet "production"',
    'STATE',
    '1 more (EX02): ok',
    asked.gate,
    'Next: '
  ]
  const at = order.map((part) => both.indexOf(part))
  assert.not(at.includes(-1), both)
  assert.equal(
    at,
    [...at].sort((a, b) => a - b)
  )
  assert.is(both.split('EX02').length, 2, 'a server in order stands in the table alone')
  assert.not.match(shown(false, ok, named('EX03', aVerdict())), 'STATE')
})

test('of 300 servers, the many in order are names, what is the same stands once, and little of its evidence', () => {
  const named = (number: number): JudgedPlan => {
    const server = `MX${String(number).padStart(3, '0')}`
    const drifts = [aDrift({ resolution, evidence: ['It was seen.', `Seen on ${server}.`] })]
    const judged = judgedAs(number < 200 ? aVerdict() : aVerdict({ status: 'drift', drifts }))
    return { ...judged, plan: { ...judged.plan, place: { ...judged.plan.place, server } } }
  }
  const judged = Array.from({ length: 300 }, (_, number) => named(number))
  const lines = verdictsText(layout, judged, ownTable, [], asked).split('\n')
  assert.ok(lines.length < 700, String(lines.length))
  assert.is(lines.filter((line) => line.includes('Set-Thing')).length, 1)
  assert.is(lines.filter((line) => line.includes('Evidence:')).length, 10)
  assert.ok(lines.includes('  and the evidence of 90 more servers: explain SERVER shows it'))
  assert.ok(lines.some((line) => line.startsWith('200 servers ok: MX000, MX001')))
  assert.match(
    lines.slice(-2).join(' '),
    /200 of 300 servers compliant, 100 drifting\. +Gate: advisory, passes whatever/
  )
})

const recorded = { type: 'recorded', path: 'EX01.json' }

test('how old a recording is stands beside the answer that it gives', () => {
  const last = (judged: JudgedPlan) => verdictsText(layout, [judged], ownTable, [], asked).split('\n').at(-1)
  const old = judgedBy(recorded, aVerdict())
  const fresh = { ...old, facts: { ...old.facts, collectedAt: '2026-11-26T05:00:00Z' } }
  assert.is(last(old), 'Stack production: 1 of 1 server compliant, by a recording that is 24 days old.')
  assert.is(last(fresh), 'Stack production: 1 of 1 server compliant.')
})

test('a recording that is too old says when it was made', () => {
  const { plan, facts, ...rest } = judgedBy(recorded, aVerdict())
  const tooOld = { plan, facts: notOlderThan('1d', asked.now)(facts), ...rest }
  assert.match(readAtText(tooOld, asked.now), /^recording of 2026-11-01 08:00 UTC, 24 days old/)
})

test('what nobody named a source for is not judged, and is never called unknown', () => {
  const unasked = aVerdict({
    ...{ policy: 'maintenance', status: 'unknown', countsAsChange: false },
    unasked: 'no source',
    unknowns: [anUnknown()]
  })
  const judged = judgedAs(
    aVerdict(),
    unasked,
    aVerdict({ policy: 'build', status: 'unknown', unknowns: [anUnknown()] })
  )
  const text = verdictsText(layout, [judged], ownTable, [], asked)
  assert.match(text, '3 policies: 1 in order, 1 unknown, 1 not judged.')
  assert.match(
    explanation(layout, judged, ownTable, { ...asked, policy: 'maintenance' }),
    /\nmaintenance: not judged \(/
  )
})

test('what was not judged is no longer than the page', () => {
  const unasked = 'the settings name no source of organization facts (exchange-compliance:organization)'
  const verdicts = ['maintenance', 'dag-health', 'oauth-certificate'].map((policy) =>
    aVerdict({ policy, status: 'unknown', countsAsChange: false, unasked, unknowns: [anUnknown({ reason: unasked })] })
  )
  const lines = verdictsText(layout, [judgedAs(...verdicts)], ownTable, [], asked).split('\n')
  const at = lines.findIndex((line) => line.startsWith('Not judged: '))
  assert.ok(at >= 0 && (lines[at] ?? '').length <= 100, lines.join('\n'))
})

test.run()
