import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { answered, interruption, sentenceOf } from './answer'
import { type Bounds, type Ending, run } from './children/run'
import { childEnvironment, outputLimit, withCollector } from './collector'
import type { TargetBy } from './connection'
import { type Job, single } from './job'
import { powershell, scriptArguments } from './powershell'
import { type Reading, unanswered } from './reading'

/** Runs a script file on this computer: how it ended, or why it was broken off. `onOutput` hears what it prints, as it comes. */
export const runHere = async (
  file: string,
  bounds: Bounds,
  onOutput: (chunk: Buffer) => void = () => undefined
): Promise<E.Either<string, Ending>> => {
  const args = scriptArguments(file)
  const env = childEnvironment(process.env)
  const ending = await run({ file: powershell, args, input: '', env, outputLimit, onOutput }, bounds)
  const interrupted = interruption(ending, powershell, bounds.seconds)
  return interrupted === null ? E.right(ending) : E.left(interrupted)
}

/** Runs a script file on this computer, and gives what it printed or why it didn't come to its end. */
export const askHere = async (file: string, bounds: Bounds): Promise<E.Either<string, Buffer>> =>
  pipe(
    await runHere(file, bounds),
    E.chain(({ code, stdout, stderr }) =>
      code === 0 ? E.right(stdout) : E.left(sentenceOf(stderr) ?? `the script ended with exit code ${code}`)
    )
  )

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
