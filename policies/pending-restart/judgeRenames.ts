import type { Facts } from '../../facts/facts'
import { lastStart } from '../../facts/lastStart'
import type { PendingRestart } from '../../facts/sections/pendingRestart'
import { compliant, drift, type Judgement, unknown } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { someOf } from '../../kernel/someOf'
import { plainPath, type SortedRenames, sortRenames } from './fileRenames'
import { restart } from './resolution'

const path = ['pendingRestart', 'fileRenames'] as const

const mostShown = 5

const named = (paths: ReadonlyArray<string>): string => someOf([...new Set(paths)], mostShown)

const sourcesOf = (entries: SortedRenames['due']): string => named(entries.map(({ source }) => plainPath(source)))

const files = (count: number): string => (count === 1 ? '1 file' : `${count} files`)

const judgeRead = (facts: Facts, due: SortedRenames['due'], read: number, count: number): Judgement => {
  const start = lastStart(facts)
  if (due.length === 0 && count > read)
    return unknown(path, `of ${count} entries in PendingFileRenameOperations only ${read} were read`)
  if (due.length === 0) return compliant(path, read === 0 ? 'none' : 'none that a restart ends')
  return drift({
    path,
    actual: `${files(due.length)} to be renamed or deleted`,
    desired: 'none',
    evidence: [
      `The Session Manager's PendingFileRenameOperations names ${sourcesOf(due)}.`,
      ...(start === null ? [] : [`Windows was started last at ${start}.`])
    ],
    resolution: restart(facts.server),
    remediation: byHand('only a person may restart a server')
  })
}

/** Judges the files that wait for a restart; file-renames judges those that no restart ends. */
export const judgeRenames = (facts: Facts, read: PendingRestart, baseline: Facts | null): ReadonlyArray<Judgement> => {
  const { fileRenames: entries, fileRenameCount } = read
  if (entries === null) return []
  const { due } = sortRenames(facts, entries, baseline)
  return [judgeRead(facts, due, entries.length, fileRenameCount ?? entries.length)]
}
