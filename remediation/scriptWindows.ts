/**
 * Goes before all steps. Where Group Policy sets the execution policy, Windows PowerShell before 6 asks WMI who its parent is
 * whenever it loads a script file, and with it most of its own modules (Microsoft's KB2810617): a failed update disables that.
 */
export const winmgmt = String.raw`# Whether commands that the steps need may not load: a policy for scripts is set, and WMI, which is asked for it, is down.
function Test-WinmgmtNeeded {
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $policy = $machine.OpenSubKey('SOFTWARE\Policies\Microsoft\Windows\PowerShell')
    if ($null -eq $policy) { return $false }
    $isSet = $null -ne $policy.GetValue('EnableScripts') -or $null -ne $policy.GetValue('ExecutionPolicy')
    $isSet -and $PSVersionTable.PSVersion.Major -lt 6 -and -not (Test-WinmgmtRuns)
}

# By .NET and programs of Windows alone, for the same reason.
function Get-Winmgmt {
    $assembly = 'System.ServiceProcess, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a'
    [void] [Reflection.Assembly]::Load($assembly)
    [ServiceProcess.ServiceController] 'Winmgmt'
}

function Test-WinmgmtRuns {
    (Get-Winmgmt).Status -eq 'Running'
}

function Start-Winmgmt {
    $current.step = 'Enable and start Winmgmt, without which Windows PowerShell refuses its commands under this Group Policy'
    $kept = "$entryFolder\0"
    [void] [IO.Directory]::CreateDirectory($kept)
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $key = $machine.OpenSubKey('SYSTEM\CurrentControlSet\Services\Winmgmt')
    $start = $key.GetValue('Start')
    $delayed = $key.GetValue('DelayedAutostart')
    Save-Backup $kept ([ordered]@{ kind = 'start-type'; service = 'Winmgmt'; start = $start; delayedAutostart = $delayed })
    $current.backup = $kept
    Write-Begin 120
    & "$env:SystemRoot\System32\sc.exe" config Winmgmt start= auto | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "sc.exe config Winmgmt start= auto ended with $LASTEXITCODE" }
    & "$env:SystemRoot\System32\sc.exe" start Winmgmt | Out-Null
    # 1056: it runs, or is about to.
    if (0, 1056 -notcontains $LASTEXITCODE) { throw "sc.exe start Winmgmt ended with $LASTEXITCODE" }
    (Get-Winmgmt).WaitForStatus('Running', [TimeSpan]::FromMinutes(2))
    Write-Result 'done' ''
    $current.step = 'Check the state of the server'
    $current.backup = ''
}
`

/** Written at the end of a run, so that others see who changed what, and where it is kept. */
export const runEvent = `# One event in the log Application; a log that can't be written to fails nothing.
function Write-RunEvent {
    try {
        $done = @($results | Where-Object { $_.result -eq 'done' -and $_.number -gt 0 }).Count
        $orderedBy = [Environment]::GetEnvironmentVariable('EXCHANGE_COMPLIANCE_ORDERED_BY')
        if ("$orderedBy" -eq '') { $orderedBy = [Security.Principal.WindowsIdentity]::GetCurrent().Name }
        $where = if ($null -eq $entryFolder) { 'nothing was written to the journal' } else { "journal: $entryFolder" }
        $text = "exchange-compliance ran a remediation, ordered by $orderedBy. Steps done: $done of $steps; $where. Exit code $exitCode."
        $kind = if ($exitCode -eq 0) { 'Information' } else { 'Warning' }
        [Diagnostics.EventLog]::WriteEntry('ExchangeCompliance', $text, $kind, 100 + $exitCode)
    }
    catch {
        return
    }
}
`
