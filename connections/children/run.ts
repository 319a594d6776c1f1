import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { Readable, Writable } from 'node:stream'
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
  /** `missing`: there is no such program; `failed`: the system could not start it, for want of memory or files, say. */
  readonly how: 'exited' | 'late' | 'cut' | 'cancelled' | 'missing' | 'failed'
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

type Child = ChildProcessByStdio<Writable, Readable, Readable>

const start = ({ file, args, env }: Command): Child | null => {
  try {
    const child = spawn(file, args, { env, detached: process.platform !== 'win32', windowsHide: true, stdio: 'pipe' })
    // Where the system is out of files, the pipes are missing and an error follows that nobody else would hear.
    if (child.stdin instanceof Writable && child.stdout instanceof Readable && child.stderr instanceof Readable)
      return child
    child.on('error', () => undefined)
    return null
  } catch {
    return null
  }
}

const isMissing = (error: NodeJS.ErrnoException): boolean => error.code === 'ENOENT' || error.code === 'EACCES'

/** Runs a program in a process group of its own. It never outlives its bounds, nor this process. */
export const run = (command: Command, { seconds, signal }: Bounds): Promise<Ending> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve({ how: 'cancelled', ...nothing })
    const child = start(command)
    if (child === null) return resolve({ how: 'failed', ...nothing })
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
    child.once('error', (error) => finish({ how: isMissing(error) ? 'missing' : 'failed', ...nothing }))
    child.once('close', (code) =>
      finish({ how, code, stdout: stdout.bytes(), stderr: stderr.bytes().toString('utf8') })
    )
  })
