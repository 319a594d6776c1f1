import { printable } from '../kernel/printable'
import { writeWhole } from '../stacks/reportFiles'
import { userPath } from './paths'
import { exitCodes } from './verb'

/** Says in one sentence why something can't be done. */
export const refuse = (text: string): number => {
  process.stderr.write(`${printable(text)}\n`)
  return exitCodes.unusable
}

/** A word to the user that is no part of the answer. */
export const say = (text: string): void => void process.stderr.write(`${printable(text)}\n`)

/** Writes the answer to a file (UTF-8) or to standard output; gives the exit code, or that of a file that can't be written. */
export const deliver = async (text: string, out: string | undefined, code: number): Promise<number> => {
  if (out === undefined) {
    process.stdout.write(`${text}\n`)
    return code
  }
  const fault = await writeWhole(userPath(out), `${text}\n`)
  if (fault !== null) return refuse(fault)
  say(`Written to ${out}`)
  return code
}
