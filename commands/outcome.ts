import { isUnasked, type Verdict } from '../judging/verdict'
import { shortened } from '../kernel/printable'
import { hasOpenChange } from '../reports/fleet'
import type { JudgedPlan } from '../stacks/judgePlan'
import { exitCodes } from './verb'

const hasOpen = (found: ReadonlyArray<{ readonly waiver: string | null }>): boolean =>
  found.some(({ waiver }) => waiver === null)

type Judged = Pick<JudgedPlan, 'verdicts'>

const bindingDrifts = ({ verdicts }: Judged): ReadonlyArray<Verdict> => verdicts.filter(hasOpenChange)

/** What nobody named a source for is no fault of the reading. A server of which nothing was judged is not in order. */
const isUnread = ({ verdicts }: Judged): boolean =>
  verdicts.every(isUnasked) || verdicts.some((verdict) => !isUnasked(verdict) && hasOpen(verdict.unknowns))

/** The exit code for judged servers: an input that can't be used first, then mandatory drift, then what could not be read. */
export const exitCodeOf = (judged: ReadonlyArray<Judged>, broken: ReadonlyArray<string>): number => {
  if (broken.length > 0) return exitCodes.unusable
  if (judged.some((one) => bindingDrifts(one).length > 0)) return exitCodes.drift
  return judged.some(isUnread) ? exitCodes.unread : exitCodes.inOrder
}

const namesOf = (verdicts: ReadonlyArray<Pick<Verdict, 'policy'>>): string =>
  [...new Set(verdicts.map(({ policy }) => policy))].join(', ')

/** Policies count here by their own levels, and at the gate by those of the stack. */
const notAtGate = (verdicts: ReadonlyArray<Verdict>): string => {
  const advised = verdicts.filter(({ level }) => level === 'advisory')
  if (advised.length === 0) return ''
  return advised.length === verdicts.length
    ? ' In this stack they are advisory, so they do not fail the gate (pulumi preview).'
    : ` In this stack ${namesOf(advised)} ${advised.length === 1 ? 'is' : 'are'} advisory, and can't fail the gate (pulumi preview).`
}

const mostOfFault = 400

/** Which input can't be used, where one can't. */
export const unusableSentence = ([fault = '', ...more]: ReadonlyArray<string>): string =>
  `Exit code 2: an input can't be used${more.length > 0 ? ` (and ${more.length} more)` : ''}: ${shortened(fault, mostOfFault)}`

/** Why a command ends with a code that is not 0, as at most one line; `broken` are the inputs that can't be used. */
export const exitSentence = (
  judged: ReadonlyArray<Judged>,
  code: number,
  broken: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const drifting = judged.flatMap(bindingDrifts)
  if (code === exitCodes.unusable) return [unusableSentence(broken)]
  if (code === exitCodes.drift)
    return [`Exit code 1: mandatory policies drift (${namesOf(drifting)}).${notAtGate(drifting)}`]
  return code === exitCodes.unread ? ['Exit code 3: something could not be read.'] : []
}
