/** Tells the start type by the registry; `Enabled` stands for any but Disabled. */
export const testStartType = String.raw`function Test-StartType {
    param([string] $Name, [string] $Type)
    $start = (Get-Item -LiteralPath "HKLM:\SYSTEM\CurrentControlSet\Services\$Name").GetValue('Start')
    $values = @{ Automatic = 2; Manual = 3; Disabled = 4 }
    if ($Type -eq 'Enabled') { $null -ne $start -and $start -ne 4 } else { $start -eq $values[$Type] }
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
    param([string] $Name, [string] $Type, [switch] $Delayed)
    Set-Service -Name $Name -StartupType $Type
    if (-not $Delayed) { return }
    & "$env:SystemRoot\System32\sc.exe" config $Name start= delayed-auto
    if ($LASTEXITCODE -ne 0) { throw "sc.exe ended with $LASTEXITCODE" }
}`

export const testRunning = `function Test-Running {
    param([string] $Name)
    (Get-Service -Name $Name).Status -eq 'Running'
}`

/** Starts or resumes a service, and waits until it runs. */
export const startAndWait = `function Start-AndWait {
    param([string] $Name)
    $service = Get-Service -Name $Name
    if ($service.Status -eq 'Paused') { $service | Resume-Service } else { $service | Start-Service }
    $service.WaitForStatus('Running', [TimeSpan]::FromMinutes(5))
}`
