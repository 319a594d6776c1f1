import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { hostName } from '../../connections/address'
import type { Connection } from '../../connections/connection'
import { sameName } from '../../kernel/compare'
import { calledAs, parseCommandLine } from '../commandLine'
import { connectionOf, connectionOptions, connectionUsage, strayOption, type Values } from './connectionOptions'

/** What the command line of `collect` asks for: servers by name and one way to them all, or the servers of a stack. */
export interface CollectArguments {
  /** Null where a stack says how its servers are reached. */
  readonly connection: Connection | null
  /** The stack's name or file; null where the command line names the connection. */
  readonly stack: string | null
  readonly folder: string
  /** Whether the logs are searched for traces of intruders, too. */
  readonly ioc: boolean
  /** Of a stack: which of its servers; none for all. */
  readonly servers: ReadonlyArray<string>
}

export const usage = `Usage: ${calledAs('collect')} (--stack NAME | --connection ssh|remoting|local) --out FOLDER [--ioc] ${connectionUsage} SERVER...`

const options = {
  out: { type: 'string' },
  ioc: { type: 'boolean' },
  stack: { type: 'string' },
  ...connectionOptions
} as const

const faultOf = (values: Values, servers: ReadonlyArray<string>): string | null => {
  if (values.connection === undefined && values.stack === undefined)
    return `Say whose facts are recorded: --stack NAME, or --connection TYPE and the servers. ${usage}`
  if (values.out === undefined) return `Say where the files go: --out FOLDER. ${usage}`
  if (values.stack === undefined && servers.length === 0) return `Name at least one server. ${usage}`
  if (values.connection === 'local' && servers.length > 1) return 'This computer is one server: name it alone.'
  const odd = servers.find((server) => !hostName.is(server))
  if (odd !== undefined) return `${odd} is no host name`
  const twice = servers.find((server, index) => servers.slice(0, index).some((other) => sameName(other, server)))
  return twice === undefined ? null : `${twice} is named twice`
}

/** A stack knows the connections of its servers: an option of another one would be passed over. */
const strayBesideStack = (values: Values): string | null => {
  const stray = values.connection === undefined ? strayOption(values, []) : 'connection'
  return stray === undefined ? null : `--${stray} does not belong to --stack, which says how its servers are reached`
}

/** Reads the command line; a fault is one sentence. */
export const parseCollectArguments = (argv: ReadonlyArray<string>): E.Either<string, CollectArguments> =>
  pipe(
    parseCommandLine(options, usage, argv),
    E.chain(({ values, positionals }) => {
      const { stack = null, out = '', ioc = false } = values
      const fault = faultOf(values, positionals) ?? (stack === null ? null : strayBesideStack(values))
      if (fault !== null) return E.left(fault)
      if (stack !== null) return E.right({ connection: null, stack, folder: out, ioc, servers: positionals })
      return pipe(
        connectionOf(values),
        E.map((way) => ({ connection: way, stack: null, folder: out, ioc, servers: positionals }))
      )
    })
  )
