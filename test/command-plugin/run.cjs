// Part of a stand-in for Pulumi's own command plugin, for the tests and the demo only: runs one command.
const { spawn } = require('node:child_process')
const { createInterface } = require('node:readline')

/** @typedef {{ environment?: Record<string, string>, addPreviousOutputInEnv?: boolean, logging?: string, interpreter?: Array<string>, stdin?: string, dir?: string }} Inputs of a command's resource */
/** @import { ChildProcess } from 'node:child_process' */
/** @import { Readable } from 'node:stream' */

const shell = process.platform === 'win32' ? ['cmd', '/C'] : ['/bin/sh', '-c']

/** @typedef {{ stdout: string, stderr: string }} Outputs what a command printed, without the last line break */

/**
 * @param {Inputs} inputs
 * @param {Outputs} previous
 */
const environmentOf = ({ environment, addPreviousOutputInEnv = true }, previous) => ({
  ...process.env,
  ...environment,
  ...(addPreviousOutputInEnv && previous.stdout ? { PULUMI_COMMAND_STDOUT: previous.stdout } : {}),
  ...(addPreviousOutputInEnv && previous.stderr ? { PULUMI_COMMAND_STDERR: previous.stderr } : {})
})

/**
 * @param {string} name
 * @param {Inputs} inputs
 */
const logged = (name, { logging = 'stdoutAndStderr' }) => logging === name || logging === 'stdoutAndStderr'

/** @param {ReadonlyArray<Buffer>} chunks */
const textOf = (chunks) => Buffer.concat(chunks).toString('utf8')

/**
 * Gathers both outputs, each and together in the order they came, and tells their lines while they come.
 * @param {ChildProcess} child
 * @param {Inputs} inputs
 * @param {(line: string) => void} tell
 */
const gather = (child, inputs, tell) => {
  /** @type {Record<'stdout' | 'stderr' | 'both', Array<Buffer>>} */
  const chunks = { stdout: [], stderr: [], both: [] }
  /** @type {ReadonlyArray<['stdout' | 'stderr', Readable | null]>} */
  const streams = [
    ['stdout', child.stdout],
    ['stderr', child.stderr]
  ]
  for (const [name, stream] of streams) {
    stream?.on('data', (chunk) => {
      chunks[name].push(chunk)
      chunks.both.push(chunk)
    })
    if (stream !== null && logged(name, inputs)) createInterface({ input: stream }).on('line', tell)
  }
  return chunks
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
const explain = (code, signal) =>
  signal === null ? `exit status ${code}` : `signal: ${signal === 'SIGKILL' ? 'killed' : signal}`

/** @param {ReadonlyArray<Buffer>} chunks */
const trimmed = (chunks) => textOf(chunks).replace(/\n$/, '')

/**
 * Runs a command by the inputs of its resource; `previous` are the outputs of the run before.
 * Rejects unless it ends with exit status 0. Aborting kills the process that was started, and none that it started.
 * @returns {Promise<Outputs>}
 * @param {string} command
 * @param {Inputs} inputs
 * @param {Outputs} previous
 * @param {{ tell: (line: string) => void, signal: AbortSignal }} way
 */
const run = (command, inputs, previous, { tell, signal }) =>
  new Promise((resolve, reject) => {
    const { interpreter = [] } = inputs
    const [file = '', ...args] = [...(interpreter.length > 0 ? interpreter : shell), command]
    const stdin = inputs.stdin ? 'pipe' : 'ignore'
    const child = spawn(file, args, {
      cwd: inputs.dir,
      env: environmentOf(inputs, previous),
      stdio: [stdin, 'pipe', 'pipe'],
      signal,
      killSignal: 'SIGKILL'
    })
    const chunks = gather(child, inputs, tell)
    /** @param {string} why */
    const fail = (why) => reject(new Error(`${why}: running ${JSON.stringify(command)}:\n${textOf(chunks.both)}`))
    // A command may end before it has read all of its standard input.
    child.stdin?.on('error', () => undefined).end(inputs.stdin)
    child.on('error', (error) => error.name === 'AbortError' || fail(error.message))
    child.on('close', (code, by) => {
      if (code !== 0) fail(explain(code, by))
      else resolve({ stdout: trimmed(chunks.stdout), stderr: trimmed(chunks.stderr) })
    })
  })

module.exports = { run }
