import * as t from 'io-ts'
import { nullable } from '../../facts/values'

const recorded = t.type({ type: t.literal('recorded'), path: t.string, maxAge: nullable(t.string) })
const captures = t.type({ type: t.literal('captures'), path: t.string, maxAge: nullable(t.string) })

/** How a server's facts are brought here. It stands in the Pulumi state, so it never holds a secret. */
export const connection = t.union([recorded, captures])

export type Connection = t.TypeOf<typeof connection>

/** A server and the way to it. */
export const target = t.type({ server: t.string, connection })

export type Target = t.TypeOf<typeof target>

/** The kinds of connection that the settings may name. */
export const connectionTypes = ['recorded', 'captures'] as const

/** A connection as text: the same text is the same way to the same facts. */
export const connectionKey = ({ server, connection: { type, path, maxAge } }: Target): string =>
  JSON.stringify([server.toLowerCase(), type, path, maxAge])
