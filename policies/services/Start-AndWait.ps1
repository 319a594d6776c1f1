function Start-AndWait {
    param([string] $Name, [int] $Seconds)
    $service = Get-Service -Name $Name
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $isAsked = $false
    while ($true) {
        $service.Refresh()
        $status = "$($service.Status)"
        if ($status -eq 'Running') { return }
        if ($isAsked -and $status -eq 'Stopped') {
            $codes = @(Get-ExitCode $Name)
            if ($codes.Count -lt 2) { throw 'it stopped again at once, and its exit code could not be read' }
            if ($codes[0] -eq '0') { throw 'it stopped again at once, without an error' }
            if ($codes[0] -ne '1066') { throw (New-Object System.ComponentModel.Win32Exception -ArgumentList ([int] $codes[0])) }
            throw "it stopped again with an error of its own: $($codes[1]) (Windows error 1066)"
        }
        # One that is on its way is only waited for.
        if (-not $isAsked -and 'Stopped', 'Paused' -contains $status) {
            $isAsked = $true
            if ($status -eq 'Paused') { $service.Continue() } else { $service.Start() }
            continue
        }
        if ($watch.Elapsed.TotalSeconds -ge $Seconds) { throw "it is in $status after $Seconds s" }
        Start-Sleep -Milliseconds 250
    }
}
