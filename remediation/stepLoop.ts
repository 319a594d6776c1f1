import { longestRun } from '../judging/remediation'

/** Says why something failed: an error's causes, and Windows' numbers of them in words that no language changes. */
export const reasons = `# What Windows' numbers of errors mean: its own words are in its own language.
$meanings = @{
    2 = 'its program file does not exist'
    3 = 'the folder of its program file does not exist'
    5 = 'access is denied'
    193 = 'its program file is damaged, or for another processor'
    1053 = 'it did not answer in time'
    1054 = 'no thread could be made for it'
    1055 = 'the database of services is locked'
    1056 = 'it runs already'
    1057 = 'its account does not exist'
    1058 = 'it is disabled'
    1060 = 'it is not installed'
    1061 = 'it takes no commands now'
    1064 = 'it failed while it took the command'
    1066 = 'it gave an error of its own'
    1067 = 'its process ended unexpectedly'
    1068 = 'a service on which it depends does not start'
    1069 = 'its account could not log on'
    1070 = 'it hung while it started'
    1072 = 'it is marked for deletion, until the computer is restarted'
    1075 = 'a service on which it depends is not installed, or is marked for deletion'
    1079 = 'its account differs from that of the other services in its process'
    1450 = 'Windows lacks memory or other resources for it'
}

function Get-Meaning {
    param($Code, [string] $Otherwise)
    $words = "$($meanings[$Code])"
    if ($words -eq '') { $words = $Otherwise }
    "$words (Windows error $Code)"
}

# The outermost of an error and its causes often names none, and repeats the next one's words.
function Get-Reason {
    param($Problem)
    $said = @()
    $one = $Problem
    while ($null -ne $one -and $said.Count -lt 10) {
        $words = "$($one.Message)".Trim()
        if ($one -is [Management.Automation.CommandNotFoundException]) { return "$($one.CommandName) is not there" }
        if ($one -is [ComponentModel.Win32Exception]) { return Get-Meaning $one.NativeErrorCode $words }
        $said += $words
        $one = $one.InnerException
    }
    $told = ''
    foreach ($words in $said) {
        $isWrapper = $told -ne '' -and $told.Contains($words)
        if ($isWrapper -or $told -eq '') { $told = $words } else { $told = $told + ': ' + $words }
    }
    if ($told -eq '') { return 'no reason was given' }
    $told
}
`

/** Tells what came of a step: one line of JSON each, and what is kept of all in the journal. */
export const results = String.raw`function Write-Result {
    param([string] $Result, [string] $Problem)
    $line = [ordered]@{
        server = $server
        number = $current.number
        policy = $current.policy
        step = $current.step
        result = $Result
        backup = $(if ($current.backup -eq '') { $null } else { $current.backup })
        error = $(if ($Problem -eq '') { $null } else { $Problem })
    }
    [void] $results.Add($line)
    ConvertTo-AsciiJson $line
}

# Before a change: whoever watches knows what is at work, and how long it may be silent where it waits.
function Write-Begin {
    param([int] $Seconds)
    ConvertTo-AsciiJson ([ordered]@{
        server = $server
        number = $current.number
        of = [int] $steps
        policy = $current.policy
        step = $current.step
        atMostSeconds = $(if ($Seconds -gt 0) { $Seconds } else { $null })
    })
}

function Save-Entry {
    param([string] $Name)
    $document = [ordered]@{ version = 1; server = $server; number = $entry; steps = @($results) }
    [IO.File]::WriteAllText("$entryFolder\$Name", (ConvertTo-AsciiJson $document))
}
`

/**
 * Carries out one step. One that fails ends those that rely on it: what changes the web server is one chain; start types
 * and starts of services stand apart, and only services that depend on one that didn't start are left out.
 */
export const steps = String.raw`# Only a Boolean that comes last is an answer: what a command left behind is none.
function Test-Done {
    param([scriptblock] $Test)
    $values = @(& $Test)
    $values.Count -gt 0 -and $values[$values.Count - 1] -is [bool] -and $values[$values.Count - 1]
}

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
    $rest = ${longestRun} - $clock.Elapsed.TotalSeconds
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
`
