import * as t from 'io-ts'
import { fields, nullable, text } from '../../kernel/values'

/**
 * `present`: an assembly binding whose files lie below the installation folder. `other`: no such configuration.
 * `unexpanded`: a path in it holds a variable. `elsewhere`: none of its paths lies below the installation folder.
 * `unfilled`: the assembly binding holds no entry.
 */
export const fileStates = t.keyof({
  present: null,
  absent: null,
  empty: null,
  malformed: null,
  other: null,
  unexpanded: null,
  elsewhere: null,
  unfilled: null
})

const fileState = nullable(fileStates)

/** What the state of each file was told by, or why it could not be read; at most some 200 characters. */
const found = t.readonly(fields({ clientAccess: nullable(text), httpProxy: nullable(text) }))

/** SharedWebConfig.config below ClientAccess and below FrontEnd\HttpProxy; null where nobody looked, or could. */
export const sharedWebConfig = t.readonly(
  fields({ clientAccess: fileState, httpProxy: fileState, found: nullable(found) })
)

export type SharedWebConfig = t.TypeOf<typeof sharedWebConfig>
export type FileState = t.TypeOf<typeof fileStates>
