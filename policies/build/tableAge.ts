import type { BuildTable } from '../../kernel/builds/buildTable'
import type { Product } from '../../kernel/product'
import { rememberedBy } from '../../kernel/remembered'
import { getsNoMoreUpdates } from './endOfSupport'

const dayMilliseconds = 86_400_000

/** A day by its ISO name (`2026-10-13`) and as milliseconds. */
interface Day {
  readonly name: string
  readonly time: number
}

const two = (value: number): string => String(value).padStart(2, '0')

/** The second Tuesday of a month (0 is January of the year, 12 that of the next one), on which Microsoft releases updates. */
const patchTuesday = (year: number, month: number): Day => {
  const [inYear, inMonth] = [year + Math.floor(month / 12), month % 12]
  // The first of January 1970 was a Thursday.
  const weekday = (Date.UTC(inYear, inMonth, 1) / dayMilliseconds + 4) % 7
  const day = 8 + ((2 - weekday + 7) % 7)
  return { name: `${inYear}-${two(inMonth + 1)}-${two(day)}`, time: Date.UTC(inYear, inMonth, day) }
}

/** For so many days after a Patch Tuesday nobody need have a new table. */
const grace = 10

/** So many Patch Tuesdays may be missed by a table before it can't tell what is newest. */
const tolerated = 3

const daysBetween = (earlier: number, later: number): number => Math.floor((later - earlier) / dayMilliseconds)

/** The Patch Tuesdays of so many months from that of a day on: the servers of a fleet are read within the same month. */
const patchTuesdays = rememberedBy(
  ([asOf, months]: readonly [string, number]) => `${asOf} ${months}`,
  ([asOf, months]): ReadonlyArray<Day> => {
    const [year, month] = [Number(asOf.slice(0, 4)), Number(asOf.slice(5, 7)) - 1]
    return Array.from({ length: months }, (_, index) => patchTuesday(year, month + index))
  }
)

/** The Patch Tuesdays after a table's day that lie more than ten days before the facts, oldest first. */
export const missedPatchTuesdays = (asOf: string, collectedAt: string): ReadonlyArray<string> => {
  const [known, seen] = [Date.parse(asOf), Date.parse(collectedAt)]
  const months = Math.max(0, Math.ceil((seen - known) / (28 * dayMilliseconds)) + 1)
  return patchTuesdays([asOf, months])
    .filter(({ time }) => time > known && time + grace * dayMilliseconds < seen)
    .map(({ name }) => name)
}

/** Whether a table of that day can't tell any more what was newest when facts were collected. */
export const isTooOld = (asOf: string, collectedAt: string): boolean =>
  missedPatchTuesdays(asOf, collectedAt).length > tolerated

/** What the age of a table keeps it from knowing; `tooOld` where it can't tell any more what is newest. */
export interface TableAge {
  readonly text: string
  readonly tooOld: boolean
}

const refresh = 'refresh it with "npm run builds"'

const sinceWhen = (missed: ReadonlyArray<string>): string =>
  missed.length === 1 ? `that of ${missed[0]}` : `${missed.length}, the last on ${missed[missed.length - 1]}`

/** Judges a table's age by when the facts were collected; null where no Patch Tuesday was missed. */
export const tableAge = (product: Product, { asOf }: BuildTable, collectedAt: string | null): TableAge | null => {
  if (collectedAt === null)
    return {
      text: `no time of the facts is recorded, so it is unknown whether the table of builds of ${asOf} was up to date then`,
      tooOld: !getsNoMoreUpdates(product, asOf)
    }
  const missed = missedPatchTuesdays(asOf, collectedAt)
  if (missed.length === 0) return null
  const days = daysBetween(Date.parse(asOf), Date.parse(collectedAt))
  const text =
    `the table of builds is of ${asOf}, ${days} days older than the facts: it cannot know all updates of the Patch ` +
    `Tuesdays since then (${sinceWhen(missed)}); ${refresh}`
  return { text, tooOld: missed.length > tolerated && !getsNoMoreUpdates(product, asOf) }
}
