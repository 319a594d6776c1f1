import type { Resolution } from '../judging/policy'
import { isUnasked, type JudgedDrift, type JudgedUnknown, leadersFirst, type Verdict } from '../judging/verdict'
import { showPath } from '../kernel/propertyPath'
import { someOf } from '../kernel/someOf'
import type { Level, OwnLevel } from '../kernel/words'
import { plainHeadline } from '../policies/headlineParts'
import type { AuditDocument } from './auditDocument'
import { type Ending, endingOf, noEnding, toldResolution } from './ending'
import type { JudgedServer } from './summary'

/** What one policy reports on one server; or what keeps several of its policies from a verdict, for one and the same reason. */
export interface Finding {
  readonly server: string
  readonly kind: AuditDocument['servers'][number]['findings'][number]['kind']
  readonly policies: ReadonlyArray<string>
  /** The article's section of the first policy. */
  readonly section: string | null
  /** The policies' own level; of several the stricter one. */
  readonly ownLevel: OwnLevel
  /** The effective level; of several the strictest one. */
  readonly level: Level
  /** How many of the policies have that level. */
  readonly atLevel: number
  /** Whether a policy among them is mandatory by itself or by the settings. */
  readonly countsAsChange: boolean
  /** What is wrong, in plain words, without the server's name; one line, not yet escaped for any output. */
  readonly title: string
  /** One line. */
  readonly why: string
  /** What to do, each different resolution once, without who does it. */
  readonly resolutions: ReadonlyArray<Resolution>
  /** Who does it. */
  readonly ending: Ending
  /** Set where waivers cover all of it. */
  readonly waiver: string | null
  readonly drifts: ReadonlyArray<JudgedDrift>
  readonly unknowns: ReadonlyArray<JudgedUnknown>
}

const inOneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')

const unique = (all: ReadonlyArray<Resolution>): ReadonlyArray<Resolution> =>
  [...new Map([...all].reverse().map((one) => [JSON.stringify(one), one])).values()].reverse()

/** What to do about a finding, each different resolution once, with who does it as the last step. */
export const toldResolutions = ({ drifts, ending }: Finding): ReadonlyArray<Resolution> =>
  unique(drifts.map((drift) => toldResolution(drift, ending.isRecorded)))

const waiverOf = (found: ReadonlyArray<{ readonly waiver: string | null }>): string | null =>
  found.every(({ waiver }) => waiver !== null) ? (found[0]?.waiver ?? null) : null

