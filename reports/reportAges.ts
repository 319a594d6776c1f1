import type { BuildTable } from '../kernel/builds/buildTable'
import { isTooOld } from '../policies/build/tableAge'
import type { FleetServer } from './audit'
import type { Fleet } from './fleet'

const dayMilliseconds = 86_400_000

/** How old facts may be: as it is written, and in seconds. */
export interface AgeLimit {
  readonly text: string
  readonly seconds: number
}

/** How old something is, in days. */
export const daysOld = (from: string, at: string): string => {
  const days = Math.max(0, Math.floor((Date.parse(at) - Date.parse(from)) / dayMilliseconds))
  return days === 1 ? '1 day old' : `${days} days old`
}

/** A limit of so many seconds means that the age doesn't matter, as in a demonstration: 10 years. */
const noLimit = 315_360_000

/** How old facts are, and whether that is too old. */
export const agedText = (from: string, at: string, limit: AgeLimit | null): string => {
  if (limit === null || limit.seconds >= noLimit) return daysOld(from, at)
  const isOver = Date.parse(at) - Date.parse(from) > limit.seconds * 1_000
  return `${daysOld(from, at)}, ${isOver ? 'too old: ' : ''}limit ${limit.text}`
}

/** The limit that the oldest facts have: a server that is asked now has none. */
export const limitOf = (servers: ReadonlyArray<FleetServer>, collectedAt: string): AgeLimit | null =>
  servers.find(({ facts }) => facts.collectedAt === collectedAt)?.ageLimit ?? null

/** A time to the minute, as people write it. */
export const minute = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`

/** From when the facts are: the oldest are said, since they are what the answer stands on. */
export const factsAge = ({ servers, at }: Fleet): string => {
  const times = servers.flatMap(({ facts }) => (facts.collectedAt === null ? [] : [facts.collectedAt])).sort()
  const [oldest] = times
  if (oldest === undefined) return 'when the facts were collected is not known'
  const newest = times[times.length - 1] ?? oldest
  const undated = servers.length - times.length
  const range =
    oldest === newest ? `facts ${minute(oldest)}` : `facts ${minute(oldest)} to ${minute(newest)}, the oldest`
  const rest = undated === 0 ? '' : `; of ${undated} servers the time is not known`
  const age = agedText(oldest, at, limitOf(servers, oldest))
  return `${range} ${oldest === newest ? `(${age})` : age}${rest}`
}

/** How old the table of builds is, and whether it is too old for facts of that time (both ISO 8601). */
export const tableAged = ({ asOf }: BuildTable, at: string, collectedAt: string): string =>
  `${daysOld(asOf, at)}, ${isTooOld(asOf, collectedAt) ? 'too old' : 'ok'}`

/** When the newest facts were collected; the present time where none is known. */
export const newestOf = (servers: ReadonlyArray<FleetServer>, at: string): string =>
  servers.flatMap(({ facts }) => facts.collectedAt ?? []).sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? at

/** From when the table of builds is. */
export const tableAgeText = ({ table, servers, at }: Fleet): string =>
  `builds as of ${table.asOf} (${tableAged(table, at, newestOf(servers, at))})`
