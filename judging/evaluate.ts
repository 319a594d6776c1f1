import * as E from 'fp-ts/Either'
import type { Fact } from '../facts/fact'
import type { Facts } from '../facts/facts'
import { sectionNames } from '../facts/registry'
import type { PropertyPath } from '../kernel/propertyPath'
import { rememberedFor } from '../kernel/remembered'
import type { Waiver } from '../kernel/waiver'
import type { Status } from '../kernel/words'
import { type InOrganization, inOrganization, notAsked, type Organization } from './inOrganization'
import { countsAsChange, type Enforcement, effectiveLevel, runsIn } from './levels'
import { type Desired, type Judgement, type Policy, type Step, unknown } from './policy'
import { type Unread, unreadBy } from './unread'
import type { Verdict } from './verdict'
import { coveringUnknown, coveringWaiver } from './waivers'

/** All that judging a server takes besides its facts. */
export interface Standard {
  readonly desired: Desired
  readonly enforcement: Enforcement
  /** The waivers of this server that are in force. */
  readonly waivers: ReadonlyArray<Waiver>
  readonly organization: Organization
}

/** A policy as the settings of a stack put it in force, the same for all of its servers. */
interface Rule {
  readonly policy: Policy
  readonly asked: Terms
  /** Where nobody named a source of the organization's facts and those would decide it: a guess never binds by itself. */
  readonly guessed: Terms
}

type Terms = Pick<Verdict, 'level' | 'countsAsChange'>

const termsOf = (enforcement: Enforcement, { name, level }: Pick<Policy, 'name' | 'level'>): Terms => ({
  level: effectiveLevel(enforcement, { name, level }),
  countsAsChange: countsAsChange(enforcement, { name, level })
})

/** One that the organization's facts only sharpen does not guess without them. */
const needsOrganization = ({ organization }: Policy): boolean => (organization?.decides ?? []).length > 0

const ruleOf =
  (enforcement: Enforcement) =>
  (policy: Policy): Rule => {
    const asked = termsOf(enforcement, policy)
    const guessed = needsOrganization(policy) ? termsOf(enforcement, { name: policy.name, level: 'advisory' }) : asked
    return { policy, asked, guessed }
  }

/** What a policy is given of a server. */
interface Seen {
  readonly facts: Facts
  readonly organization: InOrganization
  readonly unread: Unread
}

const seenBy = (policy: Policy, facts: Facts, known: InOrganization): Seen => {
  const organization = policy.organization === undefined ? notAsked : known
  return { facts, organization, unread: unreadBy(policy, facts, organization) }
}

const decides = ({ _tag }: Judgement): boolean => _tag !== 'Note' && _tag !== 'Veto'

const append = (all: Array<Judgement>, more: ReadonlyArray<Judgement>): void => {
  for (const one of more) all.push(one)
}

/**
 * All that is to be said of an applicable policy, with what a remediation that was cut off still owes. Each policy builds
 * its list in another way; V8 compiles what follows anew for each kind of list, so that all are copied into one.
 */
const judgements = (policy: Policy, { facts, organization, unread }: Seen, desired: Desired) => {
  const judged: Array<Judgement> = []
  append(judged, unread.undecided)
  append(judged, policy.evaluate(facts, desired, organization, desired.parameters?.[policy.name]))
  if (!judged.some(decides))
    judged.unshift(unknown([policy.decides[0] ?? 'identity'], 'the facts hold nothing to judge'))
  if (policy.owed !== undefined) append(judged, policy.owed(facts))
  return judged
}

type Found = ReadonlyArray<{ readonly waiver: string | null }>

/** Drift beats unknown; where waivers cover some, what they leave counts. */
const statusOf = (drifts: Found, unknowns: Found): Status => {
  if (drifts.length + unknowns.length === 0) return 'compliant'
  const isAnyOpen = [...drifts, ...unknowns].some(({ waiver }) => waiver === null)
  const counts = ({ waiver }: Found[number]): boolean => !isAnyOpen || waiver === null
  return drifts.some(counts) ? 'drift' : unknowns.some(counts) ? 'unknown' : 'compliant'
}

/** Nobody acts on more findings of one policy on one server, and a hostile server could send any number. */
const mostFindings = 1_000

/** Drifts and unknowns up to that number, in their order; that there are more is unknown, and never green. */
const listed = (judged: ReadonlyArray<Judgement>): ReadonlyArray<Judgement> => {
  if (judged.length <= mostFindings) return judged
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
  if (texts.length < 2) return texts
  const all = [...new Set(texts)]
  return all.length <= mostReasons
    ? all
    : [...all.slice(0, mostReasons), `${all.length - mostReasons} more reasons are not listed`]
}

const joined = (texts: ReadonlyArray<string>): string | null => (texts.length === 0 ? null : unique(texts).join('; '))

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

const isUnreadable = (fact: Fact<unknown>): boolean => E.isLeft(fact)

/** A server of which not one section was read: no waiver makes anything of it known. */
const isUnreadServer = ({ sections }: Facts): boolean => sectionNames.every((name) => isUnreadable(sections[name]))

/** The waiver of what is unknown; without waivers, as most servers are, nothing is looked for. */
const waiverOfUnknown = (policy: Policy, { facts }: Seen, { waivers }: Standard, path: PropertyPath): string | null =>
  waivers.length === 0 || isUnreadServer(facts) ? null : coveringUnknown(waivers, policy.name, path)

