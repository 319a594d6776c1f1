import type { SetupLog } from '../../facts/sections/setupLog'
import type { Described } from './knownIssue'

/** What a part of the evidence is taken from, the most telling first. */
export type Tier = 'code' | 'type' | 'component' | 'script' | 'text' | 'name' | 'run'

/** One thing that an error must show; `weigh` answers 0 where it does not. */
export interface Part {
  readonly tier: Tier
  readonly weigh: (described: Described, run: SetupLog) => number
  /** What would show it, for tests to build errors and near misses from; null where only the run does. */
  readonly sample: string | null
}

/** Parts that an error must show together, and what contradicts them. */
export interface Clue {
  readonly needs: ReadonlyArray<Part>
  readonly bars: ReadonlyArray<Where>
}

/** The evidence of an issue: any of these clues. */
export type Where = ReadonlyArray<Clue>

const weights: Readonly<Record<Tier, number>> = {
  code: 1_000_000,
  type: 1_000_000,
  component: 100_000,
  script: 10_000,
  text: 10,
  name: 1,
  run: 1
}

/** Codes and exceptions that say only that something failed, so that they weigh no more than a few words. */
const vague =
  /^(?:1603|1|2|3|5|00000005|0x80004005|0x80131500|0x80070005|(?:localized|invalidoperation|argument|argumentnull|nullreference|adoperation|datasourceoperation|directoryoperation|cmdletinvocation|runtime|parameterbinding|task|system|com|win32|io|timeout|unauthorizedaccess|filenotfound|directorynotfound|itemnotfound|managementobjectnotfound|security|typeinitialization|datavalidation|adconstraintviolation|adobjectalreadyexists|servicecommand)?exception)$/i

const vagueWeight = 30

/** The weight of a code or of an exception's type. */
export const weightOf = (tier: 'code' | 'type', value: string): number =>
  vague.test(value.split('.').pop() ?? value) ? vagueWeight : weights[tier]

/** Writing without blanks between its words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** How many words are written together; two humps are one name, as of a file or a cmdlet. */
const wordsTogether = (one: string): number => {
  if (unspaced.test(one)) return Math.ceil(one.length / 3)
  const parts = one.split(/(?<=\p{Ll})(?=\p{Lu})/u).length
  return parts < 3 ? 1 : parts
}

/** The words of a text in any language. */
const wordsIn = (text: string): number =>
  text
    .split(/[^\p{L}\p{N}]+/u)
    .filter((one) => one !== '')
    .reduce((sum, one) => sum + wordsTogether(one), 0)

/** The weight of a text: the longer, the more it tells. */
export const weightOfText = (text: string): number => weights.text * Math.min(90, Math.max(1, wordsIn(text)))

export const weightOfTier = (tier: Tier): number => weights[tier]

/** How well an error fits: `rank` 2 for evidence of its own, 1 for a few words alone, 0 for none. */
export interface Fit {
  readonly rank: 0 | 1 | 2
  readonly score: number
}

export const noFit: Fit = { rank: 0, score: 0 }

const fewWords = 4 * weights.text

/** A component, a script or a name never decides alone, and neither does a single word. */
const rankOf = (told: number, tiers: ReadonlyArray<Tier>): Fit['rank'] => {
  const places = tiers.some((tier) => tier === 'component' || tier === 'script')
  if (told >= fewWords) return 2
  if (told >= 2 * weights.text) return places ? 2 : 1
  return 0
}

const fitOfClue = ({ needs, bars }: Clue, described: Described, run: SetupLog): Fit => {
  let [score, told] = [0, 0]
  for (const { tier, weigh } of needs) {
    const weight = weigh(described, run)
    if (weight === 0) return noFit
    score += weight
    if (tier === 'code' || tier === 'type' || tier === 'text') told += weight
  }
  if (bars.some((bar) => holds(bar, described, run))) return noFit
  const rank = rankOf(
    told,
    needs.map(({ tier }) => tier)
  )
  return rank === 0 ? noFit : { rank, score }
}

/** Whether any clue holds, however little it tells. */
const holds = (where: Where, described: Described, run: SetupLog): boolean =>
  where.some(
    ({ needs, bars }) =>
      needs.every(({ weigh }) => weigh(described, run) > 0) && !bars.some((bar) => holds(bar, described, run))
  )

/** Whether the first fits better than the second. */
export const isBetter = (one: Fit, other: Fit): boolean =>
  one.rank > other.rank || (one.rank === other.rank && one.score > other.score)

/** How well an error fits the best of some clues. */
export const fitOf = (where: Where, described: Described, run: SetupLog): Fit =>
  where.reduce((best, clue) => {
    const fit = fitOfClue(clue, described, run)
    return isBetter(fit, best) ? fit : best
  }, noFit)
