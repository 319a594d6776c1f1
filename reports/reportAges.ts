import type { Fleet } from './fleet'

const dayMilliseconds = 86_400_000

/** How old something is, in days. */
export const daysOld = (from: string, at: string): string => {
  const days = Math.max(0, Math.floor((Date.parse(at) - Date.parse(from)) / dayMilliseconds))
  return days === 1 ? '1 day old' : `${days} days old`
}

const minute = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`

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
  return `${range} ${oldest === newest ? `(${daysOld(oldest, at)})` : daysOld(oldest, at)}${rest}`
}

/** From when the table of builds is. */
export const tableAgeText = ({ table: { asOf }, at }: Fleet): string => `builds as of ${asOf} (${daysOld(asOf, at)})`
