import * as E from 'fp-ts/Either'
import type { Reading } from '../../connections/reading'
import type { Fact } from '../../facts/fact'
import { type Section, sectionNames } from '../../facts/registry'
import type { TraceLog } from '../../facts/sections/iocTraces'
import { counted } from '../../kernel/counted'

/** Whether not one section could be read. */
export const isUnread = ({ facts: { sections } }: Reading): boolean =>
  sectionNames.every((name) => E.isLeft(sections[name]))

/** The sections that could not be read; those that nobody asked for are none of them. */
const unreadSections = ({ facts: { sections } }: Reading, ioc: boolean): ReadonlyArray<Section> =>
  sectionNames.filter((name) => {
    const fact: Fact<unknown> = sections[name]
    return E.isLeft(fact) && (ioc || fact.left.elsewhere !== true)
  })

/** The files that a section is made of and that could not be read. */
const unreadFiles = ({ facts: { sections } }: Reading): ReadonlyArray<string> => {
  const { setupLog, servicesBefore } = sections
  const unread = [
    ...(E.isRight(setupLog) ? (setupLog.right?.unread ?? []) : []),
    ...(E.isRight(servicesBefore) ? (servicesBefore.right.unread ?? []) : [])
  ]
  return unread.map(({ file }) => file)
}

/** What of a section could not be read where the rest of it was. */
const unreadParts = ({ facts: { sections } }: Reading): ReadonlyArray<string> => {
  const { acls, httpSys, executionPolicy } = sections
  const parts: ReadonlyArray<readonly [string, ReadonlyArray<{ readonly unreadable: string | null }>]> = [
    ['acls', E.isRight(acls) ? acls.right : []],
    ['httpSys', E.isRight(httpSys) ? httpSys.right : []],
    ['executionPolicy', E.isRight(executionPolicy) ? (executionPolicy.right.users ?? []) : []]
  ]
  return parts.flatMap(([section, entries]) => {
    const unread = entries.filter(({ unreadable }) => unreadable !== null).length
    return unread === 0 ? [] : [`${unread} of ${entries.length} entries of ${section}`]
  })
}

/** What of the logs was left out, where they were searched. */
const unreadLogs = ({ facts: { sections } }: Reading): ReadonlyArray<string> => {
  if (E.isLeft(sections.iocTraces)) return []
  const { logs } = sections.iocTraces.right
  // Archives are weak signs, and no account may enter all folders in which they are looked for.
  const unread = sections.iocTraces.right.unread.filter(({ kind }) => kind !== 'archive')
  const left = logs.reduce((sum, { files, read }) => sum + files - read, 0)
  return [
    ...(left === 0 ? [] : [`${left} files of logs`]),
    ...(unread.length === 0 ? [] : [`${counted(unread.length, 'place')} of traces, such as ${unread[0]?.path}`])
  ]
}

/** A recording with gaps is kept, since it tells what it can; but it is no whole one. `ioc` says whether logs were to be searched. */
export const tellGaps = (server: string, reading: Reading, ioc: boolean): string | null => {
  const missing = [
    ...unreadSections(reading, ioc),
    ...unreadParts(reading),
    ...unreadFiles(reading),
    ...unreadLogs(reading)
  ]
  const gaps = [
    ...(missing.length === 0 ? [] : [`not read were ${missing.join(', ')}`]),
    ...(reading.facts.clock === null ? [] : [reading.facts.clock])
  ]
  return gaps.length === 0 ? null : `${server}: recorded, but ${gaps.join('; ')}`
}

/** Since when nothing of a kind of log is missing: the latest of its folders. */
const sinceOf = (logs: ReadonlyArray<TraceLog>): string => {
  const known = logs.flatMap(({ since }) => (since === null ? [] : [since]))
  return known.reduce<string | null>((last, one) => (last === null || one > last ? one : last), null) ?? 'none'
}

/** How many traces of intruders a search of the logs found; none where they were not searched. */
export const tracesFound = ({ facts: { sections } }: Reading): number => {
  if (E.isLeft(sections.iocTraces)) return 0
  const { hits, messaging, suspects } = sections.iocTraces.right
  return hits.length + (messaging?.events.length ?? 0) + suspects.filter(({ kind }) => kind === 'dump').length
}

/** How far back the logs reach that were searched, and what was found; null where none was. */
export const tellSearched = (server: string, reading: Reading): string | null => {
  const { iocTraces } = reading.facts.sections
  if (E.isLeft(iocTraces)) return null
  const { logs } = iocTraces.right
  const kinds = [...new Set(logs.map(({ kind }) => kind))]
  const since = kinds.map((kind) => `${kind} since ${sinceOf(logs.filter((one) => one.kind === kind))}`)
  const found = tracesFound(reading)
  return `${server}: logs searched: ${since.join(', ')}; ${found === 0 ? 'no traces' : `${found} with traces of intruders: see "audit"`}`
}
