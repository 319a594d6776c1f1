# By cmd.exe, so that what PowerShell itself complains of is kept; the script is no file to it, which a policy could refuse.
function Set-Action {
    param($Action)
    $place = $runFolder.Replace("'", "''")
    $block = '& ([ScriptBlock]::Create([IO.File]::ReadAllText($runFolder + ''\run.ps1'')))'
    $options = '-NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass'
    $engine = "$env:SystemRoot\System32\WindowsPowerShell\v1.0\powershell.exe"
    $kept = '>"{0}\task-output" 2>"{0}\task-error"' -f $runFolder
    $line = '"{0}" {1} -Command "$runFolder = ''{2}''; {3}" {4}' -f $engine, $options, $place, $block, $kept
    $Action.Path = "$env:SystemRoot\System32\cmd.exe"
    $Action.Arguments = '/d /v:off /s /c "{0}"' -f $line
}

function Get-Task {
    param([string] $OrderedBy)
    $task = (Open-TaskService).NewTask(0)
    $task.RegistrationInfo.Author = $OrderedBy
    $task.RegistrationInfo.Description = 'A remediation by exchange-compliance: the script that pulumi preview showed.'
    $task.Principal.UserId = 'S-1-5-18'
    $task.Principal.LogonType = 5
    $task.Principal.RunLevel = 1
    $task.Settings.MultipleInstances = 2
    $task.Settings.ExecutionTimeLimit = 'PT2H'
    $task.Settings.DisallowStartIfOnBatteries = $false
    $task.Settings.StopIfGoingOnBatteries = $false
    $task.Settings.StartWhenAvailable = $false
    # That of programs; a task's own is below it, for the processor and for the disk.
    $task.Settings.Priority = 4
    Set-Action ($task.Actions.Create(0))
    $task
}

function Register-Run {
    param([string] $OrderedBy)
    [IO.File]::WriteAllBytes("$runFolder\script.ps1", [Convert]::FromBase64String($script))
    [IO.File]::WriteAllText("$runFolder\run.ps1", $wrapper)
    [IO.File]::WriteAllText("$runFolder\ordered-by", $OrderedBy)
    $definition = Get-Task $OrderedBy
    $registered = (Open-TaskFolder).RegisterTaskDefinition("$prefix$run", $definition, 6, 'S-1-5-18', $null, 5)
    # Known from here on: asked again, it must not begin twice.
    [IO.File]::WriteAllText("$runFolder\started", '')
    # Now, whatever its conditions (2).
    [void] $registered.RunEx($null, 2, 0, '')
}

function Start-Run {
    # Asked again where the answer to the first asking was lost.
    $marks = 'started', 'alive', 'exit'
    $isKnown = @($marks | Where-Object { [IO.File]::Exists("$runFolder\$_") }).Count -gt 0
    if ($isKnown) { return 'started' }
    if (Test-AnyAtWork) { return 'busy' }
    Protect-Folder $folder
    Protect-Folder $runs
    Remove-OldRun
    Protect-Folder $runFolder
    try {
        Register-Run ([Security.Principal.WindowsIdentity]::GetCurrent().Name)
    } catch {
        $problem = [string] $_.Exception.Message
        # What has not begun leaves nothing behind.
        try { Remove-RunOf $runFolder } catch { $problem = "$problem; what was prepared could not be removed" }
        throw $problem
    }
    'started'
}

function Read-Part {
    param([string] $File, [int] $From)
    if (-not [IO.File]::Exists($File)) { return '' }
    $stream = [IO.File]::Open($File, 'Open', 'Read', 'ReadWrite')
    try {
        [void] $stream.Seek($From, 'Begin')
        $kind = [byte]
        $bytes = [Array]::CreateInstance($kind, 65536)
        $count = $stream.Read($bytes, 0, $bytes.Length)
        [Text.Encoding]::ASCII.GetString($bytes, 0, $count)
    } finally {
        $stream.Dispose()
    }
}

# Only a whole number is an ending.
function Read-Ending {
    try { $text = Read-Part "$runFolder\exit" 0 } catch { return '' }
    if ([regex]::IsMatch($text, '^-?[0-9]{1,10}\n\z')) { $text.Trim() } else { '' }
}

# What is known of a run that has left no ending: the task's own result, and what it wrote.
function Add-Circumstance {
    foreach ($task in @(Get-OwnTask "$prefix$run")) { $answer.taskResult = [int] $task.LastTaskResult }
    foreach ($name in 'task-error', 'task-output') {
        try { $answer.said = $answer.said + (Read-Part "$runFolder\$name" 0) } catch { continue }
    }
}

function Watch-Run {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        # Asked in this order, so that what a run has written last is read, and one that has just ended isn't lost.
        $hasBegun = [IO.File]::Exists("$runFolder\alive")
        $isAtWork = Test-RunAtWork $runFolder
        $ending = Read-Ending
        # Held by somebody else: read the next time, ending and all.
        try { $answer.text = Read-Part "$runFolder\output" $offset } catch { return 'running' }
        if ($answer.text -ne '' -and $ending -eq '') { return 'running' }
        if ($answer.text.Length -eq 65536) { return 'running' }
        if ($ending -ne '') {
            $answer.code = [int] $ending
            return 'ended'
        }
        if (-not $isAtWork) {
            Add-Circumstance
            # Only a process that has lived can be gone; one that doesn't show itself may be about to begin.
            if ($hasBegun) { return 'gone' } else { return 'absent' }
        }
        if ($watch.Elapsed.TotalSeconds -gt 20) { return 'running' }
        [Threading.Thread]::Sleep(500)
    }
}

function Remove-Run {
    if (Test-RunAtWork $runFolder) { return 'running' }
    Remove-RunOf $runFolder
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
        'look' { $answer.state = if (Test-AnyAtWork) { 'busy' } else { 'idle' } }
    }
} catch {
    $answer.state = 'failed'
    $answer.error = [string] $_.Exception.Message
}
ConvertTo-AsciiJson $answer
