import * as t from 'io-ts'
import { limits } from '../limits'
import { fields, listUpTo, nullable, text } from '../values'

/** A copy of a mailbox database on a server; the queues are counted in logs. */
export const databaseCopy = t.readonly(
  fields({
    database: text,
    status: nullable(text),
    copyQueueLength: nullable(t.number),
    replayQueueLength: nullable(t.number),
    contentIndexState: nullable(text),
    activationSuspended: nullable(t.boolean)
  })
)

export type DatabaseCopy = t.TypeOf<typeof databaseCopy>

export const databaseCopies = listUpTo(limits.onServer, databaseCopy)
