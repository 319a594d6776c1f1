import { setMaxListeners } from 'node:events'
import type * as T from 'fp-ts/Task'
import type { ConnectionType } from '../kernel/words'
import type { Target, TargetBy } from './connection'
import { fileJob } from './files'
import type { Job } from './job'
import { createLimit, type Limits } from './limit'
import { localJobs } from './local'
import { createWatch, type Progress } from './progress'
import { type Reading, unanswered } from './reading'
import { remotingJobs } from './remoting'
import { sshJobs } from './ssh'

/** Reads many servers; one answer for each, in their order. A server that fails costs nobody else anything. */
export type Collect = (targets: ReadonlyArray<Target>) => T.Task<ReadonlyArray<Reading>>

/** What a process that reads servers gives to all its readings. */
export interface Surroundings {
  /** Aborted, it ends every child at once. */
  readonly signal: AbortSignal
  /** Hears of a reading that takes long, every few seconds. */
  readonly tell: (progress: Progress) => void
  readonly tellEverySeconds: number
}

const by =
  <C extends ConnectionType>(...types: ReadonlyArray<C>) =>
  (target: Target): target is Target & TargetBy<C> =>
    types.some((type) => type === target.connection.type)

/** Those of one process for many come first: the others then go on beside it. */
const jobsOf = (targets: ReadonlyArray<Target>): ReadonlyArray<Job> => [
  ...remotingJobs(targets.filter(by('remoting'))),
  ...localJobs(targets.filter(by('local'))),
  ...sshJobs(targets.filter(by('ssh'))),
  ...targets.filter(by('recorded', 'captures')).map(fileJob)
]

/** Makes the one fan-out of a process: its limit holds for all that is read at the same time. `asJobs` says how servers are read. */
export const createCollect = (
  { signal, tell, tellEverySeconds }: Surroundings,
  limits: Limits,
  asJobs: (targets: ReadonlyArray<Target>) => ReadonlyArray<Job> = jobsOf
): Collect => {
  const limit = createLimit(limits.concurrency)
  // As many children as may run at once listen to it.
  setMaxListeners(0, signal)
  return (targets) => async () => {
    const until = Date.now() + limits.deadlineSeconds * 1_000
    const watch = createWatch(targets.length)
    const teller = setInterval(() => tell(watch.progress()), tellEverySeconds * 1_000)
    const readings = new Map<Target, Reading>()
    const readJob = async (job: Job): Promise<void> => {
      const seconds = Math.max((until - Date.now()) / 1_000, limits.deadlineSeconds / 2)
      for (const { server } of job.targets) watch.started(server)
      const answers = await job
        .read({ seconds, signal }, watch.ended)
        .catch(() => job.targets.map(({ server }) => unanswered(server, 'reading it broke off; this is a defect')))
      job.targets.forEach((target, index) => {
        const answer = answers[index]
        if (answer !== undefined) readings.set(target, answer)
      })
    }
    await Promise.all(asJobs(targets).map((job) => limit(() => readJob(job)))).finally(() => clearInterval(teller))
    return targets.map((target) => readings.get(target) ?? unanswered(target.server, 'it was not asked'))
  }
}
