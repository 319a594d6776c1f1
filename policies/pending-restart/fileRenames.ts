import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import { startedSince } from '../../facts/lastStart'
import type { PendingRestart } from '../../facts/sections/pendingRestart'

type Rename = NonNullable<PendingRestart['fileRenames']>[number]

/** Who writes its files again at each start, by a part of their path: no restart ends these entries for long. */
const owners: ReadonlyArray<readonly [owner: string, part: RegExp]> = [
  ['the print spooler', /\\system32\\spool\\/i],
  ['Microsoft Defender', /\\(?:windows defender|microsoft security client)(?: advanced threat protection)?\\/i],
  [
    'an antivirus program',
    /\\(?:mcafee|trellix|symantec|norton|trend micro|sophos|kaspersky lab|eset|bitdefender|crowdstrike|sentinelone|f-secure|withsecure|cylance|carbonblack|cyvera|palo alto networks|cybereason|malwarebytes)\\/i
  ],
  [
    'the monitoring agent',
    /\\(?:microsoft monitoring agent|system center operations manager|splunk[^\\]*|zabbix[^\\]*)\\/i
  ],
  ['the Configuration Manager client', /\\windows\\(?:ccm|ccmcache|ccmsetup)\\/i],
  ['VMware Tools', /\\vmware\\(?:vmware tools|vmware vgauth)\\/i],
  ['a browser', /\\(?:google\\(?:chrome|update|googleupdater|temp)|microsoft\\edge(?:update|core|webview)?)\\/i],
  ['a browser', /\\microsoft\\temp\\eu[\da-f]+\.tmp(?:\\|$)/i],
  ['a browser', /\\windows\\systemtemp\\(?:microsoftedge|msedge|edge_|googleupdate|chrome_)/i]
]

/** The path of an entry without the marks that the Session Manager puts before it. */
export const plainPath = (path: string): string => path.replace(/^[*!\d]*\\\?\?\\/, '')

const keyOf = ({ source, target }: Rename): string => `${source}\n${target ?? ''}`.toLowerCase()

const ownerOf = ({ source }: Rename): string | null => owners.find(([, part]) => part.test(source))?.[0] ?? null

const entriesOf = (baseline: Facts | null): ReadonlySet<string> => {
  const before = baseline?.sections.pendingRestart
  return new Set(before === undefined || E.isLeft(before) ? [] : (before.right.fileRenames ?? []).map(keyOf))
}

/** The entries of the baseline, where Windows was started after it; none where that is not known. */
const keptFrom = (facts: Facts, baseline: Facts | null): ReadonlySet<string> =>
  baseline === null || !startedSince(facts, baseline.collectedAt) ? new Set() : entriesOf(baseline)

/** How many of some entries the baseline has, too. */
export const countInBaseline = (entries: ReadonlyArray<Rename>, baseline: Facts | null): number => {
  const before = entriesOf(baseline)
  return entries.filter((one) => before.has(keyOf(one))).length
}

/** Entries by what a restart does about them. */
export interface SortedRenames {
  /** Files that a restart renames or deletes. */
  readonly due: ReadonlyArray<Rename>
  /** Entries whose file is no longer there. */
  readonly gone: ReadonlyArray<Rename>
  /** Entries that were in the baseline, too, with a start of Windows since then. */
  readonly kept: ReadonlyArray<Rename>
  /** Entries of programs that write them again at each start, with their owner. */
  readonly owned: ReadonlyArray<readonly [owner: string, entry: Rename]>
}

/** Sorts what waits for a restart, by its content and by the baseline. */
export const sortRenames = (facts: Facts, entries: ReadonlyArray<Rename>, baseline: Facts | null): SortedRenames => {
  const before = keptFrom(facts, baseline)
  const exchange = installPath(facts).toLowerCase()
  // A later update may have written the same entry for a file of Exchange again.
  const isKept = (one: Rename): boolean => before.has(keyOf(one)) && !keyOf(one).includes(exchange)
  const gone = entries.filter(({ exists }) => exists === false)
  const present = entries.filter(({ exists }) => exists !== false)
  const kept = present.filter(isKept)
  const others = present.filter((one) => !isKept(one))
  return {
    due: others.filter((one) => ownerOf(one) === null),
    gone,
    kept,
    owned: others.flatMap((one) => {
      const owner = ownerOf(one)
      return owner === null ? [] : [[owner, one] as const]
    })
  }
}
