import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, instant, listUpTo, nullable, text } from '../../kernel/values'

/** The logs that are searched: of the proxy, of ECP, and of the generator of offline address books. */
const logKind = t.keyof({ proxy: null, ecp: null, oab: null })

/** A folder of one of these logs. */
const log = t.readonly(
  fields({
    kind: logKind,
    path: text,
    /** Null where it could not be read; `unread` then says why. */
    state: nullable(t.keyof({ present: null, absent: null })),
    /** From when on no file of it is missing; null where none was read. */
    since: nullable(instant),
    /** How many files it has, and how many of them were read to their end. */
    files: count,
    read: count,
    /** How many bytes of them were read. */
    bytes: count,
    /** Why the older files were left out; null where none was. */
    left: nullable(text)
  })
)

/**
 * What makes a line a trace. `serverInfo`: a request that the proxy passed on to a server and a path of the client's choice;
 * `resetDirectory`: such a one that reset a virtual directory; `directoryUrl`: a virtual directory whose address holds a tag;
 * `oabDownload`: an address book that went to another folder than its own.
 */
const rule = t.keyof({ serverInfo: null, resetDirectory: null, directoryUrl: null, oabDownload: null })

/** The traces of one rule in one file. */
const hit = t.readonly(
  fields({
    rule,
    file: text,
    /** Lines. */
    count,
    /** When the first and the last of them were written. */
    first: nullable(instant),
    last: nullable(instant),
    /** Addresses that asked, and the answers' statuses; ten of each at most. */
    clients: listUpTo(limits.clients, text),
    statuses: listUpTo(limits.clients, text),
    /** What makes the first line a trace, in at most 300 characters; an intruder may have written it. */
    excerpt: nullable(text)
  })
)

/** A file that intruders leave: a copy of the memory of lsass, or an archive. */
const suspect = t.readonly(
  fields({
    kind: t.keyof({ dump: null, archive: null }),
    path: text,
    /** In bytes. */
    size: nullable(count),
    modified: nullable(instant)
  })
)

/** What Unified Messaging (2013, 2016) wrote of data that it could not take for what they said to be. */
const messaging = t.readonly(
  fields({
    since: nullable(instant),
    events: listUpTo(limits.events, t.readonly(fields({ id: count, at: nullable(instant) })))
  })
)

const gap = t.readonly(
  fields({
    kind: t.keyof({ proxy: null, ecp: null, oab: null, um: null, dump: null, archive: null }),
    path: text,
    reason: text
  })
)

/**
 * Traces of intruders in logs, by the rules of Microsoft's Test-ProxyLogon.ps1. To search takes minutes and gigabytes, so that
 * it is read only where that is asked for.
 */
export const iocTraces = t.readonly(
  fields({
    logs: listUpTo(limits.traceLogs, log),
    hits: listUpTo(limits.traceHits, hit),
    /** Null where the log of events could not be read. */
    messaging: nullable(messaging),
    suspects: listUpTo(limits.traceHits, suspect),
    /** What was not looked into, each with the reason; the first fifty. */
    unread: listUpTo(limits.roles, gap)
  })
)

export type IocTraces = t.TypeOf<typeof iocTraces>
export type TraceLog = t.TypeOf<typeof log>
export type TraceHit = t.TypeOf<typeof hit>
export type TraceRule = t.TypeOf<typeof rule>
export type TraceGap = t.TypeOf<typeof gap>
export type Suspect = t.TypeOf<typeof suspect>
