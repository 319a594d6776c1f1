import * as t from 'io-ts'
import { count, fields, nullable, text } from '../../kernel/values'

/** A folder of transport, and its own volume in bytes; `unread` says why these two are null. */
const folder = t.readonly(fields({ path: text, free: nullable(count), total: nullable(count), unread: nullable(text) }))

export type QueueFolder = t.TypeOf<typeof folder>

/**
 * Where the server keeps its mail queue, by EdgeTransport.exe.config, with the room there; null where it has no such
 * service. `size` is that of the queue database (mail.que) in bytes, which may hold free pages.
 */
export const mailQueue = nullable(
  t.readonly(fields({ config: text, database: folder, logs: folder, temp: folder, size: nullable(count) }))
)

export type MailQueue = NonNullable<t.TypeOf<typeof mailQueue>>
