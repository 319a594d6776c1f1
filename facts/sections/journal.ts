import * as t from 'io-ts'
import { count } from '../values'

/** The remediation journal of a server: the number of its last entry, the last remediation that was finished; 0 for none. */
export const journal = t.readonly(t.type({ lastEntry: count }))

export type Journal = t.TypeOf<typeof journal>
