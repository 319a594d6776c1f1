import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { exSetupBuild } from '../../facts/exSetupBuild'
import type { Facts } from '../../facts/facts'
import type { ServicesBefore } from '../../facts/sections/servicesBefore'
import { compareBuilds } from '../../kernel/compare'

const hasNewerBuild = (facts: Facts, baseline: Facts): boolean =>
  pipe(
    O.Do,
    O.bind('now', () => exSetupBuild(facts)),
    O.bind('before', () => exSetupBuild(baseline)),
    O.exists(({ now, before }) => compareBuilds(now, before) > 0)
  )

const recordsOf = ({ sections: { servicesBefore } }: Facts): ServicesBefore | null =>
  E.isRight(servicesBefore) ? servicesBefore.right : null

/** A file that was there when the baseline was recorded shows no update since. */
const hasNewRecords = (facts: Facts, baseline: Facts): boolean => {
  const [now, before] = [recordsOf(facts), recordsOf(baseline)]
  if (now === null || before === null) return false
  const [runs, runsBefore] = [now.runs ?? [], before.runs ?? []]
  const hasNewRun = (runs[runs.length - 1]?.line ?? 0) > (runsBefore[runsBefore.length - 1]?.line ?? 0)
  return hasNewRun || (now.startModes !== null && before.startModes === null)
}

const hasNewSetup = ({ sections: { setupLog } }: Facts, { collectedAt }: Facts): boolean => {
  const started = E.isRight(setupLog) ? (setupLog.right?.started ?? null) : null
  return started !== null && collectedAt !== null && Date.parse(started) > Date.parse(collectedAt)
}

/** Whether the facts show that an update or setup ran after the baseline was recorded. */
export const updateSince = (facts: Facts, baseline: Facts): boolean =>
  [hasNewerBuild, hasNewRecords, hasNewSetup].some((isShown) => isShown(facts, baseline))

/** Whether the update that wrote its record also came to the end of restoring the services from it. */
export const isRestored = ({ runs }: ServicesBefore): boolean => {
  const last = runs === null ? undefined : runs[runs.length - 1]
  return last?.kind === 'after' && last.succeeded === true && last.unrestored.length === 0
}
