import { functionsOf, longestRun, type Step, type StepKind } from '../judging/remediation'
import { powershell } from '../kernel/powershell'
import type { InMaintenance } from '../kernel/words'
import { beginning, body, ending } from './scriptFrame'

/** A step of a server's plan, and the policies whose drifts it ends. */
export interface PlannedStep extends Step {
  readonly policies: ReadonlyArray<string>
}

const indented = (code: string): ReadonlyArray<string> => code.split('\n').map((line) => `        ${line}`)

export const block = (code: string): string =>
  code.includes('\n') || code.length > 60 ? ['{', ...indented(code), '    }'].join('\n') : `{ ${code} }`

/** Files that IIS does not read are no part of the web server. */
const isOfIis = ({ kind, needsRestart }: PlannedStep): boolean => kind !== 'file' || needsRestart

const kindsApart: ReadonlyArray<StepKind> = ['start-type', 'start', 'setting']

/** Whether later steps are carried out though it failed: all but those that depend on its service. */
const standsApart = (step: PlannedStep): boolean => kindsApart.includes(step.kind) || !isOfIis(step)

const options = (step: PlannedStep): string =>
  [
    ...(standsApart(step) ? [' -Apart'] : []),
    ...(step.enables === null ? [] : [powershell` -Enables ${step.enables}`]),
    ...(step.starts === null ? [] : [powershell` -Service ${step.starts}`]),
    ...(step.seconds === null ? [] : [` -Seconds ${step.seconds}`])
  ].join('')

const invocation = (step: PlannedStep, index: number): string => {
  const { policies, title, needsRestart, test, backUp, set } = step
  const [number, after] = [String(index + 1), needsRestart ? 'restart' : '']
  const kept = backUp === null ? '$null' : block(backUp)
  return [
    `${powershell`    Invoke-Step ${number} ${policies.join(', ')} ${title} ${after}`}${options(step)} {`,
    ...indented(test),
    `    } ${kept} ${block(set)}`
  ].join('\n')
}

/**
 * The script that carries out a server's steps. Each writes one line of JSON with its result; one that fails ends
 * those that rely on it (remediation/frame/steps.ps1). It is ASCII, runs in Windows PowerShell 3.0 and later and PowerShell 7, and needs neither WMI nor a running IIS.
 * Exit codes: 0 all is done, 1 a step failed or the run broke off, 2 nothing was touched, since the server isn't in a state for it.
 */
export const remediationScript = (
  computer: string,
  lastEntry: number,
  steps: ReadonlyArray<PlannedStep>,
  inMaintenance: InMaintenance = 'refuse'
): string =>
  [
    `# It follows entry ${lastEntry} of the journal there.`,
    beginning,
    ...functionsOf(steps),
    powershell`$server = ${computer}`,
    powershell`$steps = ${String(steps.length)}`,
    `$planned = ${lastEntry}`,
    `$enabling = @(${steps.flatMap(({ enables }) => (enables === null ? [] : [powershell`${enables}`])).join(', ')})`,
    powershell`$inMaintenance = ${inMaintenance}`,
    `$longestRun = ${longestRun}`,
    `${body}${steps.map(invocation).join('\n')}`,
    ending
  ].join('\n')
