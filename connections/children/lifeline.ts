import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** Ends a child, and what it has started; Windows has no process groups, so that there it is the child alone. */
export const end = (pid: number): void => {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

const start = (): ChildProcess => {
  const child = spawn(process.execPath, [join(__dirname, 'lifeline.cjs'), String(process.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
    detached: true,
    windowsHide: true
  })
  child.unref()
  for (const one of [child, child.stdin]) one?.on('error', () => undefined)
  return child
}

let lifeline: ChildProcess | null = null

const tell = (sign: '+' | '-', pid: number): void => {
  lifeline ??= start()
  lifeline.stdin?.write(`${sign}${pid}\n`)
}

/** Has a child ended as soon as this process is gone, even by SIGKILL, which nothing here could answer. */
export const guard = (pid: number): void => tell('+', pid)

/** Lets go of a child that has ended: its number may soon be another's. */
export const release = (pid: number): void => tell('-', pid)
