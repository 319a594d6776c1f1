import { suggest } from '../stacks/suggest'

/** Says in a sentence why a command line could not be parsed: an unknown option, else what Node's parser says. */
export const explainCommandLine =
  (options: Readonly<Record<string, unknown>>, usage: string) =>
  (argv: ReadonlyArray<string>, error: unknown): string => {
    const names = Object.keys(options).map((name) => `--${name}`)
    const unknown = argv.find((arg) => arg.startsWith('-') && !names.includes(arg.split('=')[0] ?? arg))
    if (unknown !== undefined) return `${unknown} is not an option; ${suggest(unknown, names)}`
    return error instanceof Error ? (error.message.split('\n')[0] ?? usage) : usage
  }
