import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { sameName } from '../policies/compare'
import { hostName } from '../resources/connections/address'
import type { Connection } from '../resources/connections/connection'
import { parseCommandLine } from './commandLine'
import { connectionOf, connectionOptions, connectionUsage, type Values } from './connectionOptions'

/** What the command line of `collect` asks for. */
export interface CollectArguments {
  readonly connection: Connection
  readonly folder: string
  readonly servers: ReadonlyArray<string>
}

export const usage = `Usage: npm run --silent collect -- --connection ssh|remoting|local --out DIR ${connectionUsage} SERVER...`

const options = { out: { type: 'string' }, ...connectionOptions } as const

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
    parseCommandLine(options, usage, argv),
    E.chain(({ values, positionals }) => {
      const fault = faultOf(values, positionals)
      if (fault !== null) return E.left(fault)
      return pipe(
        connectionOf(values),
        E.map((way) => ({ connection: way, folder: values.out ?? '', servers: positionals }))
      )
    })
  )
