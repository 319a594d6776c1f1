import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, listUpTo, nullable, text } from '../../kernel/values'

/** A copy of a mailbox database on a server; the queues are counted in logs. `replayLagSeconds`: 0 for no lagged copy. */
const databaseCopy = t.readonly(
  fields({
    database: text,
    status: nullable(text),
    copyQueueLength: nullable(t.number),
    replayQueueLength: nullable(t.number),
    contentIndexState: nullable(text),
    activationSuspended: nullable(t.boolean),
    replayLagSeconds: nullable(count)
  })
)

export type DatabaseCopy = t.TypeOf<typeof databaseCopy>

export const databaseCopies = listUpTo(limits.onServer, databaseCopy)
