import * as t from 'io-ts'
import { count, fields, nullable, text } from '../values'

/**
 * The remediation journal of a server: the number of its last entry, the last remediation that was finished (0 for none),
 * and the policies for which IIS is still to be restarted, since a remediation was cut off.
 */
export const journal = t.readonly(fields({ lastEntry: count, restartDue: nullable(text) }))
