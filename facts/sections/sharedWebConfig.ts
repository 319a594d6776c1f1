import * as t from 'io-ts'
import { fields, nullable } from '../values'

const fileState = nullable(t.keyof({ present: null, absent: null, empty: null, malformed: null }))

/** SharedWebConfig.config below ClientAccess and below FrontEnd\HttpProxy; null where nobody looked. */
export const sharedWebConfig = t.readonly(fields({ clientAccess: fileState, httpProxy: fileState }))

export type SharedWebConfig = t.TypeOf<typeof sharedWebConfig>
