import * as t from 'io-ts'
import { count, nullable } from '../values'

/** A copy of a mailbox database on a server; the queues are counted in logs. `replayLagSeconds`: 0 for no lagged copy. */
export const databaseCopy = t.readonly(
  t.type({
    database: t.string,
    status: nullable(t.string),
    copyQueueLength: nullable(t.number),
    replayQueueLength: nullable(t.number),
    contentIndexState: nullable(t.string),
    activationSuspended: nullable(t.boolean),
    replayLagSeconds: nullable(count)
  })
)

export type DatabaseCopy = t.TypeOf<typeof databaseCopy>

export const databaseCopies = t.readonlyArray(databaseCopy)
