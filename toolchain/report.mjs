import { exitLike } from './child.mjs'

/** A failure whose message is all that the user needs: it is shown without a stack trace. */
export class Refusal extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Writes one line to standard error. */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Stops everything after a child that was interrupted, as by Ctrl-C, instead of trying the next way. */
export function refuseIfInterrupted({ interrupted }) {
  if (interrupted) throw new Refusal(`Interrupted by ${interrupted}.`)
}

/** Runs an entry script; it resolves to a child's result, and a refusal or a system error becomes one sentence. */
export async function main(action) {
  try {
    exitLike(await action())
  } catch (error) {
    const expected = error instanceof Refusal || typeof error.syscall === 'string'
    say(expected ? error.message : error.stack)
    process.exitCode = error instanceof Refusal ? error.exitCode : 1
  }
}
