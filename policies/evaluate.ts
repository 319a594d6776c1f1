import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Fact } from '../facts/fact'
import type { Facts, Section } from '../facts/facts'
import type { OrganizationSection } from '../facts/organization/organizationFacts'
import { overdueRestart } from './iis/overdueRestart'
import { type InOrganization, inOrganization, notAsked, type Organization } from './inOrganization'
import { type Enforcement, effectiveLevel, isBinding, runsIn } from './levels'
import { type Desired, type Judgement, type Policy, unknown } from './policy'
import type { PropertyPath } from './propertyPath'
import type { Status, Verdict } from './verdict'
import { coveringWaiver, type Waiver } from './waivers'

/** All that judging a server takes besides its facts. */
export interface Standard {
  readonly desired: Desired
  readonly enforcement: Enforcement
  /** The waivers of this server that are in force. */
  readonly waivers: ReadonlyArray<Waiver>
  readonly organization: Organization
}

/** What a policy is given of a server. */
interface Seen {
  readonly facts: Facts
  readonly organization: InOrganization
}

const seenBy = (policy: Policy, facts: Facts, { organization }: Standard): Seen => ({
  facts,
  organization: policy.organization === undefined ? notAsked : inOrganization(facts, organization)
})

const reasonUnreadable = (facts: Facts, section: Section): string | null => {
  const fact: Fact<unknown> = facts.sections[section]
  return E.isLeft(fact) ? fact.left.reason : null
}

const unreadableSections = (facts: Facts, sections: ReadonlyArray<Section>): ReadonlyArray<[Section, string]> =>
  sections.flatMap((section): ReadonlyArray<[Section, string]> => {
    const reason = reasonUnreadable(facts, section)
    return reason === null ? [] : [[section, reason]]
  })

const unreadOf = (
  organization: InOrganization,
  sections: ReadonlyArray<OrganizationSection>
): ReadonlyArray<[OrganizationSection, string]> =>
  sections.flatMap((section): ReadonlyArray<[OrganizationSection, string]> => {
    const fact: Fact<unknown> = organization[section]
    return E.isLeft(fact) ? [[section, fact.left.reason]] : []
  })

/** What the organization decides and doesn't tell; one finding where it says nothing of the server at all. */
const missingOfOrganization = (policy: Policy, organization: InOrganization): ReadonlyArray<Judgement> => {
  const decides = policy.organization?.decides ?? []
  if (decides.length > 0 && organization.silent !== null) return [unknown(['organization'], organization.silent.reason)]
  return unreadOf(organization, decides).map(([section, reason]) => unknown([section], reason))
}

const judgements = (policy: Policy, { facts, organization }: Seen, desired: Desired): ReadonlyArray<Judgement> => {
  const missing = [
    ...unreadableSections(facts, policy.decides).map(([section, reason]) => unknown([section], reason)),
    ...missingOfOrganization(policy, organization)
  ]
  const judged = policy.evaluate(facts, desired, organization)
  const decided = [...missing, ...judged].some(({ _tag }) => _tag !== 'Note' && _tag !== 'Veto')
  return decided
    ? [...missing, ...judged]
    : [unknown([policy.decides[0] ?? 'identity'], 'the facts hold nothing to judge'), ...judged]
}

/** A log is judged for what a log tells, and nobody expects the rest of a server in it. */
const isElsewhere = (fact: Fact<unknown>): boolean => E.isLeft(fact) && fact.left.elsewhere === true

const expected = (sections: ReadonlyArray<Section>, facts: Facts): ReadonlyArray<Section> =>
  sections.filter((section) => !isElsewhere(facts.sections[section]))

const none = { decides: [], supports: [] }

const coverage = (policy: Policy, { facts, organization }: Seen): ReadonlyArray<string> => {
  const asked = expected(policy.supports, facts)
  const { decides, supports } = policy.organization ?? none
  const told = organization.silent === null ? supports : []
  const missing = [...unreadableSections(facts, asked), ...unreadOf(organization, told)]
  const all = policy.decides.length + asked.length + decides.length + told.length
  return missing.length === 0
    ? []
    : [
        `judged from ${all - missing.length} of ${all} fact sections`,
        ...missing.map(([section, reason]) => `${section} unread: ${reason}`)
      ]
}

const statusOf = (drifts: number, unknowns: number): Status =>
  drifts > 0 ? 'drift' : unknowns > 0 ? 'unknown' : 'compliant'

/** Nobody acts on more findings of one policy on one server, and a hostile server could send any number. */
const mostFindings = 1_000

/** Drifts and unknowns up to that number, in their order; that there are more is unknown, and never green. */
const listed = (judged: ReadonlyArray<Judgement>): ReadonlyArray<Judgement> => {
  const found = judged.filter(({ _tag }) => _tag === 'Drift' || _tag === 'Unknown')
  if (found.length <= mostFindings) return judged
  const kept = new Set(found.slice(0, mostFindings))
  const [first] = found.flatMap((one) => ('path' in one ? [one.path] : []))
  return [
    ...judged.filter((one) => kept.has(one) || !('path' in one) || one._tag === 'Compliant'),
    unknown([first?.[0] ?? 'identity'], `${found.length - mostFindings} more findings are not listed; end these first`)
  ]
}

const mostReasons = 20

const unique = (texts: ReadonlyArray<string>): ReadonlyArray<string> => {
  const all = [...new Set(texts)]
  return all.length <= mostReasons
    ? all
    : [...all.slice(0, mostReasons), `${all.length - mostReasons} more reasons are not listed`]
}

