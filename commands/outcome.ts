import { isUnasked } from '../judging/verdict'
import { isBindingDrift } from '../reports/fleet'
import type { JudgedPlan } from '../stacks/judgePlan'
import { exitCodes } from './verb'

const hasOpen = (found: ReadonlyArray<{ readonly waiver: string | null }>): boolean =>
  found.some(({ waiver }) => waiver === null)

type Judged = Pick<JudgedPlan, 'verdicts'>

/** What nobody named a source for is no fault of the reading. A server of which nothing was judged is not in order. */
const isUnread = ({ verdicts }: Judged): boolean =>
  verdicts.length === 0 || verdicts.some((verdict) => !isUnasked(verdict) && hasOpen(verdict.unknowns))

/** The exit code for judged servers: an input that can't be used first, then mandatory drift, then what could not be read. */
export const exitCodeOf = (judged: ReadonlyArray<Judged>, broken: ReadonlyArray<string>): number => {
  if (broken.length > 0) return exitCodes.unusable
  if (judged.some(({ verdicts }) => verdicts.some(isBindingDrift))) return exitCodes.drift
  return judged.some(isUnread) ? exitCodes.unread : exitCodes.inOrder
}
