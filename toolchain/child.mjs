import { spawn } from 'node:child_process'

/** @import { ChildProcess, SpawnOptions } from 'node:child_process' */
/** @import { Readable } from 'node:stream' */
/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Ending */
/** @typedef {Ending & { interrupted: NodeJS.Signals | null, stdout: string, stderr: string }} Result */

/**
 * Standard streams of a child whose whole output goes to standard error.
 * @type {['ignore', 2, 2]}
 */
export const TO_STDERR = ['ignore', 2, 2]

// On Windows a console that is closed tells the child of it, too, and a signal that is sent ends it at once, whatever it is.
/** @type {ReadonlyArray<NodeJS.Signals>} */
const FORWARDED = process.platform === 'win32' ? [] : ['SIGTERM', 'SIGHUP']

/**
 * Runs a program to its end, outliving Ctrl-C (which the terminal sends to the child as well).
 * Resolves to { code, signal, interrupted, stdout, stderr }; the outputs are empty unless piped by `options.stdio`.
 * @param {string} file
 * @param {ReadonlyArray<string>} args
 * @param {SpawnOptions} options
 * @returns {Promise<Result>}
 */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', windowsHide: true, ...options })
    const output = { stdout: collect(child.stdout), stderr: collect(child.stderr) }
    const signals = holdSignals(child)
    child.once('error', (error) => {
      signals.release()
      reject(error)
    })
    child.once('close', (code, signal) => {
      signals.release()
      const interrupted = signals.received() ?? signal
      resolve({ code, signal, interrupted, stdout: output.stdout(), stderr: output.stderr() })
    })
  })
}

/**
 * Runs a program quietly and resolves to its result with both outputs.
 * @param {string} file
 * @param {ReadonlyArray<string>} args
 * @param {SpawnOptions} options
 */
export function capture(file, args, options = {}) {
  return run(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
}

/**
 * Ends this process the way the child ended: by the same signal or with the same exit code.
 * @param {Ending} ending
 */
export function exitLike({ code, signal }) {
  if (signal) process.kill(process.pid, signal)
  else process.exitCode = code ?? undefined
}

/** @param {Readable | null} stream */
function collect(stream) {
  /** @type {Array<Buffer>} */
  const chunks = []
  stream?.on('data', (chunk) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString()
}

/** @type {ReadonlyArray<NodeJS.Signals>} */
const HELD = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** @param {ChildProcess} child */
function holdSignals(child) {
  /** @type {NodeJS.Signals | undefined} */
  let received
  /** @type {Map<NodeJS.Signals, () => void>} */
  const handlers = new Map()
  for (const signal of HELD) {
    handlers.set(signal, () => {
      received = signal
      if (FORWARDED.includes(signal)) child.kill(signal)
    })
  }
  for (const [signal, handler] of handlers) process.on(signal, handler)
  return {
    received: () => received,
    release: () => {
      for (const [signal, handler] of handlers) process.off(signal, handler)
    }
  }
}