const joined = (texts: ReadonlyArray<string>): string | null => (texts.length === 0 ? null : unique(texts).join('; '))

/** What was not read of what a policy asks for. Where nobody named a source of the organization's facts, nothing was asked. */
const unreadSections = (policy: Policy, { facts, organization }: Seen): Verdict['unread'] => {
  const { decides, supports } = policy.organization ?? none
  const asked = organization.silent?.absent === true ? [] : [...decides, ...supports]
  return [
    ...unreadableSections(facts, expected([...policy.decides, ...policy.supports], facts)).map(([name]) => name),
    ...unreadOf(organization, asked).map(([name]) => name)
  ]
}

/** Why nothing is known where that is nobody's failure: no source of the organization's facts was named. */
const unaskedReason = (
  policy: Policy,
  { silent }: InOrganization,
  drifts: ReadonlyArray<unknown>,
  unknowns: ReadonlyArray<{ readonly reason: string }>
): string | null =>
  policy.organization !== undefined &&
  silent?.absent === true &&
  drifts.length === 0 &&
  unknowns.length > 0 &&
  unknowns.every(({ reason }) => reason === silent.reason)
    ? silent.reason
    : null

/** Judgements by their kind. Every verdict of every server is made of them, so they are walked through once. */
const parted = (judged: ReadonlyArray<Judgement>, waiverAt: (path: PropertyPath) => string | null) => {
  const drifts: Array<Verdict['drifts'][number]> = []
  const unknowns: Array<Verdict['unknowns'][number]> = []
  const compliances: Array<Verdict['compliances'][number]> = []
  const notes: Array<string> = []
  const vetoes: Array<string> = []
  for (const one of judged) {
    if (one._tag === 'Compliant') compliances.push(one)
    else if (one._tag === 'Drift') drifts.push({ ...one, waiver: waiverAt(one.path) })
    else if (one._tag === 'Unknown') unknowns.push({ ...one, waiver: waiverAt(one.path) })
    else if (one._tag === 'Note') notes.push(one.text)
    else vetoes.push(one.reason)
  }
  return { drifts, unknowns, compliances, notes, vetoes }
}

/** The waivers that cover all findings; null where one finding has none. */
const waiverOf = (findings: ReadonlyArray<{ readonly waiver: string | null }>): string | null => {
  const covering = findings.flatMap(({ waiver }) => (waiver === null ? [] : [waiver]))
  return covering.length === findings.length ? joined(covering) : null
}

const verdictOf = (policy: Policy, seen: Seen, standard: Standard, all: ReadonlyArray<Judgement>): Verdict => {
  const { drifts, unknowns, compliances, notes, vetoes } = parted(listed(all), (path) =>
    coveringWaiver(standard.waivers, policy.name, path)
  )
  const isGuess = policy.organization !== undefined && seen.organization.silent?.absent === true
  const atLevel: Policy = isGuess ? { ...policy, level: 'advisory' } : policy
  const doubts = policy.canVeto === true ? unknowns.map(({ reason }) => reason) : []
  return {
    policy: policy.name,
    title: policy.title,
    section: policy.section,
    status: statusOf(drifts.length, unknowns.length),
    level: effectiveLevel(standard.enforcement, atLevel),
    binding: isBinding(standard.enforcement, atLevel),
    unasked: unaskedReason(policy, seen.organization, drifts, unknowns),
    reason: joined([
      ...unknowns.map(({ reason }) => reason),
      ...notes,
      ...vetoes.map((why) => `nothing is remediated on this server: ${why}`),
      ...coverage(policy, seen)
    ]),
    waiver: waiverOf([...drifts, ...unknowns]),
    drifts,
    unknowns,
    compliances,
    unread: unreadSections(policy, seen),
    vetoes: unique([
      ...vetoes.map((why) => `${policy.name} forbids it: ${why}`),
      ...doubts.map((why) => `unknown: whether ${policy.name} forbids it: ${why}`)
    ])
  }
}

/** Judges one server by one policy, whatever its stage and level. A defect of the policy costs that verdict alone. */
export const judgeOne = (policy: Policy, facts: Facts, standard: Standard): Verdict => {
  const seen = seenBy(policy, facts, standard)
  return pipe(
    E.tryCatch(
      () => judgeSoundly(policy, seen, standard),
      (error) => `judging it broke off, which is a defect of the policy: ${error}`
    ),
    E.getOrElse((fault) => verdictOf(policy, seen, standard, [unknown([policy.decides[0] ?? 'identity'], fault)]))
  )
}

const judgeSoundly = (policy: Policy, seen: Seen, standard: Standard): Verdict => {
  const { facts } = seen
  const applies = policy.applies(facts, seen.organization)
  switch (applies._tag) {
    case 'NotApplicable':
      return { ...verdictOf(policy, seen, standard, []), status: 'not-applicable', reason: applies.why, unread: [] }
    case 'Undecided':
      return verdictOf(policy, seen, standard, [unknown(applies.path, applies.reason)])
    case 'Applicable':
      return verdictOf(policy, seen, standard, [
        ...judgements(policy, seen, standard.desired),
        ...overdueRestart(policy, facts)
      ])
  }
}

/** Judges one server by the policies that its stage and levels put in force, in the catalogue's order. */
export const judge = (policies: ReadonlyArray<Policy>, facts: Facts, standard: Standard): ReadonlyArray<Verdict> =>
  policies
    .filter((policy) => runsIn(standard.enforcement.stage, policy))
    .filter((policy) => effectiveLevel(standard.enforcement, policy) !== 'disabled')
    .map((policy) => judgeOne(policy, facts, standard))
