import type { Facts } from '../../facts/facts'
import { startedBefore } from '../../facts/lastStart'
import { type Installed, lastUpdate, whenOf } from '../../facts/lastUpdate'
import type { Drift } from '../../judging/policy'
import { say } from '../../judging/resolutionSteps'

/** The update that came since Windows was started last, so that files may wait for a restart; null where none is known. */
export const waitingUpdate = (facts: Facts): Installed | null => {
  const update = lastUpdate(facts)
  return update !== null && startedBefore(facts, update.from) ? update : null
}

/** A file or an update that seems to be missing, where a restart may bring it: nothing is to be installed before. */
export const afterRestart = ({ server }: Facts, update: Installed, missing: Drift): Drift => ({
  ...missing,
  evidence: [
    ...missing.evidence,
    `The Windows Installer says that ${update.name} was ${update.done} ${whenOf(update)}, and Windows was not started since.`
  ],
  resolution: {
    ...missing.resolution,
    summary: `${missing.resolution.summary.replace(/\.$/, '')}, if it is still so after a restart.`,
    steps: [
      say(
        `Restart ${server} first, and record its facts again: files of an update that was just installed may wait for the restart. Go on only if this is found again.`
      ),
      ...missing.resolution.steps
    ]
  }
})
