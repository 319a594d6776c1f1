# Why something failed, in plain words; texts of Windows come in any language, so they are shown and never read.
function Get-Reason {
    param($Record)
    $thrown = $Record.TargetObject
    if ($thrown -is [string] -and $thrown -eq $Record.Exception.Message) { return $thrown }
    $cause = $Record.Exception
    while ($true) {
        if ($cause -is [UnauthorizedAccessException]) { return 'access denied' }
        if ($null -eq $cause.InnerException) { break }
        $cause = $cause.InnerException
    }
    '{0}: {1}' -f $cause.GetType().Name, [regex]::Replace($cause.Message, '\s+', ' ').Trim().TrimEnd('.')
}

# The numbered folders in a folder, the highest number first; none where there is no such folder.
function Get-Number {
    param([string] $Folder)
    try {
        $paths = [IO.Directory]::GetDirectories($Folder)
    }
    catch [IO.DirectoryNotFoundException] {
        return
    }
    $names = @($paths | ForEach-Object { [IO.Path]::GetFileName($_) })
    $numbers = @($names | Where-Object { [regex]::IsMatch($_, '^(0|[1-9][0-9]{0,8})\z') } | ForEach-Object { [int] $_ })
    $numbers | Sort-Object -Descending
}

function Read-Text {
    param([string] $Path)
    if (-not [IO.File]::Exists($Path)) { throw 'it is not there' }
    $length = (New-Object System.IO.FileInfo -ArgumentList $Path).Length
    if ($length -gt $largestFile) { throw "it is larger than $($largestFile / 1024) KB" }
    $read.characters += $length
    if ($read.characters -gt $largestWhole) { throw 'the journal is too large to be read whole' }
    [IO.File]::ReadAllText($Path)
}

# The text of a file, or why it could not be read.
function Get-Text {
    param([string] $Path)
    $known = @{ text = $null; error = $null }
    try {
        $known.text = Read-Text $Path
    }
    catch {
        $known.error = Get-Reason $_
    }
    $known
}

function Get-Backup {
    param([string] $Folder)
    foreach ($step in @(Get-Number $Folder)) {
        $found = Get-Text "$Folder\$step\backup.json"
        [ordered]@{ step = $step; text = $found.text; error = $found.error }
    }
}

function Get-Entry {
    param([string] $Folder, [int] $Number)
    Assert-JournalOwner $Folder
    $isFinished = [IO.File]::Exists("$Folder\entry.json")
    $isStopped = -not $isFinished -and [IO.File]::Exists("$Folder\failed.json")
    $found = @{ text = $null; error = 'neither entry.json nor failed.json is there: the run was cut off, or goes on' }
    if ($isFinished) { $found = Get-Text "$Folder\entry.json" }
    if ($isStopped) { $found = Get-Text "$Folder\failed.json" }
    [ordered]@{
        number = $Number
        finished = $isFinished
        text = $found.text
        error = $found.error
        backups = [object[]] @(Get-Backup $Folder)
    }
}
