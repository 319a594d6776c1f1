import { readdirSync, readFileSync } from 'node:fs'

/** A process of this computer. */
export interface Process {
  readonly pid: number
  readonly command: string
}

/** Why processes can't be listed here; null where they can. */
export const processesMissing: string | null =
  process.platform === 'linux' ? null : 'processes are listed on Linux alone'

const read = (pid: number, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

const isAlive = (pid: number): boolean => !['', 'Z'].includes(/\) (\w) /.exec(read(pid, 'stat'))?.[1] ?? '')

const pids = (): ReadonlyArray<number> =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && pid !== process.pid && isAlive(pid))

/** The processes that were started with a text in their arguments or their environment. */
export const processesWith = (text: string): ReadonlyArray<Process> =>
  pids().flatMap((pid) => {
    const command = read(pid, 'cmdline')
    return command.includes(text) || read(pid, 'environ').includes(text) ? [{ pid, command }] : []
  })

/** The lifelines whose own process is gone. */
export const orphanedLifelines = (): ReadonlyArray<Process> =>
  pids().flatMap((pid) => {
    const command = read(pid, 'cmdline')
    const [, owner] = /lifeline\.cjs (\d+)$/.exec(command) ?? []
    return owner === undefined || isAlive(Number(owner)) ? [] : [{ pid, command }]
  })
