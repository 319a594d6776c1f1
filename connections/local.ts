import * as E from 'fp-ts/Either'
import { answered, interruption, sentenceOf } from './answer'
import { type Bounds, run } from './children/run'
import { childEnvironment, outputLimit, withCollector } from './collector'
import type { TargetBy } from './connection'
import { type Job, single } from './job'
import { powershell, scriptArguments } from './powershell'
import { type Reading, unanswered } from './reading'

/** Runs a script file on this computer, and gives what it printed or why it didn't come to its end. */
export const askHere = async (file: string, bounds: Bounds): Promise<E.Either<string, Buffer>> => {
  const args = scriptArguments(file)
  const env = childEnvironment(process.env)
  const ending = await run({ file: powershell, args, input: '', env, outputLimit }, bounds)
  const interrupted = interruption(ending, powershell, bounds.seconds)
  if (interrupted !== null) return E.left(interrupted)
  return ending.code === 0
    ? E.right(ending.stdout)
    : E.left(sentenceOf(ending.stderr) ?? `the script ended with exit code ${ending.code}`)
}

const readOne =
  ({ server, media }: TargetBy<'local'>) =>
  async (bounds: Bounds): Promise<Reading> => {
    const answer = await withCollector(
      media,
      (file) => askHere(file, bounds),
      (reason) => E.left(reason)
    )
    return E.isLeft(answer) ? unanswered(server, answer.left) : answered(server, answer.right, Date.now())
  }

/** Reads the computer that this runs on. */
export const localJobs = (targets: ReadonlyArray<TargetBy<'local'>>): ReadonlyArray<Job> =>
  targets.map((target) => single(target, readOne(target)))
