import { unreadableFacts } from '../facts/decode'
import type { Facts } from '../facts/facts'

const unitSeconds: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 }

/** Reads a duration such as `90m`, `24h` or `7d` as seconds; null where it is none. */
export const parseDuration = (text: string): number | null => {
  const match = /^([1-9]\d{0,4})([mhd])$/.exec(text)
  const unit = unitSeconds[match?.[2] ?? '']
  return match === null || unit === undefined ? null : Number(match[1]) * unit
}

/** How old recorded facts may be where the settings don't say. */
export const defaultMaxAge = '30d'

/** A duration as it is written, and in seconds; null where it is none. */
export const ageLimit = (maxAge: string | null): { readonly text: string; readonly seconds: number } | null => {
  const seconds = maxAge === null ? null : parseDuration(maxAge)
  return maxAge === null || seconds === null ? null : { text: maxAge, seconds }
}

/** Clocks of servers run apart a little; facts dated further ahead than this can't be trusted for their age. */
const toleratedSkewSeconds = 3_600

/**
 * Why facts of that time may not be used at `now` (milliseconds), where they may be as old as `maxAge`; else null. `clock` says
 * why they have no time.
 */
export const whyTooOld = (
  maxAge: string | null,
  now: number,
  collectedAt: string | null,
  clock: string | null = null
): string | null => {
  const limit = maxAge === null ? null : parseDuration(maxAge)
  if (limit === null) return null
  if (collectedAt === null)
    return `${clock ?? 'the facts do not say when they were recorded'}, and maxAge is ${maxAge}; record them again`
  const age = (now - Date.parse(collectedAt)) / 1_000
  if (age > limit)
    return `recorded at ${collectedAt}, longer ago than maxAge (${maxAge}) allows; record them again, or set maxAge`
  return age < -toleratedSkewSeconds ? `recorded at ${collectedAt}, which is in the future` : null
}

/** Turns facts that are older than `maxAge` (or from the future) at `now` (milliseconds) into unreadable ones. */
export const notOlderThan =
  (maxAge: string | null, now: number) =>
  (facts: Facts): Facts => {
    const reason = whyTooOld(maxAge, now, facts.collectedAt, facts.clock)
    // When they were recorded stays known, and says why they are of no use.
    return reason === null
      ? facts
      : { ...unreadableFacts(facts.server, reason), collectedAt: facts.collectedAt, clock: facts.clock }
  }
