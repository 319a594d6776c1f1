import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownTable } from '../../../kernel/builds/buildTable'
import type { Product } from '../../../kernel/product'
import { missedPatchTuesdays, tableAge } from '../../../policies/build/tableAge'

const test = suite('the age of a table of builds')

const missed: ReadonlyArray<readonly [string, string, ReadonlyArray<string>]> = [
  ['2026-10-02', '2026-10-13T08:00:00Z', []],
  ['2026-10-02', '2026-10-22T23:59:59Z', []],
  ['2026-10-02', '2026-10-24T08:00:00Z', ['2026-10-13']],
  ['2026-10-13', '2026-11-19T08:00:00Z', []],
  ['2026-10-02', '2026-11-25T08:00:00Z', ['2026-10-13', '2026-11-10']],
  ['2026-12-01', '2027-01-31T08:00:00Z', ['2026-12-08', '2027-01-12']],
  ['2026-10-02', '2021-03-02T08:00:00Z', []]
]

for (const [asOf, collectedAt, tuesdays] of missed)
  test(`a table of ${asOf} has missed ${tuesdays.length} Patch Tuesdays at ${collectedAt}`, () =>
    assert.equal(missedPatchTuesdays(asOf, collectedAt), tuesdays))

test('every missed Patch Tuesday is the second Tuesday of a month, after the table and ten days before the facts', () => {
  const instant = fc.date({ min: new Date('2010-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instant, instant, (table, facts) => {
      const asOf = table.toISOString().slice(0, 10)
      for (const day of missedPatchTuesdays(asOf, facts.toISOString())) {
        const date = new Date(day)
        assert.is(date.getUTCDay(), 2)
        assert.ok(date.getUTCDate() >= 8 && date.getUTCDate() <= 14)
        assert.ok(day > asOf)
        assert.ok(date.getTime() + 10 * 86_400_000 < facts.getTime())
      }
    })
  )
})

const at = (product: Product, collectedAt: string | null) => tableAge(product, ownTable, collectedAt)

test('a table that is some Patch Tuesdays behind says so, one far behind cannot tell what is newest', () => {
  assert.is(at('SE', '2026-10-20T08:00:00Z'), null)
  assert.is(at('SE', '2026-11-25T08:00:00Z')?.tooOld, false)
  assert.match(at('SE', '2026-11-25T08:00:00Z')?.text ?? '', 'is of 2026-10-02, 54 days older than the facts')
  assert.is(at('SE', '2027-11-25T08:00:00Z')?.tooOld, true)
  assert.match(
    at('SE', '2027-11-25T08:00:00Z')?.text ?? '',
    /\(14, the last on 2027-11-09\); refresh it with "npm run builds"/
  )
})

test('a product that gets no more updates has no newer ones either', () => {
  assert.is(at('2013', '2027-11-25T08:00:00Z')?.tooOld, false)
  assert.is(at('2019', '2027-11-25T08:00:00Z')?.tooOld, true)
})

test('facts without a time say that the age is not known, and nothing can be called newest then', () => {
  assert.match(at('SE', null)?.text ?? '', 'no time of the facts is recorded')
  assert.is(at('SE', null)?.tooOld, true)
  assert.is(at('2013', null)?.tooOld, false)
})

test.run()
