import type { Resolution } from '../../judging/policy'
import type { Step } from '../../judging/remediation'
import { inPowerShell } from '../../judging/resolutionSteps'
import { toStart } from '../services/serviceFunctions'
import restart from './Restart-Iis.ps1'

const keepDependents =
  "$dependents = Get-Service -Name W3SVC,WAS -DependentServices | Where-Object { $_.Status -eq 'Running' }"

const forced = 'Restart-Service W3SVC,WAS -Force'
const startDependents = '$dependents | Start-Service'

/** PowerShell that restarts IIS and brings back what Windows stops along with it, one line each. */
export const restartCommands: ReadonlyArray<string> = [keepDependents, forced, startDependents]

/** Steps that restart IIS, as the article asks, and bring back what Windows stops along with it. */
export const restartIis: Resolution['steps'] = [
  inPowerShell('Note the running services that depend on IIS, in an elevated PowerShell:', keepDependents),
  inPowerShell(
    "Restart IIS in the same PowerShell; without -Force the article's command fails, since W3SVC depends on WAS:",
    forced
  ),
  inPowerShell('Start again in the same PowerShell what Windows stopped along with it:', startDependents)
]

/** What the mark is for: a run that is cut off before the restart leaves it to the next one. */
const isRestarted = '-not [IO.File]::Exists($restartMark)'

const stopSeconds = 600
const startSeconds = 600

/** The one restart of IIS after all that needs it; the script of a plan has the files that it needs. */
export const restartStep: Step = {
  kind: 'restart',
  rank: 0,
  title: 'Restart IIS (W3SVC, WAS), and start again what ran among the services that depend on it',
  test: isRestarted,
  backUp: null,
  set: `Restart-Iis ${stopSeconds} ${startSeconds}`,
  /** A run that dies here leaves the names of what it stopped; a restart that fails starts again what it can. */
  functions: [...toStart, restart],
  interrupts:
    'Outlook on the web, EAC, ActiveSync, EWS and MAPI over HTTP on this server do not answer for some minutes.',
  starts: null,
  enables: null,
  seconds: stopSeconds + startSeconds,
  needsRestart: false
}
