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

const codesIn = ({ errors }: Evidence): boolean =>
  errors.some(({ codes, exceptions, component }) => codes.length + exceptions.length > 0 || component !== null)

/** Whatever no known issue explains, in the section that the run belongs to. */
export const anythingElse = (run: Pick<SetupLog, 'command' | 'mode'>): KnownIssue =>
  onError(never, {
    id: 'unknown-failure',
    title: 'Setup failed with an error that is not known here',
    section: kindOfRun(run) === 'prepare' ? 'exchange-setup-or-preparead-error' : 'error-during-setup-in-setup-log',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
    meaning:
      'No known issue fits this failure. What follows is what the log itself says; where several errors stand in a ' +
      'chain, the one at the root usually names the cause.',
    expected: 'setup to complete; remove the cause that the error at the root of the chain names, and resume setup',
    steps: (found) => [
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
      ...(codesIn(found)
        ? [
            say(
              'Search for the exception type, the component and the codes above, not for the message, which may be translated.'
            )
          ]
        : []),
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
  `The run ended with the result ${run.result ?? 'that the log does not tell'}, and the log holds no error.`,
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
