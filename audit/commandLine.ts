import { type ParseArgsConfig, parseArgs } from 'node:util'
import * as E from 'fp-ts/Either'
import { suggest } from '../stacks/suggest'

type Options = NonNullable<ParseArgsConfig['options']>

/** Says in a sentence why a command line could not be parsed: an unknown option, else what Node's parser says. */
const explain = (options: Options, usage: string, argv: ReadonlyArray<string>, error: unknown): string => {
  const names = Object.keys(options).map((name) => `--${name}`)
  const unknown = argv.find((arg) => arg.startsWith('-') && !names.includes(arg.split('=')[0] ?? arg))
  if (unknown !== undefined) return `${unknown} is not an option; ${suggest(unknown, names)}`
  return error instanceof Error ? (error.message.split('\n')[0] ?? usage) : usage
}

/** Splits a command line into its options and what else stands there; a fault is one sentence. */
export const parseCommandLine = <const O extends Options>(options: O, usage: string, argv: ReadonlyArray<string>) =>
  E.tryCatch(
    () => parseArgs({ args: [...argv], options, allowPositionals: true }),
    (error) => explain(options, usage, argv, error)
  )
