import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { isBefore } from '../../kernel/instants'

const test = suite('kernel: which instant is before another')

const rows: ReadonlyArray<readonly [what: string, instant: string, other: string, before: boolean]> = [
  ['an earlier day', '2026-03-09T08:30:00Z', '2026-03-10T08:30:00Z', true],
  ['a later day', '2026-03-11T08:30:00Z', '2026-03-10T08:30:00Z', false],
  ['the same time', '2026-03-10T08:30:00Z', '2026-03-10T08:30:00Z', false],
  ['an earlier second', '2026-03-10T08:30:01Z', '2026-03-10T08:30:02.5Z', true],
  ['the same time without its seconds', '2026-03-10T08:30Z', '2026-03-10T08:30:00Z', false],
  ['a time without its seconds, and a later second', '2026-03-10T08:30Z', '2026-03-10T08:30:01Z', true],
  ['a second, and the same minute without its seconds', '2026-03-10T08:30:01Z', '2026-03-10T08:30Z', false]
]
for (const [what, instant, other, before] of rows)
  test(`${what}: ${before ? 'before' : 'not before'}`, () => {
    assert.is(isBefore(instant, other), before)
  })

/** Instants as facts have them: to the minute, to the second, and with fractions. */
const instants = fc
  .tuple(fc.integer({ min: 0, max: 200_000 }), fc.constantFrom('minute', 'second', 'fraction'))
  .map(([milliseconds, form]) => {
    const whole = new Date(Date.UTC(2026, 2, 10, 8, 30) + milliseconds).toISOString()
    if (form === 'fraction') return whole
    return `${whole.slice(0, form === 'second' ? 19 : 16)}Z`
  })

test('two instants compare as the times that they are', () => {
  fc.assert(
    fc.property(instants, instants, (a, b) => {
      assert.is(isBefore(a, b), Date.parse(a) < Date.parse(b))
    })
  )
})

test.run()
