import { exitLike } from './child.mjs'

/** @import { Ending, Result } from './child.mjs' */

/** A failure whose message is all that the user needs: it is shown without a stack trace. */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {number} exitCode
   */
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/**
 * Writes one line to standard error.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/**
 * Stops everything after a child that was interrupted, as by Ctrl-C, instead of trying the next way.
 * @param {Pick<Result, 'interrupted'>} result
 */
export function refuseIfInterrupted({ interrupted }) {
  if (interrupted) throw new Refusal(`Interrupted by ${interrupted}.`)
}

/**
 * A sentence for a refusal or an error of the system; anything else is a fault of ours, and shows where it is.
 * @param {unknown} error
 */
function explain(error) {
  if (!(error instanceof Error)) return String(error)
  const expected = error instanceof Refusal || ('syscall' in error && typeof error.syscall === 'string')
  return expected ? error.message : (error.stack ?? error.message)
}

/**
 * Runs an entry script; it resolves to a child's result, or to nothing where it sets the exit code itself, and a refusal
 * or a system error becomes one sentence.
 * @param {() => Promise<Ending | void>} action
 */
export async function main(action) {
  try {
    const ending = await action()
    if (ending) exitLike(ending)
  } catch (error) {
    say(explain(error))
    process.exitCode = error instanceof Refusal ? error.exitCode : 1
  }
}
