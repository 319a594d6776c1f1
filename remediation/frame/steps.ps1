# Those that did not start, among the services on which one depends, directly or by others.
function Get-Unstarted {
    param([string] $Name)
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $needed = @($Name)
    $next = 0
    while ($next -lt $needed.Count -and $next -lt 100) {
        $key = $machine.OpenSubKey("SYSTEM\CurrentControlSet\Services\$($needed[$next])")
        $next = $next + 1
        if ($null -eq $key) { continue }
        foreach ($one in @($key.GetValue('DependOnService'))) {
            if ("$one" -ne '' -and $needed -notcontains $one) { $needed += "$one" }
        }
    }
    $needed | Where-Object { $unstarted -contains $_ }
}

# Why a step is left out; nothing where it is not.
function Get-Obstacle {
    param([bool] $IsApart, [string] $Service)
    if (-not $IsApart) {
        if ($failed -contains 'web') { return 'an earlier step failed, on which it may rely' }
        return
    }
    if ($Service -eq '' -or $unstarted.Count -eq 0) { return }
    $missing = @(Get-Unstarted $Service)
    if ($missing.Count -gt 0) { return "it depends on $($missing -join ', '), which did not start" }
}

function Save-Before {
    param([string] $backup, [scriptblock] $Save)
    & $Save | Out-Null
}

# By what a step's backup can be put back, beside the files that were copied.
function Save-Backup {
    param([string] $Folder, $Content)
    [IO.File]::WriteAllText("$Folder\backup.json", (ConvertTo-AsciiJson $Content))
}

function Set-Step {
    param($Test, $BackUp, $Set, [string] $After, [string] $Policy, [int] $Seconds)
    $rest = $longestRun - $clock.Elapsed.TotalSeconds
    if ($rest -lt $Seconds) { throw 'the run has no time left for it: run pulumi up again' }
    if ($null -ne $BackUp) {
        $kept = "$entryFolder\$($current.number)"
        [void] [IO.Directory]::CreateDirectory($kept)
        Save-Before $kept $BackUp
        $current.backup = $kept
    }
    Write-Begin $Seconds
    if ($After -eq 'restart') { Add-Name $restartMark ($Policy -split ', ') }
    & $Set | Out-Null
    if (-not (Test-Done $Test)) { throw 'it was carried out, and yet its test fails' }
}

# A refusal ends the run, since it may touch nothing more; a step that fails ends what relies on it.
function Invoke-Step {
    param([int] $Number, [string] $Policy, [string] $Title, [string] $After, $Test, $BackUp, $Set, [string] $Enables, [string] $Service, [int] $Seconds, [switch] $Apart)
    $current.number = $Number
    $current.policy = $Policy
    $current.step = $Title
    $current.backup = ''
    $refusal = $null
    try {
        if (Test-Done $Test) {
            Remove-Due $Enables
            return Write-Result 'unchanged' ''
        }
        $obstacle = Get-Obstacle $Apart $Service
        if ($null -ne $obstacle) {
            if ($Service -ne '') { [void] $unstarted.Add($Service) }
            return Write-Result 'skipped' $obstacle
        }
        $refusal = Get-Refusal
        if ($null -eq $refusal) {
            Set-Step $Test $BackUp $Set $After $Policy $Seconds
            Remove-Due $Enables
            return Write-Result 'done' ''
        }
    }
    catch {
        $problem = Get-Reason $_.Exception
        if ($Service -ne '') { [void] $unstarted.Add($Service) }
        [void] $failed.Add($(if ($Apart) { $Title } else { 'web' }))
        return Write-Result 'failed' $problem
    }
    $current.isRefused = $true
    throw $refusal
}
