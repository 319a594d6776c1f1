import { findings } from '../judging/verdict'
import { showPath } from '../kernel/propertyPath'
import type { Waiver } from '../kernel/waiver'
import type { JudgedPlan } from './judgePlan'

/** Of a policy that was not judged, or of which something is unknown, nobody knows what the waiver would cover. */
const isIdle =
  ({ verdicts }: JudgedPlan) =>
  ({ policy, path }: Waiver): boolean => {
    const verdict = verdicts.find((one) => one.policy === policy)
    return (
      verdict !== undefined &&
      verdict.unknowns.length === 0 &&
      !findings(verdict).some((found) => path === null || path === showPath(found.path))
    )
  }

/** The waivers that cover nothing that was found, each in a sentence: the drift is gone, or the path is misspelt. */
export const idleWaivers = (judged: ReadonlyArray<JudgedPlan>): ReadonlyArray<string> =>
  judged.flatMap((one) =>
    one.plan.waivers
      .filter(isIdle(one))
      .map(
        ({ server, policy, path }) =>
          `${server}: the waiver for ${policy}${path === null ? '' : ` at ${path}`} covers nothing that was found; ` +
          'remove it, or write the path as compliance explain shows it'
      )
  )
