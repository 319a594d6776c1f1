import type { PendingRestart } from '../../facts/sections/pendingRestart'
import { type Judgement, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'

/** What a source says of a restart: what is there, what should be, and the sentence about it. */
export interface Sign {
  readonly actual: string
  readonly desired: string
  readonly evidence: string
}

/** The sources that say so by a key or a value; files are judged one by one. */
export const sourceNames = ['componentServicing', 'windowsUpdate', 'updateFlags', 'computerName'] as const

export type Source = (typeof sourceNames)[number]

const signs: Readonly<Record<Source, (read: PendingRestart) => Sign | null>> = {
  componentServicing: ({ componentServicing: keys }) =>
    keys === null || keys.length === 0
      ? null
      : {
          actual: keys.join(', '),
          desired: 'none',
          evidence: `Component Based Servicing, which installs the parts of Windows, has the key ${keys.join(', ')}.`
        },
  windowsUpdate: ({ windowsUpdate }) =>
    windowsUpdate === true
      ? { actual: 'RebootRequired', desired: 'none', evidence: 'Windows Update has the key RebootRequired.' }
      : null,
  updateFlags: ({ updateFlags }) =>
    updateFlags === null || updateFlags === 0
      ? null
      : {
          actual: String(updateFlags),
          desired: '0',
          evidence: `The key UpdateExeVolatile, where installers of updates keep it, has Flags ${updateFlags}.`
        },
  computerName: ({ computerName }) =>
    computerName === null || sameName(computerName.active, computerName.next)
      ? null
      : {
          actual: computerName.active,
          desired: computerName.next,
          evidence: `The computer is renamed from ${computerName.active} to ${computerName.next} at its next start.`
        }
}

/** What a source says of a restart; null where it says nothing, or was not read. */
export const signOf = (source: Source, read: PendingRestart): Sign | null => signs[source](read)

/** That a source was not read, and why, where that is known. */
export const unreadSource = (read: PendingRestart, source: string): Judgement => {
  const why = read.unread?.find((one) => one.source === source)?.reason
  return unknown(['pendingRestart', source], `${source} was not read${why === undefined ? '' : `: ${why}`}`)
}