const driftFinding = (
  server: string,
  verdict: Verdict,
  drifts: ReadonlyArray<JudgedDrift>,
  isRecorded: boolean,
  { title, why } = verdict.headline ?? plainHeadline
): Finding => ({
  server,
  kind: 'drift',
  policies: [verdict.policy],
  section: verdict.section,
  ownLevel: verdict.ownLevel,
  level: verdict.level,
  atLevel: 1,
  countsAsChange: verdict.countsAsChange,
  title: inOneLine(title(drifts)),
  why: inOneLine(why(drifts)),
  resolutions: unique(drifts.map(({ resolution }) => resolution)),
  ending: endingOf(drifts, isRecorded),
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

const mostPaths = 3

const namesOf = (unknowns: ReadonlyArray<JudgedUnknown>): string =>
  someOf([...new Set(unknowns.map(({ path }) => showPath(path)))], mostPaths)

interface UnknownOf {
  readonly verdict: Verdict
  readonly unknown: JudgedUnknown
  /** Its reason, or the one that it comes of. */
  readonly reason: string
}

const policiesOf = (all: ReadonlyArray<UnknownOf>): ReadonlyArray<string> => [
  ...new Set(all.map(({ verdict }) => verdict.policy))
]

const groupedBy = <A>(all: ReadonlyArray<A>, keyOf: (one: A) => string): ReadonlyArray<ReadonlyArray<A>> => {
  const groups = new Map<string, Array<A>>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key) ?? []
    group.push(one)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** What keeps more policies from a verdict, where none has one, keeps the server from being read. */
const mostPolicies = 3

/** Of a server of which nothing was read, the names of all that it lacks would hide the reason. */
const hasNoVerdict = (verdicts: ReadonlyArray<Verdict>): boolean => verdicts.every(({ status }) => status === 'unknown')

const strictest: ReadonlyArray<Level> = ['mandatory', 'remediate', 'advisory']

/** What keeps the same policies from a verdict: one reason for several of them, or several reasons for one. */
const unknownFinding = (server: string, all: ReadonlyArray<UnknownOf>, noVerdict: boolean): Finding => {
  const [first] = all
  const unknowns = all.map(({ unknown }) => unknown)
  const reasons = [...new Set(all.map(({ reason }) => reason))]
  const alike = all.filter(({ reason }) => reason === first?.reason).map(({ unknown }) => unknown)
  const policies = policiesOf(all)
  const level = strictest.find((one) => all.some(({ verdict }) => verdict.level === one)) ?? 'advisory'
  const ownLevel = all.some(({ verdict }) => verdict.ownLevel === 'mandatory') ? 'mandatory' : 'advisory'
  const isWhole = noVerdict && policies.length > mostPolicies
  const more = reasons.length === 1 ? '' : ` (and ${reasons.length - 1} more)`
  return {
    server,
    kind: 'unknown',
    policies,
    section: first?.verdict.section ?? null,
    ownLevel,
    level,
    atLevel: policiesOf(all.filter(({ verdict }) => verdict.level === level)).length,
    countsAsChange: all.some(({ verdict }) => verdict.countsAsChange),
    title: inOneLine(`${isWhole ? 'not read' : namesOf(alike)}: ${first?.reason ?? ''}${more}`),
    why: `This was not checked. A fault may be hidden${ownLevel === 'advisory' ? '' : ', so the server does not count as compliant'}.`,
    resolutions: [],
    ending: noEnding,
    waiver: waiverOf(unknowns),
    drifts: [],
    unknowns
  }
}

/** A reason that ends with another one of the same server is that one in other words: what kept all from being read. */
const rootOf = (reason: string, reasons: ReadonlyArray<string>): string =>
  [...reasons]
    .filter((other) => reason === other || reason.endsWith(`: ${other}`))
    .sort((a, b) => a.length - b.length)[0] ?? reason

/** What is unknown, together where the reason, the level (but for `anyLevel`) and the waiver are the same, or the policy is. */
const unknownFindings = (
  server: string,
  verdicts: ReadonlyArray<Verdict>,
  anyLevel: boolean
): ReadonlyArray<Finding> => {
  const plain = verdicts.flatMap((verdict) => verdict.unknowns.map((unknown) => ({ verdict, unknown })))
  const reasons = [...new Set(plain.map(({ unknown }) => unknown.reason))]
  const roots = new Map(reasons.map((reason) => [reason, rootOf(reason, reasons)]))
  const all = plain.map((one) => ({ ...one, reason: roots.get(one.unknown.reason) ?? one.unknown.reason }))
  const frameOf = ({ verdict, unknown }: UnknownOf) => [anyLevel ? null : verdict.level, unknown.waiver]
  const byReason = groupedBy(all, (one) => JSON.stringify([one.reason, ...frameOf(one)]))
  const byPolicy = groupedBy(byReason, (group) =>
    JSON.stringify([policiesOf(group), ...group.slice(0, 1).flatMap(frameOf)])
  )
  return byPolicy.map((groups) => unknownFinding(server, groups.flat(), hasNoVerdict(verdicts)))
}

interface Weighed {
  readonly countsAsChange: boolean
  readonly waiver: string | null
}

/** What fails a gate comes first, then what is advisory, last what is waived; each in the order that it has. */
export const bindingFirst = <A extends Weighed>(all: ReadonlyArray<A>): ReadonlyArray<A> => {
  const rank = ({ countsAsChange, waiver }: A): number => (waiver === null ? (countsAsChange ? 0 : 1) : 2)
  return [...all].sort((a, b) => rank(a) - rank(b))
}

/** Findings in a few words each, with a word where those begin that are advisory. */
export const inFewWords = (
  found: ReadonlyArray<Finding>,
  textOf: (finding: Finding) => string
): ReadonlyArray<string> => {
  const advised = found.findIndex(({ countsAsChange }) => !countsAsChange)
  return found.map((one, index) => `${index === advised ? 'advisory: ' : ''}${textOf(one)}`)
}

/**
 * A server's findings, the binding ones first: of each kind drifts in the catalogue's order, those that lead before the others,
 * then what is unknown, one finding for each reason, and for each level but with `anyLevel`.
 */
export const findingsOf = (
  { server, verdicts, isRecorded = false }: JudgedServer,
  anyLevel = false
): ReadonlyArray<Finding> =>
  bindingFirst([
    ...leadersFirst(verdicts).flatMap((verdict) =>
      byWaiver(verdict.drifts).map((some) => driftFinding(server, verdict, some, isRecorded))
    ),
    ...unknownFindings(server, verdicts, anyLevel)
  ])

/** The findings that are told of each server; what nobody asked for is told once for all of them. */
export const toldFindings = (judged: JudgedServer): ReadonlyArray<Finding> =>
  findingsOf({ ...judged, verdicts: judged.verdicts.filter((verdict) => !isUnasked(verdict)) }, true)
