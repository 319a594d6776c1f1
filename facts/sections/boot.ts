import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { fields, instant, listUpTo, nullable, text } from '../../kernel/values'

/**
 * When Windows was started last, told twice: by its own counter, which stands still while a virtual machine is
 * suspended, and by the records of starts in the log System, which overwrites its oldest.
 */
export const boot = t.readonly(
  fields({
    counter: nullable(instant),
    /** Starts in the log, the newest first, and from when on the log is whole; null for an empty one. */
    log: nullable(t.readonly(fields({ since: nullable(instant), events: listUpTo(limits.starts, instant) }))),
    /** Why the log was not read; null where it was. */
    unread: nullable(text)
  })
)