/** Judgements by their kind. Every verdict of every server is made of them, so they are walked through once. */
const parted = (policy: Policy, seen: Seen, standard: Standard, judged: ReadonlyArray<Judgement>) => {
  const drifts: Array<Verdict['drifts'][number]> = []
  const unknowns: Array<Verdict['unknowns'][number]> = []
  const compliances: Array<Verdict['compliances'][number]> = []
  const notes: Array<string> = []
  const steps: Array<Step> = []
  const vetoes: Array<string> = []
  for (const one of judged) {
    if (one._tag === 'Compliant') compliances.push(one)
    else if (one._tag === 'Drift') {
      const waiver = coveringWaiver(standard.waivers, policy.name, one.path)
      drifts.push({ ...one, waiver, heldBack: false })
    } else if (one._tag === 'Unknown') {
      unknowns.push({ ...one, waiver: waiverOfUnknown(policy, seen, standard, one.path) })
    } else if (one._tag === 'Note') {
      notes.push(one.text)
      steps.push(...one.steps)
    } else vetoes.push(one.reason)
  }
  return { drifts, unknowns, compliances, notes, steps, vetoes }
}

/** The waivers that cover all findings; null where one finding has none. */
const waiverOf = (drifts: Found, unknowns: Found): string | null => {
  if (drifts.length + unknowns.length === 0) return null
  const findings = [...drifts, ...unknowns]
  const covering = findings.flatMap(({ waiver }) => (waiver === null ? [] : [waiver]))
  return covering.length === findings.length ? joined(covering) : null
}

type Parted = ReturnType<typeof parted>

const reasonOf = ({ unknowns, notes, vetoes }: Parted, { unread: { coverage } }: Seen): string | null =>
  unknowns.length + notes.length + vetoes.length + coverage.length === 0
    ? null
    : joined([
        ...unknowns.map(({ reason }) => reason),
        ...notes,
        ...vetoes.map((why) => `nothing is remediated on this server: ${why}`),
        ...coverage
      ])

const vetoesOf = ({ name, canVeto }: Policy, { unknowns, vetoes }: Parted): ReadonlyArray<string> => {
  const doubts = canVeto === 'always' ? unknowns : []
  return vetoes.length + doubts.length === 0
    ? []
    : unique([
        ...vetoes.map((why) => `${name} forbids it: ${why}`),
        ...doubts.map(({ reason }) => `unknown: whether ${name} forbids it: ${reason}`)
      ])
}

/** Of a policy that does not concern the server, `why` says so; V8 makes an object quickly only where all its keys are written out. */
const verdictOf = (
  { policy, asked, guessed }: Rule,
  seen: Seen,
  standard: Standard,
  all: ReadonlyArray<Judgement>,
  why: string | null = null
): Verdict => {
  const found = parted(policy, seen, standard, listed(all))
  const { drifts, unknowns, compliances, steps } = found
  const terms = seen.organization.silent?.absent === true ? guessed : asked
  return {
    policy: policy.name,
    title: policy.title,
    headline: policy.headline ?? null,
    leads: policy.leads === true,
    section: policy.section,
    status: why === null ? statusOf(drifts, unknowns) : 'not-applicable',
    ownLevel: policy.level,
    level: terms.level,
    countsAsChange: terms.countsAsChange,
    unasked: unaskedReason(policy, seen.organization, drifts, unknowns),
    reason: why ?? reasonOf(found, seen),
    waiver: waiverOf(drifts, unknowns),
    drifts,
    unknowns,
    compliances,
    steps,
    unread: why === null ? seen.unread.sections : [],
    vetoes: vetoesOf(policy, found)
  }
}

const judgeSoundly = (rule: Rule, seen: Seen, standard: Standard): Verdict => {
  const applies = rule.policy.applies(seen.facts, seen.organization)
  switch (applies._tag) {
    case 'NotApplicable':
      return verdictOf(rule, seen, standard, [], applies.why)
    case 'Undecided':
      return verdictOf(rule, seen, standard, [unknown(applies.path, applies.reason)])
    case 'Applicable':
      return verdictOf(rule, seen, standard, judgements(rule.policy, seen, standard.desired))
  }
}

const judgeKnowing = (rule: Rule, facts: Facts, standard: Standard, known: InOrganization): Verdict => {
  const seen = seenBy(rule.policy, facts, known)
  try {
    return judgeSoundly(rule, seen, standard)
  } catch (error) {
    const fault = `judging it broke off, which is a defect of the policy: ${error}`
    return verdictOf(rule, seen, standard, [unknown([rule.policy.decides[0] ?? 'identity'], fault)])
  }
}

/** Judges one server by one policy, whatever its stage and level. A defect of the policy costs that verdict alone. */
export const judgeOne = (policy: Policy, facts: Facts, standard: Standard): Verdict =>
  judgeKnowing(ruleOf(standard.enforcement)(policy), facts, standard, inOrganization(facts, standard.organization))

export const isInForce = (enforcement: Enforcement, policy: Policy): boolean =>
  runsIn(enforcement.stage, policy) && effectiveLevel(enforcement, policy) !== 'disabled'

/** The policies that a stage and levels put in force; `alone` without those that need to see the whole fleet. */
const rulesIn = rememberedFor((policies: ReadonlyArray<Policy>) =>
  rememberedFor((enforcement: Enforcement) => {
    const all = policies.filter((policy) => isInForce(enforcement, policy)).map(ruleOf(enforcement))
    return { all, alone: all.filter(({ policy }) => policy.fleet === undefined) }
  })
)

/** Judges one server by the policies that its stage and levels put in force, in the catalogue's order; see judgeFleet, too. */
export const judge = (policies: ReadonlyArray<Policy>, facts: Facts, standard: Standard): ReadonlyArray<Verdict> => {
  const known = inOrganization(facts, standard.organization)
  const { all, alone } = rulesIn(policies)(standard.enforcement)
  const rules = standard.desired.peers === undefined ? alone : all
  return rules.map((rule) => judgeKnowing(rule, facts, standard, known))
}
