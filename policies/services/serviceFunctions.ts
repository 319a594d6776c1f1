/** Tells the start type by the registry; `Enabled` stands for any but Disabled, `Delayed` for Automatic with a delay. */
export const testStartType = String.raw`function Test-StartType {
    param([string] $Name, [string] $Type)
    $key = Get-Item -LiteralPath "HKLM:\SYSTEM\CurrentControlSet\Services\$Name"
    $start = $key.GetValue('Start')
    if ($Type -eq 'Enabled') { return ($null -ne $start -and $start -ne 4) }
    if ($Type -eq 'Delayed') { return ($start -eq 2 -and $key.GetValue('DelayedAutostart') -eq 1) }
    $values = @{ Automatic = 2; Manual = 3; Disabled = 4 }
    $start -eq $values[$Type]
}`

/** Keeps the start type, as the registry holds it. */
export const saveStartType = String.raw`function Save-StartType {
    param([string] $Name, [string] $Folder)
    $key = Get-Item -LiteralPath "HKLM:\SYSTEM\CurrentControlSet\Services\$Name"
    Save-Backup $Folder ([ordered]@{
        kind = 'start-type'
        service = $Name
        start = $key.GetValue('Start')
        delayedAutostart = $key.GetValue('DelayedAutostart')
    })
}`

/** Sets the start type; Set-Service before PowerShell 6 doesn't know of delayed start. */
export const setStartType = String.raw`function Set-StartType {
    param([string] $Name, [string] $Type)
    if ($Type -ne 'Delayed') {
        Set-Service -Name $Name -StartupType $Type
        return
    }
    & "$env:SystemRoot\System32\sc.exe" config $Name start= delayed-auto
    # Its exit codes are Windows' own.
    if ($LASTEXITCODE -ne 0) { throw (New-Object System.ComponentModel.Win32Exception -ArgumentList $LASTEXITCODE) }
}`

export const testRunning = `function Test-Running {
    param([string] $Name)
    (Get-Service -Name $Name).Status -eq 'Running'
}`

/** Why a service stopped: Windows' code and its own. sc.exe writes them in this order in every language. */
const getExitCode = String.raw`function Get-ExitCode {
    param([string] $Name)
    $lines = @(& "$env:SystemRoot\System32\sc.exe" query $Name)
    foreach ($line in $lines) {
        $match = [regex]::Match($line, ':\s*(\d+)\s+\(0x[0-9A-Fa-f]+\)')
        if ($match.Success) { $match.Groups[1].Value }
    }
}`

/** Starts or resumes a service, and waits until it runs, no longer than it is given. */
const start = `function Start-AndWait {
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
}`

/** What starts a service. */
export const toStart: ReadonlyArray<string> = [getExitCode, start]
