import type { Meter, Transitions } from '../../facts/organization/resourceThrottling'
import type { QueueFolder } from '../../facts/sections/mailQueue'
import type { Product } from '../../kernel/product'

/** How much of a resource is used, as transport sees it; null where that can't be told. */
export type Use = 'Low' | 'Medium' | 'High' | null

const uses = ['Low', 'Medium', 'High'] as const

const wordOf = (use: string | null): Use => uses.find((one) => one.toLowerCase() === use?.toLowerCase()) ?? null

const rank = (use: Use): number => (use === null ? -1 : uses.indexOf(use))

/** It only makes transport flush its caches, and stands beside an AggregateUse of Low. */
export const isHarmless = ({ resource }: Pick<Meter, 'resource'>): boolean => resource.toLowerCase() === 'systemmemory'

const transitions = (lowToMedium: number, mediumToHigh: number, highToMedium: number, mediumToLow: number) => ({
  lowToMedium,
  mediumToHigh,
  highToMedium,
  mediumToLow
})

/**
 * Where a server does not tell its own. Of disk space both the documented and the observed ones are kept apart by the wider band.
 * https://learn.microsoft.com/exchange/mail-flow/back-pressure
 */
const usual: ReadonlyMap<string, Transitions> = new Map([
  ['databaseusedspace', transitions(96, 99, 97, 94)],
  ['useddiskspace', transitions(90, 99, 94, 80)],
  ['privatebytes', transitions(72, 75, 73, 71)],
  ['queuelength', transitions(9_999, 15_000, 10_000, 2_000)],
  ['submissionqueue', transitions(9_999, 15_000, 10_000, 2_000)],
  ['usedversionbuckets', transitions(999, 1_500, 1_000, 800)]
])

/** The server's own transitions, or the usual ones; null for a resource of which neither is known. */
export const transitionsOf = ({ resource, transitions: own }: Meter): Transitions | null =>
  own ?? usual.get(resource.toLowerCase()) ?? null

/** Between two levels the one that it came from counts, so that the pressure alone tells nothing there. */
const byPressure = (pressure: number, { lowToMedium, mediumToHigh, mediumToLow }: Transitions): Use => {
  if (pressure > mediumToHigh) return 'High'
  if (pressure > lowToMedium) return 'Medium'
  return pressure < mediumToLow ? 'Low' : null
}

/** The use that transport tells, or the worse one to which the pressure will lead it. */
export const useOf = (meter: Meter): Use => {
  const limits = transitionsOf(meter)
  const told = wordOf(meter.use)
  const seen = meter.pressure === null || limits === null ? null : byPressure(meter.pressure, limits)
  return rank(seen) > rank(told) ? seen : told
}

export type FolderName = 'database' | 'logs' | 'temp'

const mebibyte = 1_048_576

const reserved: Readonly<Record<FolderName, number>> = {
  database: 500 * mebibyte,
  logs: 1_152 * mebibyte,
  temp: 500 * mebibyte
}

/** Percentages of a volume: above `medium` outside senders are refused, above `high` all, below `low` nobody. */
export interface SpaceLimits {
  readonly low: number
  readonly medium: number
  readonly high: number
}

/** What transport makes of the size of a volume where nobody has configured it. */
export const spaceLimits = (folder: FolderName, total: number, product: Product): SpaceLimits => {
  const high = Math.max(0, Math.floor((100 * (total - reserved[folder])) / total))
  if (product === '2010' || product === '2013') return { high, medium: high - 2, low: high - 4 }
  const [medium, low] = folder === 'database' ? [96, 94] : [90, 80]
  return { high, medium: Math.min(medium, high - 2), low: Math.min(low, high - 4) }
}

/** How full a folder's volume is in per cent: at least, if all of the queue database were free pages, and at most. */
export const fullness = (
  folder: FolderName,
  { free, total }: QueueFolder,
  size: number | null
): { readonly least: number; readonly most: number } | null => {
  if (free === null || total === null || total <= 0 || free > total) return null
  const used = total - free
  const pages = folder === 'database' ? (size ?? used) : 0
  return { least: (100 * Math.max(0, used - pages)) / total, most: (100 * used) / total }
}

/** The use of a volume without the server's own word. */
export const useOfVolume = (
  { least, most }: { readonly least: number; readonly most: number },
  limits: SpaceLimits
) => {
  if (least > limits.high) return 'High'
  if (least > limits.medium) return 'Medium'
  return most < limits.low ? 'Low' : null
}
