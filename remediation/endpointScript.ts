import calls from '../collector/organization/calls.ps1'
import properties from '../collector/organization/properties.ps1'
import reason from '../collector/organization/reason.ps1'
import convertToInstant from '../collector/shared/ConvertTo-Instant.ps1'
import { functionsOf } from '../judging/remediation'
import { powershell } from '../kernel/powershell'
import run from './endpoint/run.ps1'
import settings from './endpoint/settings.ps1'
import stepLoop from './endpoint/steps.ps1'
import asciiJson from './frame/asciiJson.ps1'
import results from './frame/results.ps1'
import { block, type PlannedStep } from './script'

/** The endpoints of Exchange through which an organization is changed, by fully qualified names, in the order in which they are tried. */
export interface ChangingEndpoint {
  readonly names: ReadonlyArray<string>
  readonly https: boolean
}

const [before = '', after = ''] = run.split('    # The steps of the plan stand here.\n')

const invocation = ({ policies, title, test, set }: PlannedStep, index: number): string =>
  `${powershell`    Invoke-Step ${String(index + 1)} ${policies.join(', ')} ${title}`} ${block(test)} ${block(set)}`

/**
 * The script that carries out a server's steps of `organization` on the operator's computer, by one session to the endpoint. It
 * prints the same lines as a script for the server, and needs Windows PowerShell 5.1 or PowerShell 7 on Windows.
 * Exit codes: 0 all is done, 1 a step failed, 2 nothing was touched, since the endpoint could not be reached.
 */
export const endpointScript = (
  server: string,
  { names, https }: ChangingEndpoint,
  steps: ReadonlyArray<PlannedStep>
): string =>
  [
    settings,
    powershell`$server = ${server}`,
    powershell`$steps = ${String(steps.length)}`,
    `$endpoints = @(${names.map((name) => powershell`${name}`).join(', ')})`,
    `$Https = ${https ? '$true' : '$false'}`,
    asciiJson,
    results,
    convertToInstant,
    reason,
    properties,
    calls,
    stepLoop,
    ...functionsOf(steps),
    `${before}${steps.map(invocation).join('\n')}`,
    after
  ].join('\n')
