import { answered, interruption, sentenceOf } from './answer'
import { type Bounds, run } from './children/run'
import { childEnvironment, collectorFile, outputLimit } from './collector'
import type { TargetBy } from './connection'
import { type Job, single } from './job'
import { powershell, powershellOptions } from './powershell'
import { type Reading, unanswered } from './reading'

const readOne =
  ({ server }: TargetBy<'local'>) =>
  async (bounds: Bounds): Promise<Reading> => {
    const args = [...powershellOptions, '-File', collectorFile]
    const env = childEnvironment(process.env)
    const ending = await run({ file: powershell, args, input: '', env, outputLimit }, bounds)
    const interrupted = interruption(ending, powershell, bounds.seconds)
    if (interrupted !== null) return unanswered(server, interrupted)
    return ending.code === 0
      ? answered(server, ending.stdout)
      : unanswered(server, sentenceOf(ending.stderr) ?? `the collector ended with exit code ${ending.code}`)
  }

/** Reads the computer that this runs on. */
export const localJobs = (targets: ReadonlyArray<TargetBy<'local'>>): ReadonlyArray<Job> =>
  targets.map((target) => single(target, readOne(target)))
