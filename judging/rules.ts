import { rememberedFor } from '../kernel/remembered'
import { countsAsChange, type Enforcement, effectiveLevel, runsIn } from './levels'
import type { Policy } from './policy'
import type { Verdict } from './verdict'

/** A policy as the settings of a stack put it in force, the same for all of its servers. */
export interface Rule {
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

export const ruleOf =
  (enforcement: Enforcement) =>
  (policy: Policy): Rule => {
    const asked = termsOf(enforcement, policy)
    const guessed = needsOrganization(policy) ? termsOf(enforcement, { name: policy.name, level: 'advisory' }) : asked
    return { policy, asked, guessed }
  }

export const isInForce = (enforcement: Enforcement, policy: Policy): boolean =>
  runsIn(enforcement.stage, policy) && effectiveLevel(enforcement, policy) !== 'disabled'

/** The policies that a stage and levels put in force; `alone` without those that need to see the whole fleet. */
export const rulesIn = rememberedFor((policies: ReadonlyArray<Policy>) =>
  rememberedFor((enforcement: Enforcement) => {
    const all = policies.filter((policy) => isInForce(enforcement, policy)).map(ruleOf(enforcement))
    return { all, alone: all.filter(({ policy }) => policy.fleet === undefined) }
  })
)
