import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { lastStart } from '../../facts/lastStart'
import type { PendingRestart } from '../../facts/sections/pendingRestart'
import { appliesWhere } from '../../judging/kind'
import { compliant, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { counted } from '../../kernel/counted'
import { listed } from '../headlineParts'
import { countInBaseline, plainPath, type SortedRenames, sortRenames } from '../pending-restart/fileRenames'
import { unreadSource } from '../pending-restart/sources'
import { fileRenamesHeadline } from './headline'
import { link, removeEntries } from './resolution'

const path = ['pendingRestart', 'fileRenames'] as const

type Entries = SortedRenames['due']

const namesOf = (entries: Entries): string => listed([...new Set(entries.map(({ source }) => plainPath(source)))])

/** Entries of one kind: what they are, and which. */
interface Group {
  readonly what: string
  readonly entries: Entries
}

const groupsOf = ({ gone, kept, owned }: SortedRenames): ReadonlyArray<Group> => {
  const owners = [...new Set(owned.map(([owner]) => owner))]
  const all = [
    ...owners.map((owner) => {
      const entries = owned.flatMap(([own, entry]) => (own === owner ? [entry] : []))
      return { what: `${counted(entries.length, 'file')} of ${owner}`, entries }
    }),
    { what: `${counted(kept.length, 'file')} that the last start did not remove`, entries: kept },
    { what: `${counted(gone.length, 'file')} no longer there`, entries: gone }
  ]
  return all.filter(({ entries }) => entries.length > 0)
}

const judgeRead = (facts: Facts, read: PendingRestart, baseline: Facts | null): ReadonlyArray<Judgement> => {
  const { fileRenames: entries, fileRenameCount } = read
  if (entries === null) return [unreadSource(read, 'fileRenames')]
  const sorted = sortRenames(facts, entries, baseline)
  const groups = groupsOf(sorted)
  const count = fileRenameCount ?? entries.length
  if (groups.length > 0)
    return [
      drift({
        path,
        actual: groups.map(({ what }) => what).join(', '),
        desired: 'no entry that a restart does not end',
        evidence: groups.map((group) => `${group.what}: ${namesOf(group.entries)}.`),
        resolution: removeEntries(facts.server, [...new Set(sorted.owned.map(([owner]) => owner))]),
        remediation: byHand('only a person knows whether an entry of another program may go')
      })
    ]
  if (count > entries.length)
    return [unknown(path, `of ${count} entries in PendingFileRenameOperations only ${entries.length} were read`)]
  const before = countInBaseline(sorted.due, baseline)
  return before > 0 && lastStart(facts) === null
    ? [unknown(path, `the baseline has ${before} of these entries, too: when Windows was started last is not known`)]
    : [compliant(path, count === 0 ? 'none' : 'none that stays')]
}

/** Setup asks for a restart as long as any file waits for one, and some entries outlast every restart. */
export const fileRenames: Policy = {
  name: 'file-renames',
  title: 'PendingFileRenameOperations names no file that outlasts a restart',
  section: 'restart-from-previous-installation-is-pending',
  link,
  stage: 'always',
  level: 'advisory',
  decides: ['pendingRestart'],
  supports: ['boot'],
  automation: {
    automated: [],
    byHand: [
      'Entries of other programs, because only an administrator knows whether they may go. These programs may write them again at each start.'
    ]
  },
  headline: fileRenamesHeadline,
  applies: appliesWhere(() => null),
  evaluate: (facts, { baseline }) => {
    const read = facts.sections.pendingRestart
    return E.isLeft(read) ? [] : judgeRead(facts, read.right, baseline)
  }
}
