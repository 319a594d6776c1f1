import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, instant, listUpTo, nullable, text } from '../../kernel/values'

/**
 * The remediation journal of a server: the number of its last entry, the last remediation that was finished (0 for none),
 * the policies for which IIS is still to be restarted, since a remediation was cut off, and the services that one which was
 * cut off had still to enable, with when it wrote that last, by the server's own clock.
 */
export const journal = t.readonly(
  fields({
    lastEntry: count,
    restartDue: nullable(text),
    enabling: nullable(t.readonly(fields({ services: listUpTo(limits.services, text), since: instant })))
  })
)
