function Get-IisService {
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
    param([int] $StopSeconds, [int] $StartSeconds)
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
        foreach ($service in $services) { Stop-IisService $service (Get-TimeLeft $watch $StopSeconds) }
    }
    catch {
        $problems += "$($service.Name) did not stop: $(Get-Reason $_.Exception)"
    }
    finally {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        foreach ($name in $first + $others) {
            try {
                Start-AndWait $name (Get-TimeLeft $watch $StartSeconds)
            }
            catch {
                $problems += "$name ran before, and does not start: $(Get-Reason $_.Exception)"
            }
        }
    }
    if ($problems.Count -gt 0) { throw ($problems -join '; ') }
    [IO.File]::Delete($restartServices)
    [IO.File]::Delete($restartMark)
}
