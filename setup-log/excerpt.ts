import type { SetupError, SetupLog } from '../facts/sections/setupLog'
import { anonymizer } from './anonymous'
import { namesIn } from './names'
import { withoutSecrets } from './secrets'

/** How much of a failure is shown at most. */
const most = { errors: 5, rules: 10, before: 6, warnings: 4, text: 2_000 } as const

const row = (label: string, value: string | null): ReadonlyArray<string> =>
  value === null || value === '' ? [] : [`${label}: ${value.slice(0, most.text)}`]

const withoutTime = (text: string): string => text.replace(/^\[[^\]]{6,40}\] \[\d{1,3}\] /, '')

const errorRows = (error: SetupError, index: number): ReadonlyArray<string> => [
  `Error ${index + 1}: ${error.message.slice(0, most.text)}`,
  ...error.exceptions.flatMap(({ type, message }) => row('  exception', `${type}: ${message}`)),
  ...row('  raised in', error.frames.join(' < ')),
  ...row('  component', error.component?.id ?? null),
  ...row('  step', error.step),
  ...row('  task', error.task),
  ...row('  program', error.program),
  ...row('  codes', error.codes.map(({ kind, value }) => `${kind} ${value}`).join(', ')),
  ...row('  script', error.script),
  ...error.before.slice(-most.before).flatMap(({ text }) => row('  before it', withoutTime(text)))
]

const rowsOf = (log: SetupLog): ReadonlyArray<string> => [
  `Setup ${log.setupVersion ?? ''} (${log.product ?? 'product not known'}), ${log.state}, result ${log.result ?? 'not known'}`,
  ...row('Installed version', log.installedVersion),
  ...row('Windows', log.windows),
  ...row('Mode', log.mode),
  ...row('Command', log.command),
  ...row('Roles', log.roles.join(' ')),
  ...log.prerequisites
    .filter(({ required }) => required)
    .slice(0, most.rules)
    .flatMap(({ rule, message }) => row('Required', `${rule} ${message}`)),
  ...log.errors.slice(0, most.errors).flatMap(errorRows),
  ...log.warnings.slice(-most.warnings).flatMap(({ text }) => row('Warning', text))
]

/** A small excerpt of a failure in which no name of the organization stands: for whoever is to make it known. */
export const excerptOf = (log: SetupLog): string => {
  const text = withoutSecrets(rowsOf(log).join('\n'))
  return `${anonymizer(namesIn(log, text))(text)}\n`
}
