import { isUnasked, type Verdict } from '../policies/verdict'
import type { JudgedPlan } from '../stacks/judgePlan'
import { exitCodes } from './verb'

/** A server in one word. `unread`: no mandatory drift, but something that decides a policy could not be read. */
export type State = 'ok' | 'drift' | 'unread'

const hasOpen = (found: ReadonlyArray<{ readonly waiver: string | null }>): boolean =>
  found.some(({ waiver }) => waiver === null)

const drifts = (verdict: Verdict): boolean => verdict.binding && hasOpen(verdict.drifts)

/** What nobody named a source for is no fault of the reading. */
const isUnread = (verdict: Verdict): boolean => !isUnasked(verdict) && hasOpen(verdict.unknowns)

export const stateOf = ({ verdicts }: Pick<JudgedPlan, 'verdicts'>): State => {
  if (verdicts.some(drifts)) return 'drift'
  return verdicts.some(isUnread) ? 'unread' : 'ok'
}

/** The exit code for judged servers: an input that can't be used first, then drift, then what could not be read. */
export const exitCodeOf = (
  judged: ReadonlyArray<Pick<JudgedPlan, 'verdicts'>>,
  broken: ReadonlyArray<string>
): number => {
  const states = judged.map(stateOf)
  if (broken.length > 0) return exitCodes.unusable
  if (states.includes('drift')) return exitCodes.drift
  return states.includes('unread') ? exitCodes.unread : exitCodes.inOrder
}
