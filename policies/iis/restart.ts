import type { Step } from '../remediation'

const keepDependents =
  "$dependents = Get-Service -Name W3SVC,WAS -DependentServices | Where-Object { $_.Status -eq 'Running' }"

const forced = 'Restart-Service W3SVC,WAS -Force'
const startDependents = '$dependents | Start-Service'

/** PowerShell that restarts IIS and brings back what Windows stops along with it, one line each. */
export const restartCommands: ReadonlyArray<string> = [keepDependents, forced, startDependents]

/** Steps that restart IIS, as the article asks, and bring back what Windows stops along with it. */
export const restartIis: ReadonlyArray<string> = [
  `Keep the running services that depend on IIS, in an elevated PowerShell: ${keepDependents}`,
  "Restart IIS in the same PowerShell; without -Force the article's command fails, since W3SVC depends on WAS: " +
    forced,
  `Start again in the same PowerShell what Windows stopped along with it: ${startDependents}`
]

/** What the mark is for: a run that is cut off before the restart leaves it to the next one. */
const isRestarted = '-not [IO.File]::Exists($restartMark)'

/** A run that dies here leaves the names of what it stopped; a restart that fails starts again what it can. */
const restart = `$services = @(Get-Service -Name 'WAS','W3SVC')
$services += @(Get-Service -Name 'W3SVC','WAS' -DependentServices)
$running = @($services | Where-Object { $_.Status -eq 'Running' } | ForEach-Object { $_.Name })
Add-Name $restartServices $running
$iis = @('W3SVC', 'WAS' | Where-Object { $running -contains $_ })
$problems = @()
try {
    if ($iis.Count -gt 0) { Restart-Service -Name $iis -Force }
}
catch {
    $problems += "$($_.Exception.Message)"
}
foreach ($name in @(Read-Name $restartServices)) {
    try {
        $service = Get-Service -Name $name
        if ($service.Status -ne 'Running') { $service | Start-Service }
        $service.WaitForStatus('Running', [TimeSpan]::FromMinutes(5))
    }
    catch {
        $problems += "$name does not run: $($_.Exception.Message)"
    }
}
if ($problems.Count -gt 0) { throw ($problems -join '; ') }
[IO.File]::Delete($restartServices)
[IO.File]::Delete($restartMark)`

/** The one restart of IIS after all that needs it; the script of a plan has the files that it needs. */
export const restartStep: Step = {
  kind: 'restart',
  rank: 0,
  title: 'Restart IIS (W3SVC, WAS), and start again what ran among the services that depend on it',
  test: isRestarted,
  backUp: null,
  set: restart,
  functions: [],
  interrupts:
    'Outlook on the web, EAC, ActiveSync, EWS and MAPI over HTTP on this server do not answer for some minutes.',
  needsRestart: false
}
