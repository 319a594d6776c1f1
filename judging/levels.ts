import type { Level, Stage } from '../kernel/words'
import type { Policy } from './policy'

/** What the stack's settings say on enforcement. */
export interface Enforcement {
  readonly level: Level
  readonly policies: Readonly<Record<string, Level>>
  readonly stage: Stage | null
}

/** What is in force where the settings say nothing. */
export const defaultEnforcement: Enforcement = { level: 'advisory', policies: {}, stage: null }

type Leveled = Pick<Policy, 'name' | 'level'>

/** The level at which a policy is in force. A level set for the policy by name overrides everything. */
export const effectiveLevel = (enforcement: Enforcement, policy: Leveled): Level =>
  enforcement.policies[policy.name] ?? (policy.level === 'mandatory' ? enforcement.level : 'advisory')

/** Whether a policy's findings are changes of the server, whatever the enforcement. */
export const countsAsChange = (enforcement: Enforcement, policy: Leveled): boolean => {
  const level = enforcement.policies[policy.name] ?? policy.level
  return level === 'mandatory' || level === 'remediate'
}

/** Whether a policy runs in the stage; without a stage, those that hold after an update run. */
export const runsIn = (stage: Stage | null, policy: Policy): boolean =>
  policy.stage === 'always' || policy.stage === (stage ?? 'after-update')
