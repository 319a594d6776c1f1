import { basename, dirname, join } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { suggest } from '../kernel/suggest'
import { launcher } from '../stacks/launcher'

type Options = NonNullable<ParseArgsConfig['options']>

/** How a script of npm was called: by its verb, or by npm itself. */
export const calledAs = (script: string): string => {
  const [, file = ''] = process.argv
  const isVerb = join(basename(dirname(file)), basename(file)) === join('commands', 'index.ts')
  return isVerb ? `${launcher} ${script}` : `npm run --silent ${script} --`
}

/** An option's fault, with what its usage says of its value: `--stack needs a value: --stack NAME`. */
const needsValue = (name: string, usage: string): string =>
  `--${name} needs a value: ${new RegExp(`--${name} [\\w|]+`).exec(usage)?.[0] ?? `--${name} VALUE`}`

/** Says in a sentence why a command line could not be parsed: an unknown option, else what is wrong with a known one. */
const explain = (options: Options, usage: string, argv: ReadonlyArray<string>, error: unknown): string => {
  const names = Object.keys(options).map((name) => `--${name}`)
  const unknown = argv.find((arg) => arg.startsWith('-') && !names.includes(arg.split('=')[0] ?? arg))
  const [, formats = ''] = /--format ([\w|-]+)/.exec(usage) ?? []
  if (unknown !== undefined && formats.split('|').includes(unknown.slice(2)))
    return `${unknown} is not an option; write --format ${unknown.slice(2)}`
  if (unknown !== undefined) return `${unknown} is not an option; ${suggest(unknown, names)}`
  const [, name = ''] = /'--([\w-]+)/.exec(error instanceof Error ? error.message : '') ?? []
  if (options[name] === undefined) return usage
  return options[name].type === 'string' ? needsValue(name, usage) : `--${name} takes no value`
}

type Token = Readonly<{ kind: string; name?: string; value?: string | undefined }>

/** What stands twice though one of it is meant: the second would silently take the place of the first. */
const givenTwice = (options: Options, tokens: ReadonlyArray<Token>): string | null => {
  const names = tokens.flatMap(({ kind, name }) => (kind === 'option' && name !== undefined ? [name] : []))
  const isSingle = (name: string): boolean => options[name]?.type === 'string' && options[name].multiple !== true
  const name = names.find((one, index) => isSingle(one) && names.indexOf(one) < index)
  if (name === undefined) return null
  const values = tokens.flatMap((token) => (token.name === name && token.value !== undefined ? [token.value] : []))
  return `--${name} is given more than once (${values.join(', ')}): keep one`
}

const emptyWord = 'one of the arguments is empty, as an unset variable in quotes is: write its value, or leave it out'

/** Splits a command line into its options and what else stands there; a fault is one sentence. */
export const parseCommandLine = <const O extends Options>(options: O, usage: string, argv: ReadonlyArray<string>) =>
  pipe(
    E.tryCatch(
      () => parseArgs({ args: [...argv], options, allowPositionals: true, tokens: true }),
      (error) => explain(options, usage, argv, error)
    ),
    E.chain(({ values, positionals, tokens }) => {
      const [empty] = Object.entries(values).find(([, value]) => value === '') ?? []
      const fault =
        empty !== undefined
          ? needsValue(empty, usage)
          : (givenTwice(options, tokens) ?? (positionals.includes('') ? emptyWord : null))
      return fault === null ? E.right({ values, positionals }) : E.left(fault)
    })
  )
