import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { notOlderThan, parseDuration } from '../../connections/age'
import { serverFacts } from '../support/server'

const test = suite('resources: age')

const durations: ReadonlyArray<readonly [string, number | null]> = [
  ['1m', 60],
  ['90m', 5_400],
  ['24h', 86_400],
  ['7d', 604_800],
  ['99999d', 8_639_913_600],
  ['0m', null],
  ['01d', null],
  ['100000d', null],
  ['1.5h', null],
  ['-1d', null],
  ['7 d', null],
  ['7D', null],
  ['7', null],
  ['d', null],
  ['', null],
  ['7d\n', null]
]

for (const [text, seconds] of durations)
  test(`reads ${JSON.stringify(text)} as ${seconds}`, () => assert.is(parseDuration(text), seconds))

const facts = { ...serverFacts(), collectedAt: '2026-11-01T08:00:00Z' }

const ages: ReadonlyArray<readonly [string | null, string, string | null]> = [
  [null, '2036-11-01T08:00:00Z', null],
  ['1d', '2026-11-02T08:00:00Z', null],
  [
    '1d',
    '2026-11-02T08:00:01Z',
    'recorded at 2026-11-01T08:00:00Z, longer ago than maxAge (1d) allows; record them again, or set maxAge'
  ],
  ['1d', '2026-11-01T07:30:00Z', null],
  ['1d', '2026-11-01T06:59:59Z', 'recorded at 2026-11-01T08:00:00Z, which is in the future']
]

for (const [maxAge, now, reason] of ages)
  test(`facts of 2026-11-01T08:00:00Z at ${now}, maxAge ${maxAge}: ${reason ?? 'believed'}`, () => {
    const { services } = notOlderThan(maxAge, Date.parse(now))(facts).sections
    assert.is(E.isLeft(services) ? services.left.reason : null, reason)
  })

test('of facts that are too old it stays known when they were recorded', () => {
  assert.is(notOlderThan('1d', Date.parse('2026-12-01T08:00:00Z'))(facts).collectedAt, facts.collectedAt)
})

test('facts without a date are believed only where their age does not matter', () => {
  const undated = { ...facts, collectedAt: null }
  assert.ok(E.isRight(notOlderThan(null, 0)(undated).sections.services))
  assert.ok(E.isLeft(notOlderThan('1d', 0)(undated).sections.services))
})

test.run()
