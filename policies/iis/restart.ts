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
const restart = `function Get-IisService {
    # Each after those that depend on it: in this order they can be stopped.
    foreach ($name in 'W3SVC', 'WAS') {
        Get-Service -Name $name -DependentServices
        Get-Service -Name $name
    }
}

function Stop-IisService {
    param($Service)
    $Service.Refresh()
    if ($Service.Status -eq 'Stopped') { return }
    if ($Service.Status -ne 'StopPending') { $Service.Stop() }
    # Application pools may take minutes to end.
    $Service.WaitForStatus('Stopped', [TimeSpan]::FromMinutes(10))
}

function Start-IisService {
    param([string] $Name)
    $service = Get-Service -Name $Name
    if ($service.Status -eq 'StopPending') { $service.WaitForStatus('Stopped', [TimeSpan]::FromMinutes(5)) }
    if ($service.Status -eq 'Stopped') { $service.Start() }
    $service.WaitForStatus('Running', [TimeSpan]::FromMinutes(5))
}

function Restart-Iis {
    $services = @(Get-IisService)
    $running = @($services | Where-Object { 'Stopped', 'StopPending' -notcontains $_.Status })
    # Whoever goes on where this is cut off knows by these names what ran before.
    Add-Name $restartServices @($running | ForEach-Object { $_.Name })
    $ran = @(Read-Name $restartServices)
    $problems = @()
    try {
        foreach ($service in $services) { Stop-IisService $service }
    }
    catch {
        $problems += "$($service.Name) did not stop: $($_.Exception.Message)"
    }
    finally {
        foreach ($name in @('WAS', 'W3SVC' | Where-Object { $ran -contains $_ }) + $ran) {
            try {
                Start-IisService $name
            }
            catch {
                $problems += "$name ran before, and does not start: $($_.Exception.Message)"
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
  functions: [restart],
  interrupts:
    'Outlook on the web, EAC, ActiveSync, EWS and MAPI over HTTP on this server do not answer for some minutes.',
  needsRestart: false
}
