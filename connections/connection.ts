import * as t from 'io-ts'
import { localPath, nullable } from '../kernel/values'
import type { ConnectionType } from '../kernel/words'
import { credentialsName, hostName, port, userName } from './address'

const recorded = t.type({ type: t.literal('recorded'), path: t.string, maxAge: nullable(t.string) })
const captures = t.type({ type: t.literal('captures'), path: t.string, maxAge: nullable(t.string) })
const local = t.type({ type: t.literal('local') })
const remoting = t.type({
  type: t.literal('remoting'),
  computer: nullable(hostName),
  port: nullable(port),
  https: nullable(t.boolean),
  /** Which two variables of the environment hold user and password, where they are not those of all servers. */
  credentials: nullable(credentialsName)
})
const ssh = t.type({
  type: t.literal('ssh'),
  host: nullable(hostName),
  user: nullable(userName),
  port: nullable(port),
  /** Another configuration file of the ssh client than the user's own. */
  config: nullable(t.string)
})

/** How a server's facts are brought here. It stands in the Pulumi state, so it never holds a secret. */
export const connection = t.union([recorded, captures, local, remoting, ssh])

export type Connection = t.TypeOf<typeof connection>

/** What lies ready on a server for an update, by paths on its own drives: the folder of a medium of setup, a package. */
const media = t.type({ setup: nullable(localPath), update: nullable(localPath) })

export type Media = t.TypeOf<typeof media>

/** A server and the way to it; with the media that are looked at there, where some are. */
export const target = t.intersection([t.type({ server: t.string, connection }), t.partial({ media })])

export type Target = t.TypeOf<typeof target>

/** A server and a way of one type to it. */
export interface TargetBy<T extends ConnectionType> {
  readonly server: string
  readonly connection: Extract<Connection, { readonly type: T }>
  readonly media?: Media
}

/** A connection as text: the same text is the same way to the same facts. */
export const connectionKey = ({ server, connection, media }: Target): string =>
  JSON.stringify([
    server.toLowerCase(),
    Object.entries(connection)
      .filter(([, value]) => value !== null && value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    ...(media === undefined ? [] : [media.setup, media.update])
  ])
