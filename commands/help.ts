import { launcher } from '../stacks/launcher'
import type { Verb } from './verb'

const columns = (rows: ReadonlyArray<readonly [string, string]>): ReadonlyArray<string> => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}

/** The help of one verb. */
export const verbHelp = (name: string, { usage, about, options, examples, codes }: Verb): string =>
  [
    about,
    '',
    `Usage: ${launcher} ${`${name} ${usage}`.trim()}`,
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((line) => `  ${launcher} ${line}`),
    '',
    'Options:',
    ...columns([...Object.entries(options), ['--help', 'Show this text.']]),
    '',
    'Exit codes:',
    ...columns(Object.entries(codes)),
    ''
  ].join('\n')

/** The help of the program: its verbs, and what each answers. */
export const programHelp = (verbs: ReadonlyArray<readonly [string, string]>): string =>
  [
    `Usage: ${launcher} VERB ...`,
    '',
    ...columns(verbs),
    '',
    `${launcher} VERB --help explains one verb with an example.`,
    ''
  ].join('\n')
