import * as t from 'io-ts'
import { nullable } from './values'

/** An accepted deviation: of one path of a policy on a server, or of all its paths. `expires` is the last day (UTC). */
export const waiver = t.readonly(
  t.type({ server: t.string, policy: t.string, path: nullable(t.string), reason: t.string, expires: t.string })
)

export type Waiver = t.TypeOf<typeof waiver>
