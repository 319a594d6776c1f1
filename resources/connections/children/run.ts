import { spawn } from 'node:child_process'
import { end, guard, release } from './lifeline'

/** A program with its arguments, which no shell ever sees. */
export interface Command {
  readonly file: string
  readonly args: ReadonlyArray<string>
  /** What it gets on standard input. */
  readonly input: string
  readonly env: NodeJS.ProcessEnv
  /** So many bytes of standard output are too many. */
  readonly outputLimit: number
  /** Hears of standard output as it comes. */
  readonly onOutput?: (chunk: Buffer) => void
}

/** What bounds a run: its time, and somebody's wish to end everything. */
export interface Bounds {
  readonly seconds: number
  readonly signal: AbortSignal
}

/** How a program ended, with what it had printed until then. */
export interface Ending {
  readonly how: 'exited' | 'late' | 'cut' | 'cancelled' | 'missing'
  readonly code: number | null
  readonly stdout: Buffer
  readonly stderr: string
}

/** Standard error is for people; a server that writes more is noisy. */
const errorLimit = 64 * 1024

const nothing = { code: null, stdout: Buffer.alloc(0), stderr: '' }

/** Keeps at most so many bytes; says when there were more. */
const collector = (limit: number, full: () => void) => {
  const chunks: Array<Buffer> = []
  let size = 0
  return {
    add: (chunk: Buffer) => {
      if (size + chunk.length > limit) return full()
      size += chunk.length
      chunks.push(chunk)
    },
    bytes: () => Buffer.concat(chunks)
  }
}

/** Runs a program in a process group of its own. It never outlives its bounds, nor this process. */
export const run = (command: Command, { seconds, signal }: Bounds): Promise<Ending> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve({ how: 'cancelled', ...nothing })
    const { file, args, env } = command
    const child = spawn(file, args, { env, detached: process.platform !== 'win32', windowsHide: true, stdio: 'pipe' })
    const { pid } = child
    if (pid !== undefined) guard(pid)
    let how: Ending['how'] = 'exited'
    const stop = (why: Ending['how']) => {
      if (how !== 'exited') return
      how = why
      if (pid !== undefined) end(pid)
      child.stdout.destroy()
      child.stderr.destroy()
    }
    const cancel = () => stop('cancelled')
    const timer = setTimeout(() => stop('late'), seconds * 1_000)
    signal.addEventListener('abort', cancel)
    const stdout = collector(command.outputLimit, () => stop('cut'))
    const stderr = collector(errorLimit, () => undefined)
    child.stdout.on('data', stdout.add)
    if (command.onOutput !== undefined) child.stdout.on('data', command.onOutput)
    child.stderr.on('data', stderr.add)
    // A program that ends before it has read everything says why in another way.
    child.stdin.on('error', () => undefined)
    child.stdin.end(command.input)
    const finish = (ending: Ending) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
      if (pid !== undefined) release(pid)
      resolve(ending)
    }
    child.once('error', () => finish({ how: 'missing', ...nothing }))
    child.once('close', (code) =>
      finish({ how, code, stdout: stdout.bytes(), stderr: stderr.bytes().toString('utf8') })
    )
  })
