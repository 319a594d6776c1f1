import { parseArgs } from 'node:util'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { explainErrors } from '../facts/decode'
import { sameName } from '../policies/compare'
import { hostName } from '../resources/connections/address'
import { type Connection, connection } from '../resources/connections/connection'
import { suggest } from '../stacks/suggest'
import { explainCommandLine } from './commandLine'

/** What the command line of `collect` asks for. */
export interface CollectArguments {
  readonly connection: Connection
  readonly folder: string
  readonly servers: ReadonlyArray<string>
}

export const usage =
  'Usage: npm run --silent collect -- --connection ssh|remoting|local --out DIR ' +
  '[--user USER] [--port PORT] [--ssh-config FILE] [--https] SERVER...'

const isPort = (number: number): boolean => Number.isInteger(number) && number >= 1 && number <= 65_535

const options = {
  connection: { type: 'string' },
  out: { type: 'string' },
  user: { type: 'string' },
  port: { type: 'string' },
  'ssh-config': { type: 'string' },
  https: { type: 'boolean' }
} as const

const explain = explainCommandLine(options, usage)

/** The options that belong to each type of connection. */
const belonging: Readonly<Record<string, ReadonlyArray<string>>> = {
  local: [],
  remoting: ['port', 'https'],
  ssh: ['user', 'port', 'ssh-config']
}

type Values = Readonly<Record<string, string | boolean | undefined>>

const connectionOf = (values: Values): E.Either<string, Connection> => {
  const type = String(values.connection ?? '')
  const own = belonging[type]
  if (own === undefined) return E.left(`--connection ${type}: ${suggest(type, Object.keys(belonging))}`)
  const extra = ['user', 'port', 'ssh-config', 'https'].find(
    (name) => values[name] !== undefined && !own.includes(name)
  )
  if (extra !== undefined) return E.left(`--${extra} does not belong to --connection ${type}`)
  const { user, port, https, 'ssh-config': config } = values
  if (port !== undefined && !isPort(Number(port))) return E.left(`--port ${port}: name a port from 1 to 65535`)
  const given = { type, user, port: port === undefined ? undefined : Number(port), https, config }
  return pipe(connection.decode(given), E.mapLeft(explainErrors))
}

const faultOf = (values: Values, servers: ReadonlyArray<string>): string | null => {
  if (values.connection === undefined || values.out === undefined) return usage
  if (servers.length === 0) return `Name at least one server. ${usage}`
  if (values.connection === 'local' && servers.length > 1) return 'This computer is one server: name it alone.'
  const odd = servers.find((server) => !hostName.is(server))
  if (odd !== undefined) return `${odd} is no host name`
  const twice = servers.find((server, index) => servers.slice(0, index).some((other) => sameName(other, server)))
  return twice === undefined ? null : `${twice} is named twice`
}

/** Reads the command line; a fault is one sentence. */
export const parseCollectArguments = (argv: ReadonlyArray<string>): E.Either<string, CollectArguments> =>
  pipe(
    E.tryCatch(
      () => parseArgs({ args: [...argv], options, allowPositionals: true }),
      (error) => explain(argv, error)
    ),
    E.chain(({ values, positionals }) => {
      const fault = faultOf(values, positionals)
      if (fault !== null) return E.left(fault)
      return pipe(
        connectionOf(values),
        E.map((way) => ({ connection: way, folder: values.out ?? '', servers: positionals }))
      )
    })
  )
