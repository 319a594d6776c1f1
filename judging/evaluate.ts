import type { Facts } from '../facts/facts'
import { type InOrganization, inOrganization, notAsked } from './inOrganization'
import { type Seen, verdictOf } from './makeVerdict'
import { type Desired, type Judgement, type Policy, unknown } from './policy'
import { type Rule, ruleOf, rulesIn } from './rules'
import type { Standard } from './standard'
import { unreadBy } from './unread'
import type { Verdict } from './verdict'

const seenBy = (policy: Policy, facts: Facts, known: InOrganization): Seen => {
  const organization = policy.organization === undefined ? notAsked : known
  return { facts, organization, unread: unreadBy(policy, facts, organization) }
}

const decides = ({ _tag }: Judgement): boolean => _tag !== 'Note' && _tag !== 'Veto'

/** All that is to be said of an applicable policy, with what a remediation that was cut off still owes. */
const judgements = (
  policy: Policy,
  { facts, organization, unread }: Seen,
  desired: Desired
): ReadonlyArray<Judgement> => {
  const found = policy.evaluate(facts, desired, organization, desired.parameters?.[policy.name])
  const { undecided } = unread
  const first =
    undecided.length > 0 || found.some(decides)
      ? undecided
      : [unknown([policy.decides[0] ?? 'identity'], 'the facts hold nothing to judge')]
  const owed = policy.owed === undefined ? [] : policy.owed(facts)
  return first.length + owed.length === 0 ? found : [...first, ...found, ...owed]
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
  judgeKnowing(
    ruleOf(standard.enforcement)(policy),
    facts,
    standard,
    inOrganization(facts, standard.organization, standard.dag)
  )

/** Judges one server by the policies that its stage and levels put in force, in the catalogue's order; see judgeFleet, too. */
export const judge = (policies: ReadonlyArray<Policy>, facts: Facts, standard: Standard): ReadonlyArray<Verdict> => {
  const known = inOrganization(facts, standard.organization, standard.dag)
  const { all, alone } = rulesIn(policies)(standard.enforcement)
  const rules = standard.desired.peers === undefined ? alone : all
  return rules.map((rule) => judgeKnowing(rule, facts, standard, known))
}
