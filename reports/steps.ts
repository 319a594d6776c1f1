import type { Step } from '../policies/policy'
import { stepText } from '../policies/resolutionSteps'

const numbered = (from: number, to: number): string => (from === to ? `${from}.` : `${from}.-${to}.`)

/** Numbers steps; runs of steps that stand in the same place of the list before are told as "as above". */
export const numberedSteps = (all: ReadonlyArray<Step>, allBefore: ReadonlyArray<Step> = []): ReadonlyArray<string> => {
  const [steps, before] = [all.map(stepText), allBefore.map(stepText)]
  const repeats = (index: number): boolean => steps[index] !== undefined && steps[index] === before[index]
  return steps.flatMap((step, index) => {
    if (!repeats(index)) return [`${index + 1}. ${step}`]
    if (repeats(index - 1)) return []
    const fresh = steps.findIndex((_, later) => later > index && !repeats(later))
    return [`${numbered(index + 1, fresh === -1 ? steps.length : fresh)} as above`]
  })
}
