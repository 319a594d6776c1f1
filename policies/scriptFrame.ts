import { guard } from './scriptGuard'
import { runEvent, winmgmt } from './scriptWindows'

/** Writes a value as one line of JSON that every code page leaves as it is. ConvertTo-Json is of a module. */
export const asciiJson = String.raw`# In ASCII, so that no code page can harm it.
function ConvertTo-JsonText {
    param([string] $Text)
    $escaped = $Text.Replace('\', '\\').Replace('"', '\"')
    '"' + [regex]::Replace($escaped, '[^ -~]', { param($match) '\u{0:x4}' -f [int] [char] $match.Value }) + '"'
}

function ConvertTo-AsciiJson {
    param($Value)
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [bool]) { return $(if ($Value) { 'true' } else { 'false' }) }
    if ($Value -is [int]) { return [string] $Value }
    if ($Value -is [string]) { return ConvertTo-JsonText $Value }
    if ($Value -is [Collections.IDictionary]) {
        $members = @(foreach ($key in $Value.Keys) { (ConvertTo-JsonText $key) + ':' + (ConvertTo-AsciiJson $Value[$key]) })
        return '{' + ($members -join ',') + '}'
    }
    if ($Value -is [Collections.IEnumerable]) {
        $elements = @(foreach ($element in $Value) { ConvertTo-AsciiJson $element })
        return '[' + ($elements -join ',') + ']'
    }
    ConvertTo-JsonText ([string] $Value)
}
`

/** Makes a folder of the journal safe: only administrators may write where an elevated script reads and writes. */
export const protectFolder = String.raw`# Only administrators may write here: what ordinary users can plant, an elevated script must not follow.
function Assert-Protected {
    param([string] $Path)
    $isLink = ([IO.File]::GetAttributes($Path) -band [IO.FileAttributes]::ReparsePoint) -ne 0
    $part = [Security.AccessControl.AccessControlSections] 'Owner'
    $type = [Security.AccessControl.DirectorySecurity]
    $security = [Activator]::CreateInstance($type, [object[]] @($Path, $part))
    $owner = $security.GetOwner([Security.Principal.SecurityIdentifier]).Value
    $remedy = 'see who made it, then remove it'
    if ($isLink) { throw "$Path is a link: $remedy" }
    if ('S-1-5-32-544', 'S-1-5-18' -notcontains $owner) { throw "$Path does not belong to Administrators: $remedy" }
}

function Protect-Folder {
    param([string] $Path)
    if (-not [IO.Directory]::Exists($Path)) {
        $rights = [Activator]::CreateInstance([Security.AccessControl.DirectorySecurity])
        $rights.SetSecurityDescriptorSddlForm('O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)')
        $new = [IO.DirectoryInfo] $Path
        # It has its rights from the first moment on; Windows PowerShell and PowerShell 7 have other names for that.
        if ($PSVersionTable.PSVersion.Major -lt 6) { $new.Create($rights) }
        else { [IO.FileSystemAclExtensions]::Create($new, $rights) }
    }
    Assert-Protected $Path
    $full = '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F'
    & "$env:SystemRoot\System32\icacls.exe" $Path /inheritance:r /grant:r $full[0] $full[1] | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "the rights of $Path could not be set" }
}
`

