import type { Prerequisite, SetupError, SetupLog } from '../../../facts/sections/setupLog'
import { say } from '../../../judging/resolutionSteps'
import { evidenceOf } from '../evidence'
import { never, onError } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { kindOfRun } from '../runKind'
import { machineOf, runAgain } from '../setupCommands'

/** Whether a quoted text names something: not a type, an array's name or a single word of a message. */
const isTelling =
  (run: SetupLog) =>
  (name: string): boolean =>
    !/^(?:System\.|Microsoft\.Exchange\.)|\[\]|^[A-Za-z]+$|^\$/.test(name) &&
    name.toLowerCase() !== (run.machine ?? '').toLowerCase()

const namesIn = ({ run, errors }: Evidence): ReadonlyArray<string> =>
  [...new Set(errors.flatMap(({ objects }) => objects))].filter(isTelling(run)).slice(0, 8)

/** What stays the same in all languages: the innermost exception of each error, its component, and its codes. */
const searchable = ({ errors }: Evidence): ReadonlyArray<string> =>
  [
    ...new Set(
      errors.flatMap(({ codes, exceptions, component }) => [
        ...exceptions.slice(-1).map(({ type }) => type),
        ...(component === null ? [] : [component.id]),
        ...codes.map(({ value }) => value)
      ])
    )
  ].slice(0, 6)

const mostCharacters = 300

/** The log's own words for what stopped setup; null where it has none. */
const ownWords = ({ errors, rules }: Evidence): string | null => {
  const [error, rule] = [errors[0], rules[0]]
  const words = error?.exceptions[error.exceptions.length - 1]?.message ?? error?.message ?? rule?.message ?? ''
  const line = words.replace(/\s+/g, ' ').trim()
  if (line === '') return null
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters)}...` : line
}

const meaningOf = (found: Evidence | null): string => {
  const words = found === null ? null : ownWords(found)
  return words === null
    ? 'No known issue fits this failure.'
    : `No known issue fits this failure; the log says: ${words}`
}

const wanted = ({ rules }: Evidence): string =>
  rules
    .map(({ message }) => message.replace(/[.\s]{1,4}$/, '').slice(0, 300))
    .slice(0, 3)
    .join('; ')

/** Whatever no known issue explains, in the section that the run belongs to, with what was found of it in a log. */
export const anythingElse = (run: Pick<SetupLog, 'command' | 'mode'>, rest: Evidence | null = null): KnownIssue =>
  onError(never, {
    id: 'unknown-failure',
    title: 'Setup failed with an error that is not known here',
    section: kindOfRun(run) === 'prepare' ? 'exchange-setup-or-preparead-error' : 'error-during-setup-in-setup-log',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
    meaning: meaningOf(rest),
    expected: (found) =>
      found.errors.length === 0 && found.rules.length > 0
        ? `what setup requires to be met: ${wanted(found)}`
        : 'setup to complete; remove the cause that the error at the root of the chain names, and resume setup',
    steps: (found) => [
      ...found.rules
        .slice(0, 5)
        .map(({ rule, message }) => say(`Do what the rule ${rule} asks: ${message.slice(0, 400)}`)),
      ...(found.run.origin === 'screen' && found.errors.length === 0
        ? [
            say(
              `Take C:\\ExchangeSetupLogs\\ExchangeSetup.log from ${machineOf(found.run)} and check that file: the screen does not tell the error.`
            )
          ]
        : []),
      ...(namesIn(found).length === 0
        ? []
        : [say(`Look first at what the error names: ${namesIn(found).join('; ')}.`)]),
      ...(searchable(found).length === 0
        ? []
        : [
            say(
              `Search for these words, which no translation changes, and not for the message: ${searchable(found).join('; ')}.`
            )
          ]),
      say(`On ${machineOf(found.run)}, read the Application and System event logs of the minutes before the error.`),
      runAgain(found)
    ]
  })

/** Readiness rules that only warn, wherever they stand. */
const warnings = [
  'NoConnectorToStar',
  'NoE14ServerWarning',
  'NoE15ServerWarning',
  'NoE16ServerWarning',
  'WarnMapiHttpNotEnabled'
]

const ending = (run: SetupLog): ReadonlyArray<string> => [
  run.result === null
    ? 'The log shows neither an error nor the result of the run.'
    : `The run ended with the result ${run.result}, and the log holds no error.`,
  ...run.warnings.slice(-4).map(({ line, text }) => `Line ${line}, a warning: ${text}`),
  ...run.last.slice(-6).map(({ line, text }) => `Line ${line}: ${text}`)
]

/** What no issue explains; null for nothing. `always`: even where the log holds neither an error nor a rule. */
export const unexplainedOf = (
  run: SetupLog,
  errors: ReadonlyArray<SetupError>,
  rules: ReadonlyArray<Prerequisite>,
  always: boolean
): Evidence | null => {
  const telling = rules.filter(({ rule }) => !warnings.includes(rule))
  if (errors.length + telling.length > 0) return evidenceOf(run, errors, telling)
  return always ? evidenceOf(run, [], [], ending(run)) : null
}
