import * as t from 'io-ts'
import { nullable } from '../values'

/** A copy of a mailbox database on a server; the queues are counted in logs. */
export const databaseCopy = t.readonly(
  t.type({
    database: t.string,
    status: nullable(t.string),
    copyQueueLength: nullable(t.number),
    replayQueueLength: nullable(t.number),
    contentIndexState: nullable(t.string),
    activationSuspended: nullable(t.boolean)
  })
)

export type DatabaseCopy = t.TypeOf<typeof databaseCopy>

export const databaseCopies = t.readonlyArray(databaseCopy)
