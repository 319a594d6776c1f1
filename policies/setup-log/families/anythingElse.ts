import { say } from '../../../judging/resolutionSteps'
import { onEither } from '../issue'
import type { Evidence, KnownIssue, Subject } from '../knownIssue'
import { machineOf, runAgain } from '../setupCommands'

const namesIn = ({ errors }: Evidence): ReadonlyArray<string> =>
  [...new Set(errors.flatMap(({ objects }) => objects))].slice(0, 8)

const texts = {
  id: 'unknown-failure',
  title: 'Setup failed with an error that is not known here',
  link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
  meaning:
    'No known issue fits this failure. What follows is what the log itself says; where several errors stand in a ' +
    'chain, the one at the root usually names the cause.',
  expected: 'setup to complete; remove the cause that the error at the root of the chain names, and resume setup',
  steps: (found: Evidence) => [
    ...(namesIn(found).length === 0 ? [] : [say(`Look first at what the error names: ${namesIn(found).join('; ')}.`)]),
    say(
      'Search for the exception type, the component and the codes above, not for the message, which may be translated.'
    ),
    say(`On ${machineOf(found.run)}, read the Application and System event logs of the minutes before the error.`),
    runAgain(found)
  ]
}

const none: Evidence['errors'] = []

/** Readiness rules that only warn, wherever they stand. */
const warnings = [
  'NoConnectorToStar',
  'NoE14ServerWarning',
  'NoE15ServerWarning',
  'NoE16ServerWarning',
  'WarnMapiHttpNotEnabled'
]

const withoutWarnings = (subject: Subject): Subject => ({
  ...subject,
  rules: subject.rules.filter(({ rule }) => !warnings.includes(rule))
})

/** Whatever no known issue explains; `always`: even where the log holds neither an error nor a rule. */
export const anythingElse = (always: boolean): KnownIssue => {
  const known = onEither(['*'], () => true, texts)
  return {
    ...known,
    matches: (subject: Subject) =>
      known.matches(withoutWarnings(subject)) ??
      (always
        ? {
            run: subject.run,
            errors: none,
            rules: [],
            text: '',
            seen: [
              `The run ended with the result ${subject.run.result ?? 'that the log does not tell'}, and the log holds no error.`,
              ...subject.run.warnings.slice(-4).map(({ line, text }) => `Line ${line}, a warning: ${text}`),
              ...subject.run.last.slice(-6).map(({ line, text }) => `Line ${line}: ${text}`)
            ]
          }
        : null)
  }
}
