import { powershell } from './powershell'
import { functionsOf, type Step, type StepKind } from './remediation'
import { beginning, body, ending } from './scriptFrame'

/** A step of a server's plan, and the policies whose drifts it ends. */
export interface PlannedStep extends Step {
  readonly policies: ReadonlyArray<string>
}

const indented = (code: string): ReadonlyArray<string> => code.split('\n').map((line) => `        ${line}`)

const block = (code: string): string =>
  code.includes('\n') || code.length > 60 ? ['{', ...indented(code), '    }'].join('\n') : `{ ${code} }`

/** What a change waits for, and how long at most: as its functions do. */
const waiting: Partial<Record<StepKind, string>> = {
  restart: 'for each service to stop, 10 minutes at most, and to run again, 5 minutes at most',
  start: 'for the service to run, 5 minutes at most'
}

const invocation = ({ kind, policies, title, needsRestart, test, backUp, set }: PlannedStep, index: number): string => {
  const waits = waiting[kind]
  const [number, after] = [String(index + 1), needsRestart ? 'restart' : '']
  const kept = backUp === null ? '$null' : block(backUp)
  return [
    powershell`    Invoke-Step ${number} ${policies.join(', ')} ${title} ${after} {`,
    ...indented(test),
    `    } ${kept} ${block(set)}${waits === undefined ? '' : powershell` -Waits ${waits}`}`
  ].join('\n')
}

/**
 * The script that carries out a server's steps. Each writes one line of JSON with its result, and the first that fails
 * is the last. It is ASCII, runs in Windows PowerShell 3.0 and later and PowerShell 7, and needs neither WMI nor a running IIS.
 * Exit codes: 0 all is done, 1 a step failed, 2 nothing was touched, since the server isn't in a state for it.
 */
export const remediationScript = (computer: string, lastEntry: number, steps: ReadonlyArray<PlannedStep>): string =>
  [
    `# It follows entry ${lastEntry} of the journal there.`,
    beginning,
    ...functionsOf(steps).map((definition) => `${definition}\n`),
    powershell`$server = ${computer}`,
    powershell`$steps = ${String(steps.length)}`,
    `$planned = ${lastEntry}`,
    `${body}${steps.map(invocation).join('\n')}`,
    ending
  ].join('\n')
