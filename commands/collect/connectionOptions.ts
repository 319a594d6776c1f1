import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { type Connection, connection } from '../../connections/connection'
import { explainErrors } from '../../kernel/explainErrors'
import { suggest } from '../../kernel/suggest'

/** The options by which a command line says how servers are reached. */
export const connectionOptions = {
  connection: { type: 'string' },
  user: { type: 'string' },
  port: { type: 'string' },
  'ssh-config': { type: 'string' },
  https: { type: 'boolean' }
} as const

export const connectionUsage = '[--user USER] [--port PORT] [--ssh-config FILE] [--https]'

export type Values = Readonly<Record<string, string | boolean | undefined>>

/** The options that belong to each type of connection. */
const belonging: Readonly<Record<string, ReadonlyArray<string>>> = {
  local: [],
  remoting: ['port', 'https'],
  ssh: ['user', 'port', 'ssh-config']
}

const isPort = (number: number): boolean => Number.isInteger(number) && number >= 1 && number <= 65_535

/** Which option of a connection is given, if any, that isn't among some. */
export const strayOption = (values: Values, own: ReadonlyArray<string>): string | undefined =>
  ['user', 'port', 'ssh-config', 'https'].find((name) => values[name] !== undefined && !own.includes(name))

/** The connection that the options ask for; a fault is one sentence. */
export const connectionOf = (values: Values): E.Either<string, Connection> => {
  const type = String(values.connection ?? '')
  const own = Object.hasOwn(belonging, type) ? belonging[type] : undefined
  if (own === undefined) return E.left(`--connection ${type}: ${suggest(type, Object.keys(belonging))}`)
  const extra = strayOption(values, own)
  if (extra !== undefined) return E.left(`--${extra} does not belong to --connection ${type}`)
  const { user, port, https, 'ssh-config': config } = values
  if (port !== undefined && !isPort(Number(port))) return E.left(`--port ${port}: name a port from 1 to 65535`)
  const given = { type, user, port: port === undefined ? undefined : Number(port), https, config }
  return pipe(connection.decode(given), E.mapLeft(explainErrors))
}
