import type { Drift, Headline } from '../judging/policy'
import { showPath } from '../kernel/propertyPath'
import { someOf } from '../kernel/someOf'

export type Drifts = ReadonlyArray<Drift>

const mostNames = 5

export const listed = (names: ReadonlyArray<string>): string => someOf(names, mostNames)

export const nameIn = ({ path }: Drift): string => path[1] ?? path[0]

/** What setup or a remediation left says itself what it is. */
const sayThemselves = ['setupLog', 'servicesBefore', 'journal']

export const plainly = ({ path, actual }: Drift): string =>
  sayThemselves.includes(path[0]) ? actual : `${showPath(path)}: ${actual}`

export const firstEvidence = ([first]: Drifts): string => first?.evidence[0] ?? first?.resolution.summary ?? ''

/** The first drift by a phrase, and how many more there are. */
const firstOf =
  (phrase: (drift: Drift) => string) =>
  ([first, ...others]: Drifts): string =>
    first === undefined ? '' : `${phrase(first)}${others.length === 0 ? '' : ` (and ${others.length} more)`}`

/** For policies without a headline of their own. */
export const plainHeadline: Headline = { title: firstOf(plainly), why: firstEvidence }

/** A phrase of the policy's own, and why that matters: what was seen stands in the evidence. */
export const phrased = (phrase: (drift: Drift) => string, why: string): Headline => ({
  title: firstOf(phrase),
  why: () => why
})

/** Drifts by what they have in common, in the order of the first of each. */
export const grouped = (
  drifts: Drifts,
  keyOf: (drift: Drift) => string
): ReadonlyArray<readonly [key: string, Drifts]> =>
  [...new Set(drifts.map(keyOf))].map((key) => [key, drifts.filter((drift) => keyOf(drift) === key)])

/** Titles the drifts of a section by a function, and any other one by its path. */
export const split =
  (section: string, title: (drifts: Drifts) => string) =>
  (drifts: Drifts): string => {
    const own = drifts.filter(({ path }) => path[0] === section)
    return [...(own.length === 0 ? [] : [title(own)]), ...drifts.filter((one) => !own.includes(one)).map(plainly)].join(
      '; '
    )
  }

/** A folder by its last two names, which are enough to know it. */
export const lastNames = (folder: string): string => folder.split('\\').slice(-2).join('\\')
