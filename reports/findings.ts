import type { Level, Resolution } from '../policies/policy'
import { showPath } from '../policies/propertyPath'
import type { JudgedDrift, JudgedUnknown, Verdict } from '../policies/verdict'
import type { JudgedServer } from './summary'

/** What one policy reports on one server; or what keeps several of its policies from a verdict, for one and the same reason. */
export interface Finding {
  readonly server: string
  readonly kind: 'drift' | 'unknown'
  readonly policies: ReadonlyArray<string>
  /** The article's section of the first policy. */
  readonly section: string | null
  readonly level: Level
  /** Whether a policy among them is mandatory by itself or by the settings. */
  readonly binding: boolean
  /** What is wrong, in plain words, without the server's name; one line, not yet escaped for any output. */
  readonly title: string
  /** One line. */
  readonly why: string
  /** What to do, each different resolution once. */
  readonly resolutions: ReadonlyArray<Resolution>
  /** Whether a remediation ends all of it, at the level remediate. */
  readonly isAutomatic: boolean
  /** Set where waivers cover all of it. */
  readonly waiver: string | null
  readonly drifts: ReadonlyArray<JudgedDrift>
  readonly unknowns: ReadonlyArray<JudgedUnknown>
}

const more = (count: number): string => (count === 0 ? '' : ` (and ${count} more)`)

const driftTitle = ([first, ...others]: ReadonlyArray<JudgedDrift>): string =>
  first === undefined ? '' : `${showPath(first.path)}: ${first.actual}${more(others.length)}`

const uniqueBy = <A>(all: ReadonlyArray<A>, keyOf: (one: A) => string): ReadonlyArray<A> =>
  [...new Map([...all].reverse().map((one) => [keyOf(one), one])).values()].reverse()

const waiverOf = (found: ReadonlyArray<{ readonly waiver: string | null }>): string | null =>
  found.every(({ waiver }) => waiver !== null) ? (found[0]?.waiver ?? null) : null

const driftFinding = (server: string, verdict: Verdict, drifts: ReadonlyArray<JudgedDrift>): Finding => ({
  server,
  kind: 'drift',
  policies: [verdict.policy],
  section: verdict.section,
  level: verdict.level,
  binding: verdict.binding,
  title: driftTitle(drifts),
  why: drifts[0]?.evidence[0] ?? drifts[0]?.resolution.summary ?? '',
  resolutions: uniqueBy(
    drifts.map(({ resolution }) => resolution),
    (resolution) => JSON.stringify(resolution)
  ),
  isAutomatic: drifts.every(({ remediation }) => remediation !== null),
  waiver: waiverOf(drifts),
  drifts,
  unknowns: []
})

const byWaiver = <A extends { readonly waiver: string | null }>(
  found: ReadonlyArray<A>
): ReadonlyArray<ReadonlyArray<A>> =>
  [found.filter(({ waiver }) => waiver === null), found.filter(({ waiver }) => waiver !== null)].filter(
    (some) => some.length > 0
  )

const unknownFinding = (server: string, verdicts: ReadonlyArray<Verdict>, reason: string): Finding => {
  const unknowns = verdicts.flatMap((verdict) => verdict.unknowns.filter((one) => one.reason === reason))
  const [first] = verdicts
  return {
    server,
    kind: 'unknown',
    policies: verdicts.map(({ policy }) => policy),
    section: first?.section ?? null,
    level: first?.level ?? 'advisory',
    binding: verdicts.some(({ binding }) => binding),
    title: `${[...new Set(unknowns.map(({ path }) => showPath(path)))].join(', ')}: not known`,
    why: reason,
    resolutions: [],
    isAutomatic: false,
    waiver: waiverOf(unknowns),
    drifts: [],
    unknowns
  }
}

/** A server's findings: drifts in the catalogue's order, then what is unknown, one finding for each reason. */
export const findingsOf = ({ server, verdicts }: JudgedServer): ReadonlyArray<Finding> => {
  const reasons = [...new Set(verdicts.flatMap(({ unknowns }) => unknowns.map(({ reason }) => reason)))]
  return [
    ...verdicts.flatMap((verdict) => byWaiver(verdict.drifts).map((some) => driftFinding(server, verdict, some))),
    ...reasons.map((reason) =>
      unknownFinding(
        server,
        verdicts.filter(({ unknowns }) => unknowns.some((one) => one.reason === reason)),
        reason
      )
    )
  ]
}