/** Settings and functions. No empty line stands in a block: standard input would end the block there. */
export const beginning = String.raw`# Ends the drifts that exchange-compliance found on one server. Written anew for each plan: do not change it by hand.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
Set-StrictMode -Version 2.0
$folder = "$env:ProgramData\ExchangeCompliance"
$restartMark = "$folder\restart-due"
$restartServices = "$folder\restart-services"
$results = [Collections.ArrayList] @()
$current = @{ number = 0; policy = ''; step = 'Check the state of the server'; backup = '' }

${asciiJson}
function Write-Result {
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

# Before a change that may take a while, so that whoever watches knows for what.
function Write-Begin {
    param([string] $Waits)
    ConvertTo-AsciiJson ([ordered]@{
        server = $server
        number = $current.number
        of = [int] $steps
        policy = $current.policy
        step = $current.step
        begins = $(if ($Waits -eq '') { $null } else { $Waits })
    })
}

${guard}
${protectFolder}
function Open-Folder {
    Protect-Folder $folder
    try {
        [IO.File]::Open("$folder\lock", 'OpenOrCreate', 'ReadWrite', 'None')
    }
    catch {
        throw "another remediation is at work here: wait until it is done, and try again ($($_.Exception.Message))"
    }
}

# Each run has a numbered folder of its own; entry.json there says that it was finished.
function Get-LastNumber {
    param([switch] $Finished)
    $last = 0
    foreach ($path in [IO.Directory]::GetDirectories($folder)) {
        $name = [IO.Path]::GetFileName($path)
        if (-not [regex]::IsMatch($name, '^[1-9][0-9]{0,8}\z')) { continue }
        $number = [int] $name
        $isCounted = -not $Finished -or [IO.File]::Exists("$path\entry.json")
        if ($isCounted -and $number -gt $last) { $last = $number }
    }
    $last
}

# Nothing was finished since the plan was made, or only what was planned when this was: as by a run that outlived its watcher.
function Test-Planned {
    $last = Get-LastNumber -Finished
    $file = "$folder\$last\planned-after"
    $last -eq $planned -or ([IO.File]::Exists($file) -and [IO.File]::ReadAllText($file) -eq "$planned")
}

# A run that is cut off leaves to the next one for which policies, and which services, IIS has still to be restarted.
function Add-Name {
    param([string] $File, [string[]] $Names)
    $known = @(Read-Name $File)
    foreach ($name in $Names) {
        if ($known -notcontains $name) { $known += $name }
    }
    $new = "$File.new"
    [IO.File]::WriteAllText($new, ($known -join ', '))
    # The file changes whole, or not at all, whenever the run is cut off.
    if ([IO.File]::Exists($File)) { [IO.File]::Replace($new, $File, [NullString]::Value) }
    else { [IO.File]::Move($new, $File) }
}

function Read-Name {
    param([string] $File)
    if ([IO.File]::Exists($File)) { [IO.File]::ReadAllText($File) -split ', ' | Where-Object { $_ -ne '' } }
}

function Save-Entry {
    param([string] $Name)
    $document = [ordered]@{ version = 1; server = $server; number = $entry; steps = @($results) }
    [IO.File]::WriteAllText("$entryFolder\$Name", (ConvertTo-AsciiJson $document))
}

function Test-Done {
    param([scriptblock] $Test)
    [bool] (& $Test | Select-Object -Last 1)
}

function Invoke-Step {
    param([int] $Number, [string] $Policy, [string] $Title, [string] $After, $Test, $BackUp, $Set, [string] $Waits)
    $current.number = $Number
    $current.policy = $Policy
    $current.step = $Title
    $current.backup = ''
    if (Test-Done $Test) { return Write-Result 'unchanged' '' }
    $refusal = Get-Refusal
    if ($null -ne $refusal) { throw $refusal }
    if ($null -ne $BackUp) {
        $kept = "$entryFolder\$Number"
        [void] [IO.Directory]::CreateDirectory($kept)
        Save-Before $kept $BackUp
        $current.backup = $kept
    }
    Write-Begin $Waits
    if ($After -eq 'restart') { Add-Name $restartMark ($Policy -split ', ') }
    & $Set | Out-Null
    if (-not (Test-Done $Test)) { throw 'it was carried out, and yet its test fails' }
    Write-Result 'done' ''
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

${winmgmt}
${runEvent}`

/** Goes before the first step: guard, folder, lock and number. What fails here has touched nothing. */
export const body = `$exitCode = 2
$lock = $null
$entryFolder = $null
try {
    $refusal = Get-Refusal
    if ($null -ne $refusal) { throw $refusal }
    $lock = Open-Folder
    if (-not (Test-Planned)) {
        throw "others were at work here since this was planned after entry $planned of the journal: run pulumi up again"
    }
    $entry = (Get-LastNumber) + 1
    Protect-Folder "$folder\\$entry"
    [IO.File]::WriteAllText("$folder\\$entry\\planned-after", "$planned")
    $entryFolder = "$folder\\$entry"
    $exitCode = 1
    if (Test-WinmgmtNeeded) { Start-Winmgmt }
`

/** Goes after the last step. */
export const ending = `    Save-Entry 'entry.json'
    $current.number = 0
    $current.policy = ''
    $current.step = "Write entry $entry of the journal"
    $current.backup = $entryFolder
    Write-Result 'done' ''
    $exitCode = 0
}
catch {
    Write-Result $(if ($exitCode -eq 2) { 'refused' } else { 'failed' }) "$($_.Exception.Message)"
    if ($null -ne $entryFolder) { Save-Entry 'failed.json' }
}
finally {
    if ($null -ne $lock) { $lock.Dispose() }
    Write-RunEvent
    [Environment]::ExitCode = $exitCode
}

exit $exitCode
`
