import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { hostName } from '../../connections/address'
import type { Connection } from '../../connections/connection'
import {
  connectionOf,
  connectionOptions,
  connectionUsage,
  strayOption,
  type Values
} from '../collect/connectionOptions'
import { calledAs, parseCommandLine } from '../commandLine'

/** What the command line of `restore` asks for. */
export interface RestoreArguments {
  readonly server: string
  /** Null where the settings of a stack say how the server is reached. */
  readonly connection: Connection | null
  /** Null for the stack that is selected. */
  readonly stack: string | null
  /** The entry whose commands are wanted; null for a list of all. */
  readonly entry: number | null
}

export const usage =
  `Usage: ${calledAs('restore')} ` +
  `[--stack NAME | --connection ssh|remoting|local ${connectionUsage}] [--entry NUMBER] SERVER`

const options = { stack: { type: 'string' }, entry: { type: 'string' }, ...connectionOptions } as const

const isEntry = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text)

const faultOf = (values: Values, servers: ReadonlyArray<string>): string | null => {
  const [server, ...more] = servers
  if (server === undefined || more.length > 0) return `Name one server. ${usage}`
  if (!hostName.is(server)) return `${server} is no host name`
  const { connection, stack, entry } = values
  if (entry !== undefined && !isEntry(String(entry))) return `--entry ${entry}: name the number of an entry`
  if (connection !== undefined && stack !== undefined) return 'Name either --stack or --connection, not both.'
  const stray = connection === undefined ? strayOption(values, []) : undefined
  return stray === undefined ? null : `--${stray} needs --connection`
}

const way = (values: Values): E.Either<string, Connection | null> =>
  values.connection === undefined ? E.right(null) : connectionOf(values)

/** Reads the command line; a fault is one sentence. */
export const parseRestoreArguments = (argv: ReadonlyArray<string>): E.Either<string, RestoreArguments> =>
  pipe(
    parseCommandLine(options, usage, argv),
    E.chain(({ values, positionals }) => {
      const fault = faultOf(values, positionals)
      if (fault !== null) return E.left(fault)
      const { stack = null, entry } = values
      return pipe(
        way(values),
        E.map((connection) => ({
          server: positionals[0] ?? '',
          connection,
          stack,
          entry: entry === undefined ? null : Number(entry)
        }))
      )
    })
  )
