import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { fields, instant, listUpTo, nullable } from '../../kernel/values'

/**
 * The newest records of one kind in a log of Windows, the newest first. `since` is the time from which on none is missing;
 * null for an empty log, of which nothing is known.
 */
export const eventHistory = <P extends t.Props>(event: P) =>
  t.readonly(fields({ since: nullable(instant), events: listUpTo(limits.events, t.readonly(fields(event))) }))

/** What each record has: its number, and when it was written (null where the record is damaged). */
export const eventHead = { id: t.number, at: nullable(instant) }
