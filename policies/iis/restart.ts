import type { Resolution } from '../../judging/policy'
import type { Step } from '../../judging/remediation'
import { inPowerShell } from '../../judging/resolutionSteps'
import { toStart } from '../services/serviceFunctions'

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

/** A run that dies here leaves the names of what it stopped; a restart that fails starts again what it can. */
const restart = `function Get-IisService {
    # Each after those that depend on it: in this order they can be stopped.
    foreach ($name in 'W3SVC', 'WAS') {
        Get-Service -Name $name -DependentServices
        Get-Service -Name $name
    }
}

function Get-TimeLeft {
    param($Watch, [int] $Seconds)
    $left = [int] ($Seconds - $Watch.Elapsed.TotalSeconds)
    if ($left -lt 1) { 1 } else { $left }
}

function Stop-IisService {
    param($Service, [int] $Seconds)
    $Service.Refresh()
    if ($Service.Status -eq 'Stopped') { return }
    if ($Service.Status -ne 'StopPending') { $Service.Stop() }
    # Application pools may take minutes to end.
    try {
        $Service.WaitForStatus('Stopped', [TimeSpan]::FromSeconds($Seconds))
    }
    catch {
        $Service.Refresh()
        throw "it is in $($Service.Status) after $Seconds s"
    }
}

function Restart-Iis {
    $services = @(Get-IisService)
    $running = @($services | Where-Object { 'Stopped', 'StopPending' -notcontains $_.Status })
    # Whoever goes on where this is cut off knows by these names what ran before.
    Add-Name $restartServices @($running | ForEach-Object { $_.Name })
    $ran = @(Read-Name $restartServices)
    $first = @('WAS', 'W3SVC' | Where-Object { $ran -contains $_ })
    $others = @($ran | Where-Object { $first -notcontains $_ })
    $problems = @()
    $watch = [Diagnostics.Stopwatch]::StartNew()
    try {
        foreach ($service in $services) { Stop-IisService $service (Get-TimeLeft $watch ${stopSeconds}) }
    }
    catch {
        $problems += "$($service.Name) did not stop: $(Get-Reason $_.Exception)"
    }
    finally {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        foreach ($name in $first + $others) {
            try {
                Start-AndWait $name (Get-TimeLeft $watch ${startSeconds})
            }
            catch {
                $problems += "$name ran before, and does not start: $(Get-Reason $_.Exception)"
            }
        }
    }
    if ($problems.Count -gt 0) { throw ($problems -join '; ') }
    [IO.File]::Delete($restartServices)
    [IO.File]::Delete($restartMark)
}`

/** The one restart of IIS after all that needs it; the script of a plan has the files that it needs. */
export const restartStep: Step = {
  kind: 'restart',
  rank: 0,
  title: 'Restart IIS (W3SVC, WAS), and start again what ran among the services that depend on it',
  test: isRestarted,
  backUp: null,
  set: 'Restart-Iis',
  functions: [...toStart, restart],
  interrupts:
    'Outlook on the web, EAC, ActiveSync, EWS and MAPI over HTTP on this server do not answer for some minutes.',
  starts: null,
  enables: null,
  seconds: stopSeconds + startSeconds,
  needsRestart: false
}
