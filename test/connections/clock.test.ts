import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { byOperatorsClock, notDatedAhead } from '../../connections/clock'
import { judgeOne } from '../../judging/evaluate'
import { noOrganization } from '../../judging/inOrganization'
import { defaultEnforcement } from '../../judging/levels'
import { sslBindings } from '../../policies/ssl-bindings/policy'
import { serverFacts } from '../support/server'

const test = suite('resources: clock')

const facts = serverFacts()
const now = (offsetMinutes: number): number => Date.parse('2026-11-01T08:00:00Z') + offsetMinutes * 60_000

/** How far the operator's clock is from the time in the facts, in minutes; then what is said of it. */
const live: ReadonlyArray<readonly [number, string | null]> = [
  [0, null],
  [60, null],
  [-60, null],
  [61, 'is 1 h 1 min behind'],
  [-192, 'is 3 h 12 min ahead of'],
  [-1_440 * 400, 'is 400 d ahead of'],
  [1_440 * 2 + 180, 'is 2 d 3 h behind']
]

for (const [minutes, said] of live)
  test(`a live server, ours is ${minutes} min later: ${said ?? 'believed'}`, () => {
    const { collectedAt, clock } = byOperatorsClock(now(minutes))(facts)
    assert.is(collectedAt, said === null ? '2026-11-01T08:00:00Z' : null)
    assert.is(
      clock,
      said === null ? null : `the clock of EX01 ${said} this computer's; what depends on the time isn't judged`
    )
  })

test('recorded facts may be old, but not of tomorrow', () => {
  assert.equal(notDatedAhead(now(1_440 * 400))(facts), facts)
  assert.equal(notDatedAhead(now(-60))(facts), facts)
  for (const minutes of [120, 1_440 * 400]) {
    const { collectedAt, clock } = notDatedAhead(now(-minutes))(facts)
    assert.is(collectedAt, null)
    assert.match(clock ?? '', /^the facts of EX01 are dated 2026-11-01T08:00:00Z, .* ahead of this computer's clock; /)
  }
})

test('facts without a time stay as they are', () => {
  const undated = { ...facts, collectedAt: null }
  assert.equal(byOperatorsClock(now(0))(undated), undated)
  assert.equal(notDatedAhead(now(0))(undated), undated)
})

test('the reason reaches people', () => {
  const verdict = judgeOne(sslBindings, byOperatorsClock(now(-192))(facts), {
    desired: { build: 'latest', services: {}, baseline: null },
    enforcement: defaultEnforcement,
    waivers: [],
    organization: noOrganization
  })
  assert.is(verdict.status, 'unknown')
  assert.match(verdict.reason ?? '', "the clock of EX01 is 3 h 12 min ahead of this computer's")
})

test.run()
