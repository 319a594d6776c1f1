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

/** The path of what is unknown, where a waiver of the whole policy covers nothing: only one of a path covers what is unknown. */
const pathToWrite =
  ({ verdicts }: JudgedPlan) =>
  ({ policy, path }: Waiver): string | null => {
    const verdict = verdicts.find((one) => one.policy === policy)
    const [unknown] = verdict?.unknowns ?? []
    // What keeps a whole server from being read is to be mended, and not to be waived.
    if (verdicts.every(({ unknowns }) => unknowns.length > 0)) return null
    return path === null && unknown !== undefined && verdict?.drifts.length === 0 ? showPath(unknown.path) : null
  }

/** The waivers that cover nothing that was found, each in a sentence: the drift is gone, or the path is misspelt or missing. */
export const idleWaivers = (judged: ReadonlyArray<JudgedPlan>): ReadonlyArray<string> =>
  judged.flatMap((one) =>
    one.plan.waivers.flatMap((waiver) => {
      const { server, policy, path } = waiver
      const missing = pathToWrite(one)(waiver)
      if (missing !== null)
        return [`${server}: the waiver for ${policy} covers no unknown value without a path; add path: ${missing}`]
      return isIdle(one)(waiver)
        ? [
            `${server}: the waiver for ${policy}${path === null ? '' : ` at ${path}`} covers nothing that was found; ` +
              'remove it, or write the path as compliance explain shows it'
          ]
        : []
    })
  )
