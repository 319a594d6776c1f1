<#
.SYNOPSIS
Reads what remediations have written down and kept on this server, and prints it as JSON.

.DESCRIPTION
Reads only: the journal in the folder ExchangeCompliance of ProgramData, where each remediation has a numbered folder
with entry.json (finished) or failed.json (stopped midway), and each of its steps a folder with backup.json. Their texts
are passed on as they are, so that nothing is decided here. Where no remediation has ever run, the list is empty.

Only administrators may read the journal, so run it elevated. It needs Windows PowerShell 3.0 or later, or PowerShell 7.

.NOTES
This script is assembled from the files in the folder collector of exchange-compliance, by `npm run collector`: change
those files, and not the script.

.INPUTS
None.

.OUTPUTS
System.String. The newest entries, the last one first, in one line of JSON. The exit code is 0 where they were read,
and 1 where they were not; one sentence on standard error then says why.

.EXAMPLE
powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File Get-JournalEntries.ps1

Prints the journal of this server.
#>
[CmdletBinding()] param()

function Write-Complaint {
    param([string] $Sentence)
    $inConsole = $Host.Name -eq 'ConsoleHost' -and $ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage'
    if ($inConsole) { [Console]::Error.WriteLine($Sentence) } else { Write-Error $Sentence -ErrorAction Continue }
}

# Windows PowerShell 2.0 must be able to parse the whole file, or it could not say what it lacks.
$engine = $PSVersionTable.PSVersion
$lack = ''
if ($engine.Major -lt 3) {
    $lack = "Windows PowerShell 3.0 or later, or PowerShell 7, and this is $engine"
}
elseif ($env:OS -ne 'Windows_NT') {
    $lack = 'Windows'
}
elseif ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    $lack = "PowerShell's full language mode, which a policy of this computer withholds from unsigned scripts"
}

if ($lack -ne '') {
    Write-Complaint "The reader of the journal needs $lack."
    exit 1
}

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# Over ssh and in a pipeline they would stand beside the JSON.
$WarningPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'
$utf8 = New-Object System.Text.UTF8Encoding -ArgumentList $false
$toProcess = $Host.Name -eq 'ConsoleHost' -and [Console]::IsOutputRedirected

$mostEntries = 100
$largestFile = 262144
$largestWhole = 4194304
$read = @{ characters = 0 }

# What ordinary users have made themselves tells nothing of remediations, and must not be put back.
function Assert-JournalOwner {
    param([string] $Folder)
    $isLink = ([IO.File]::GetAttributes($Folder) -band [IO.FileAttributes]::ReparsePoint) -ne 0
    if ($isLink) { throw "$Folder is a link: see who made it, then remove it" }
    $security = New-Object System.Security.AccessControl.DirectorySecurity -ArgumentList $Folder, 'Owner'
    $owner = $security.GetOwner([Security.Principal.SecurityIdentifier]).Value
    if ('S-1-5-18', 'S-1-5-32-544' -contains $owner) { return }
    throw "$Folder belongs to $owner, not to Administrators: see who made it, then remove it"
}

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

$exitCode = 0
try {
    $folder = "$env:ProgramData\ExchangeCompliance"
    if ([IO.Directory]::Exists($folder)) { Assert-JournalOwner $folder }
    $numbers = @(Get-Number $folder)
    $newest = @($numbers | Select-Object -First $mostEntries)
    $document = [ordered]@{
        version = 1
        server = [Environment]::MachineName
        host = [Net.Dns]::GetHostName()
        older = $numbers.Count - $newest.Count
        entries = [object[]] @($newest | ForEach-Object { Get-Entry "$folder\$_" $_ })
    }
    $json = ConvertTo-Json -InputObject $document -Depth 10 -Compress
    if ($toProcess) {
        # As bytes: the code page of the console, and its width, then do nothing to them.
        $bytes = $utf8.GetBytes($json + "`n")
        $output = [Console]::OpenStandardOutput()
        $output.Write($bytes, 0, $bytes.Length)
        $output.Flush()
    }
    else {
        $json
    }
}
catch {
    $exitCode = 1
    Write-Complaint "The journal could not be read: $(Get-Reason $_)."
}

exit $exitCode
