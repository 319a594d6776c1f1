# Whether commands that the steps need may not load: a policy for scripts is set, and WMI, which is asked for it, is down.
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
