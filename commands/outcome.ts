import { isUnasked } from '../judging/verdict'
import { isBindingDrift } from '../reports/fleet'
import type { JudgedPlan } from '../stacks/judgePlan'
import { exitCodes } from './verb'

const hasOpen = (found: ReadonlyArray<{ readonly waiver: string | null }>): boolean =>
  found.some(({ waiver }) => waiver === null)

type Judged = Pick<JudgedPlan, 'verdicts'>

const bindingDrifts = ({ verdicts }: Judged): ReadonlyArray<string> =>
  verdicts.filter(isBindingDrift).map(({ policy }) => policy)

/** What nobody named a source for is no fault of the reading. A server of which nothing was judged is not in order. */
const isUnread = ({ verdicts }: Judged): boolean =>
  verdicts.length === 0 || verdicts.some((verdict) => !isUnasked(verdict) && hasOpen(verdict.unknowns))

/** The exit code for judged servers: an input that can't be used first, then mandatory drift, then what could not be read. */
export const exitCodeOf = (judged: ReadonlyArray<Judged>, broken: ReadonlyArray<string>): number => {
  if (broken.length > 0) return exitCodes.unusable
  if (judged.some((one) => bindingDrifts(one).length > 0)) return exitCodes.drift
  return judged.some(isUnread) ? exitCodes.unread : exitCodes.inOrder
}

/** Why a command ends with a code that is not 0, though the gate may pass: as at most one sentence. */
export const exitSentence = (judged: ReadonlyArray<Judged>, code: number): ReadonlyArray<string> => {
  const names = [...new Set(judged.flatMap(bindingDrifts))]
  if (code === exitCodes.drift)
    return [
      `Exit code 1: mandatory policies drift (${names.join(', ')}). The gate may pass all the same: here their own levels count.`
    ]
  return code === exitCodes.unread ? ['Exit code 3: something could not be read.'] : []
}
