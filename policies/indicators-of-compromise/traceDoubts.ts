import { type Installed, whenOf } from '../../facts/lastUpdate'
import type { IocTraces, TraceGap, TraceLog } from '../../facts/sections/iocTraces'
import type { ServerKind } from '../../judging/kind'
import { compliant, type Judgement, note, unknown } from '../../judging/policy'
import { counted } from '../../kernel/counted'

type LogKind = TraceLog['kind']

const words: Readonly<Record<LogKind, string>> = {
  proxy: 'the logs of the proxy',
  ecp: 'the logs of ECP',
  oab: 'the logs of the generator of offline address books'
}

const at = (kind: string) => ['iocTraces', kind] as const

/** Why logs say nothing of what came in before the last update; null where they reach back to it. */
const whyYounger = (since: string, update: Installed | null): string | null => {
  if (update === null) return 'and when the last update came is not known, so that they may not reach back to it'
  return Date.parse(since) <= Date.parse(update.from)
    ? null
    : `and the last update came ${whenOf(update)}: what intruders did before can't be seen`
}

/** The time from which on nothing of some folders is missing; null where they hold no file. */
const commonSince = (logs: ReadonlyArray<TraceLog>): string | null =>
  logs.reduce<string | null>(
    (last, { since }) => (since !== null && (last === null || Date.parse(since) > Date.parse(last)) ? since : last),
    null
  )

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((all, one) => all + one, 0)

/** Files that were not read to their end. */
const leftOut = (kind: LogKind, logs: ReadonlyArray<TraceLog>): ReadonlyArray<Judgement> => {
  const files = sum(logs.map((one) => one.files))
  const missing = files - sum(logs.map(({ read }) => read))
  const why = logs.find(({ left }) => left !== null)?.left ?? null
  return missing <= 0 && why === null
    ? []
    : [
        unknown(
          at(kind),
          `${missing} of ${counted(files, 'file')} of ${words[kind]} were not read to the end${why === null ? '' : `, since ${why}`}`
        )
      ]
}

/** Where a log must be, and isn't; address books are made on few servers. */
const nothingThere = (kind: LogKind, logs: ReadonlyArray<TraceLog>): Judgement => {
  const [root] = logs
  if (root === undefined) return unknown(at(kind), `${words[kind]} were not looked for`)
  if (kind === 'oab') return compliant(at(kind), 'no log, so that no address book was made here')
  return unknown(
    at(kind),
    `${root.path} ${root.state === 'absent' ? 'is not there' : 'holds no log'}, so that no trace could be seen`
  )
}

const judgeLog = (
  kind: LogKind,
  { logs: all, hits }: IocTraces,
  update: Installed | null,
  unread: ReadonlyArray<TraceGap>
): ReadonlyArray<Judgement> => {
  const logs = all.filter((one) => one.kind === kind)
  const closed = logs.filter(({ state, path }) => state === null && !unread.some((one) => one.path === path))
  const gaps = [...leftOut(kind, logs), ...closed.map(({ path }) => unknown(at(kind), `${path} was not looked into`))]
  if (sum(logs.map(({ files }) => files)) === 0)
    return unread.length > 0 || gaps.length > 0 ? gaps : [nothingThere(kind, logs)]
  const since = commonSince(logs)
  const undated = logs.find((one) => one.since === null && one.files > 0)
  if (since === null || (gaps.length === 0 && undated !== undefined))
    return gaps.length > 0
      ? gaps
      : [unknown(at(kind), `how far ${undated?.path ?? words[kind]} reaches back is not known`)]
  const younger = whyYounger(since, update)
  if (younger !== null) return [...gaps, unknown(at(kind), `${words[kind]} reach back to ${since} only, ${younger}`)]
  return gaps.length > 0 || unread.length > 0 || hits.length > 0
    ? gaps
    : [compliant(at(kind), `no trace since ${since}`)]
}

/** What was not looked into, in one sentence for each kind of place. */
const judgeGaps = (gaps: ReadonlyArray<TraceGap>): ReadonlyArray<Judgement> =>
  [...new Set(gaps.map(({ kind }) => kind))].flatMap((kind) => {
    const [first, ...more] = gaps.filter((one) => one.kind === kind)
    if (first === undefined) return []
    const others = more.length === 0 ? '' : ` (and ${counted(more.length, 'more place')})`
    const text = `${first.path} was not searched to the end: ${first.reason}${others}`
    return kind === 'archive' ? [note(text)] : [unknown(at(kind), text)]
  })

/** Only Exchange 2013 and 2016 have Unified Messaging, with the mailboxes. */
const hasMessaging = ({ product, backEnd }: ServerKind): boolean =>
  backEnd && (product === '2013' || product === '2016')

const judgeMessaging = ({ messaging }: IocTraces, update: Installed | null): ReadonlyArray<Judgement> => {
  if (messaging === null) return []
  if (messaging.since === null)
    return [unknown(at('um'), 'the log Application is empty, so that no trace could be seen')]
  const younger = whyYounger(messaging.since, update)
  if (younger !== null)
    return [unknown(at('um'), `the log Application reaches back to ${messaging.since} only, ${younger}`)]
  return messaging.events.length > 0 ? [] : [compliant(at('um'), `no trace since ${messaging.since}`)]
}

const unreadMessaging = ({ messaging, unread }: IocTraces): ReadonlyArray<Judgement> =>
  messaging === null && !unread.some(({ kind }) => kind === 'um')
    ? [unknown(at('um'), 'the log Application was not looked into')]
    : []

/** Archives are common in ProgramData, so that they are told and no more. */
const archives = ({ suspects }: IocTraces): ReadonlyArray<Judgement> => {
  const [first, ...more] = suspects.filter(({ kind }) => kind === 'archive')
  return first === undefined
    ? []
    : [
        note(
          `${counted(more.length + 1, 'archive')}, such as ${first.path}: see whose they are, since intruders pack what they take away`
        )
      ]
}

const expected = ({ frontEnd, backEnd }: ServerKind): ReadonlyArray<LogKind> => [
  ...(frontEnd ? (['proxy'] as const) : []),
  ...(backEnd ? (['ecp', 'oab'] as const) : [])
]

/** What of the logs was not seen, or does not reach back to the last update; compliant for what was seen and is clean. */
export const traceDoubts = (found: IocTraces, kind: ServerKind, update: Installed | null): ReadonlyArray<Judgement> => {
  const gaps = found.unread.filter((one) => one.kind !== 'um' || hasMessaging(kind))
  return [
    ...judgeGaps(gaps),
    ...expected(kind).flatMap((log) =>
      judgeLog(
        log,
        found,
        update,
        gaps.filter((one) => one.kind === log)
      )
    ),
    ...(hasMessaging(kind) ? [...unreadMessaging(found), ...judgeMessaging(found, update)] : []),
    ...archives(found)
  ]
}
