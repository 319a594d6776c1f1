import { powershell } from '../../policies/powershell'
import { asciiJson, protectFolder } from '../../policies/scriptFrame'

/** What is asked of a server: to begin a run of a script, to tell what came of it, or to clear up after it. */
export type Request =
  | { readonly action: 'start'; readonly run: string; readonly script: string }
  /** `offset`: so many characters of its output are known already. */
  | { readonly action: 'poll'; readonly run: string; readonly offset: number }
  | { readonly action: 'forget'; readonly run: string }
  /** Whether any run is at work there; nothing is changed. */
  | { readonly action: 'look' }

/**
 * A run is a scheduled task of the system's account: it outlives the session that begins it, also where a step cuts that
 * session off. The task is registered by COM, since the cmdlets for it need WMI, which a failed update can disable.
 */
const body = String.raw`$folder = Join-Path "$env:ProgramData" 'ExchangeCompliance'
$runs = Join-Path $folder 'runs'
$runFolder = Join-Path $runs $run
$outputFile = Join-Path $runFolder 'output'
$exitFile = Join-Path $runFolder 'exit'
$startedFile = Join-Path $runFolder 'started'
$prefix = 'ExchangeCompliance '
$answer = @{ state = ''; code = $null; text = ''; error = $null }

${asciiJson}
${protectFolder}
# A method of COM that returns nothing may leave a null, which would become part of an answer.
function Open-TaskService {
    $service = New-Object -ComObject 'Schedule.Service'
    [void] $service.Connect()
    $service
}

# Anybody may register a task of any name, but only administrators make folders among the runs.
function Get-OwnTask {
    param([string] $Like)
    (Open-TaskService).GetFolder('\').GetTasks(1) | Where-Object {
        $id = $_.Name.Replace($prefix, '')
        $isOne = [regex]::IsMatch($id, '^[0-9a-f-]{36}$') -and [IO.Directory]::Exists((Join-Path $runs $id))
        $isOne -and $_.Name -like $Like
    }
}

function Test-Running {
    param([string] $Like)
    # A task that is queued (2) or running (4).
    @(Get-OwnTask $Like | Where-Object { (2, 4) -contains [int] $_.State }).Count -gt 0
}

# Without the rights, runs and their tasks are not seen, and what follows would fail at one thing or the other.
function Assert-Administrator {
    $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
    $me = New-Object System.Security.Principal.WindowsPrincipal -ArgumentList $identity
    $administrators = New-Object System.Security.Principal.SecurityIdentifier -ArgumentList 'S-1-5-32-544'
    if ($me.IsInRole($administrators)) { return }
    throw "$($identity.Name) is no local administrator here, or is not elevated: connect as one who is"
}

# A run whose watcher was killed is never asked for again; none takes longer than two hours.
function Remove-OldRun {
    foreach ($path in [IO.Directory]::GetDirectories($runs)) {
        $name = "$prefix$([IO.Path]::GetFileName($path))"
        $isOld = [IO.Directory]::GetLastWriteTimeUtc($path) -lt [DateTime]::UtcNow.AddDays(-1)
        if (-not $isOld -or (Test-Running $name)) { continue }
        # What can't be removed, since somebody reads it, holds no new run back.
        try {
            Get-OwnTask $name | ForEach-Object { [void] (Open-TaskService).GetFolder('\').DeleteTask($_.Name, 0) }
            [IO.Directory]::Delete($path, $true)
        } catch { continue }
    }
}

# The script's output goes into a file, and how it ended into another, which appears whole.
$wrapper = @'
$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
$code = 1
try {
    & (Join-Path $PSScriptRoot 'script.ps1') | ForEach-Object {
        [IO.File]::AppendAllText((Join-Path $PSScriptRoot 'output'), [string] $_ + [char] 10)
    }
    $code = $LASTEXITCODE
} catch {
    [IO.File]::AppendAllText((Join-Path $PSScriptRoot 'output'), [string] $_ + [char] 10)
}
[IO.File]::WriteAllText((Join-Path $PSScriptRoot 'ending'), [string] $code)
[IO.File]::Move((Join-Path $PSScriptRoot 'ending'), (Join-Path $PSScriptRoot 'exit'))
'@

function Start-Run {
    # Asked again where the answer to the first asking was lost.
    $isKnown = [IO.File]::Exists($startedFile) -or [IO.File]::Exists($exitFile)
    if ($isKnown -or (Test-Running "$prefix$run")) { return 'started' }
    if (Test-Running "$prefix*") { return 'busy' }
    Protect-Folder $folder
    Protect-Folder $runs
    Remove-OldRun
    Protect-Folder $runFolder
    [IO.File]::WriteAllBytes((Join-Path $runFolder 'script.ps1'), [Convert]::FromBase64String($script))
    [IO.File]::WriteAllText((Join-Path $runFolder 'run.ps1'), $wrapper)
    $service = Open-TaskService
    $task = $service.NewTask(0)
    $task.Principal.UserId = 'S-1-5-18'
    $task.Principal.LogonType = 5
    $task.Principal.RunLevel = 1
    $task.Settings.MultipleInstances = 2
    $task.Settings.ExecutionTimeLimit = 'PT2H'
    $task.Settings.DisallowStartIfOnBatteries = $false
    $task.Settings.StopIfGoingOnBatteries = $false
    $action = $task.Actions.Create(0)
    $action.Path = "$env:SystemRoot\System32\WindowsPowerShell\v1.0\powershell.exe"
    $file = Join-Path $runFolder 'run.ps1'
    $action.Arguments = '-NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "{0}"' -f $file
    $registered = $service.GetFolder('\').RegisterTaskDefinition("$prefix$run", $task, 6, $null, $null, 5)
    [void] $registered.Run($null)
    [IO.File]::WriteAllText($startedFile, '')
    'started'
}

function Read-NewText {
    if (-not [IO.File]::Exists($outputFile)) { return '' }
    $stream = New-Object System.IO.FileStream -ArgumentList $outputFile, 'Open', 'Read', 'ReadWrite'
    try {
        [void] $stream.Seek($offset, 'Begin')
        $bytes = New-Object 'byte[]' 65536
        $count = $stream.Read($bytes, 0, $bytes.Length)
        [Text.Encoding]::ASCII.GetString($bytes, 0, $count)
    } finally {
        $stream.Dispose()
    }
}

function Watch-Run {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        # Asked in this order, so that what a run has written last is read, and one that has just ended isn't lost.
        $isRunning = Test-Running "$prefix$run"
        $hasEnded = [IO.File]::Exists($exitFile)
        $answer.text = Read-NewText
        if ($answer.text -ne '' -and -not $hasEnded) { return 'running' }
        if ($answer.text.Length -eq 65536) { return 'running' }
        if ($hasEnded) {
            $answer.code = [int] [IO.File]::ReadAllText($exitFile)
            return 'ended'
        }
        if (-not $isRunning) { return 'lost' }
        if ($watch.Elapsed.TotalSeconds -gt 20) { return 'running' }
        Start-Sleep -Milliseconds 500
    }
}

function Remove-Run {
    [void] (Open-TaskService).GetFolder('\').DeleteTask("$prefix$run", 0)
    [IO.Directory]::Delete($runFolder, $true)
    'forgotten'
}

try {
    Assert-Administrator
    foreach ($path in $folder, $runs, $runFolder) {
        if ([IO.Directory]::Exists($path)) { Assert-Protected $path }
    }
    switch ($action) {
        'start' { $answer.state = Start-Run }
        'poll' { $answer.state = Watch-Run }
        'forget' { $answer.state = Remove-Run }
        'look' { $answer.state = if (Test-Running "$prefix*") { 'busy' } else { 'idle' } }
    }
} catch {
    $answer.state = 'failed'
    $answer.error = [string] $_.Exception.Message
}
ConvertTo-AsciiJson $answer
`

const beginning = `$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'`

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** The PowerShell that carries out a request, ASCII alone; it prints one line of JSON: `state`, `code`, `text`, `error`. */
export const detachedScript = (request: Request): string =>
  [
    beginning,
    powershell`$action = ${request.action}`,
    powershell`$run = ${request.action === 'look' ? '' : request.run}`,
    powershell`$script = ${request.action === 'start' ? base64(request.script) : ''}`,
    `$offset = ${request.action === 'poll' ? request.offset : 0}`,
    body
  ].join('\n')
