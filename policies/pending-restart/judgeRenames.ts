import type { Facts } from '../../facts/facts'
import { lastStart } from '../../facts/lastStart'
import type { PendingRestart } from '../../facts/sections/pendingRestart'
import { compliant, drift, type Judgement, note, unknown } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { someOf } from '../../kernel/someOf'
import { plainPath, type SortedRenames, sortRenames } from './fileRenames'
import { restart } from './resolution'

const path = ['pendingRestart', 'fileRenames'] as const

const mostShown = 5

const named = (paths: ReadonlyArray<string>): string => someOf([...new Set(paths)], mostShown)

const sourcesOf = (entries: SortedRenames['due']): string => named(entries.map(({ source }) => plainPath(source)))

const files = (count: number): string => (count === 1 ? '1 file' : `${count} files`)

/** What a restart does not end, told for a person who sees that setup still refuses to run. */
const notesOf = ({ gone, kept, owned }: SortedRenames): ReadonlyArray<Judgement> => {
  const owners = [...new Set(owned.map(([owner]) => owner))].join(', ')
  const about = [
    ...(gone.length === 0 ? [] : [`${files(gone.length)} no longer there (${sourcesOf(gone)})`]),
    ...(kept.length === 0
      ? []
      : [`${files(kept.length)} of the baseline, which the start since then did not remove (${sourcesOf(kept)})`]),
    ...(owned.length === 0
      ? []
      : [`${files(owned.length)} of ${owners} (${sourcesOf(owned.map(([, entry]) => entry))})`])
  ]
  return about.length === 0
    ? []
    : [
        note(
          `PendingFileRenameOperations names ${about.join('; ')}. This is no update that waits for a restart. ` +
            'If setup refuses to run because of it, restart the server with that program stopped.'
        )
      ]
}

const judgeRead = (facts: Facts, { due }: SortedRenames, read: number, count: number): Judgement => {
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

/** Judges the files that wait for a restart; those that no restart ends are only told. */
export const judgeRenames = (facts: Facts, read: PendingRestart, baseline: Facts | null): ReadonlyArray<Judgement> => {
  const { fileRenames: entries, fileRenameCount } = read
  if (entries === null) return []
  const sorted = sortRenames(facts, entries, baseline)
  return [judgeRead(facts, sorted, entries.length, fileRenameCount ?? entries.length), ...notesOf(sorted)]
}
