import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root } from './paths'

/** How a run of the Pulumi CLI ended. */
interface Answer {
  readonly isDone: boolean
  readonly stdout: string
  /** Why a run failed: the first error that standard error tells, else its last line; empty where there is none. */
  readonly why: string
}

/** The scripts of many servers stand in one preview. */
const mostOutput = 512 * 1024 * 1024

/** Asks the Pulumi CLI as the launcher does; nobody is there to answer it. */
export const askPulumi = (...args: ReadonlyArray<string>): Promise<Answer> =>
  new Promise((answer) =>
    execFile(
      process.execPath,
      [join(root, 'toolchain', 'pulumi.mjs'), ...args],
      { cwd: root, windowsHide: true, maxBuffer: mostOutput },
      (error, stdout, stderr) => {
        const lines = stderr.trim().split('\n')
        const [why = ''] = [...lines.filter((line) => line.startsWith('error: ')), ...lines.slice(-1)].slice(0, 1)
        answer({ isDone: error === null, stdout, why })
      }
    )
  )
