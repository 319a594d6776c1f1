import type { Facts } from '../facts/facts'

/** Clocks run apart a little; what depends on the time is not judged by one that is further off than this. */
const toleratedMinutes = 60

/** A span of time in its two largest units, such as `3 h 12 min`. */
const showSpan = (minutes: number): string => {
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60), minutes % 60]
  const parts = days > 0 ? [`${days} d`, ...(hours > 0 ? [`${hours} h`] : [])] : [`${hours} h`, `${rest} min`]
  return parts.join(' ')
}

const untimed = "what depends on the time isn't judged"

const distrusted = (facts: Facts, clock: string): Facts => ({ ...facts, collectedAt: null, clock })

/** How many minutes the facts are dated ahead of a time (milliseconds). */
const minutesAhead = ({ collectedAt }: Facts, now: number): number =>
  collectedAt === null ? 0 : Math.round((Date.parse(collectedAt) - now) / 60_000)

/** Takes the time from facts whose server has a clock far from the operator's; `now` is when the answer came. */
export const byOperatorsClock =
  (now: number) =>
  (facts: Facts): Facts => {
    const ahead = minutesAhead(facts, now)
    if (Math.abs(ahead) <= toleratedMinutes) return facts
    const where = ahead > 0 ? 'ahead of' : 'behind'
    return distrusted(
      facts,
      `the clock of ${facts.server} is ${showSpan(Math.abs(ahead))} ${where} this computer's; ${untimed}`
    )
  }

/** Takes the time from recorded facts that are dated ahead of now: one of the two clocks is wrong. */
export const notDatedAhead =
  (now: number) =>
  (facts: Facts): Facts => {
    const ahead = minutesAhead(facts, now)
    return ahead <= toleratedMinutes
      ? facts
      : distrusted(
          facts,
          `the facts of ${facts.server} are dated ${facts.collectedAt}, ${showSpan(ahead)} ahead of this computer's clock; ${untimed}`
        )
  }
