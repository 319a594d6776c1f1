import { guard } from './scriptGuard'
import { runEvent, winmgmt } from './scriptWindows'
import { reasons, results, steps } from './stepLoop'

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
$servicesDue = "$folder\services-due"
$results = [Collections.ArrayList] @()
$failed = [Collections.ArrayList] @()
$unstarted = [Collections.ArrayList] @()
$clock = [Diagnostics.Stopwatch]::StartNew()
$current = @{ number = 0; policy = ''; step = 'Check the state of the server'; backup = ''; isRefused = $false }

${asciiJson}
${reasons}
${results}
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
    Write-Name $File $known
}

function Write-Name {
    param([string] $File, [string[]] $Names)
    $new = "$File.new"
    [IO.File]::WriteAllText($new, ($Names -join ', '))
    # The file changes whole, or not at all, whenever the run is cut off.
    if ([IO.File]::Exists($File)) { [IO.File]::Replace($new, $File, [NullString]::Value) }
    else { [IO.File]::Move($new, $File) }
}

function Read-Name {
    param([string] $File)
    if ([IO.File]::Exists($File)) { [IO.File]::ReadAllText($File) -split ', ' | Where-Object { $_ -ne '' } }
}

# Which services a run has still to enable, so that the next one knows where this one is cut off: no person disabled them.
function Write-Due {
    param([string[]] $Names)
    if ($Names.Count -eq 0) { [IO.File]::Delete($servicesDue) } else { Write-Name $servicesDue $Names }
}

function Remove-Due {
    param([string] $Name)
    if ($Name -eq '') { return }
    # A name that stays would let a later run enable what a person has disabled since.
    try { Write-Due @(Read-Name $servicesDue | Where-Object { $_ -ne $Name }) }
    catch { throw "it is done, but its name could not be taken out of $servicesDue ($(Get-Reason $_.Exception))" }
}

${steps}
${winmgmt}
${runEvent}`

/** Goes before the first step: guard, folder, lock and number. What fails here has touched nothing. */
export const body = `$exitCode = 2
$lock = $null
$entryFolder = $null
try {
    $refusal = Get-Refusal
    if ($null -ne $refusal) { throw $refusal }
    $needsWinmgmt = Test-WinmgmtNeeded
    $lock = Open-Folder
    if (-not (Test-Planned)) {
        throw "others were at work here since this was planned after entry $planned of the journal: run pulumi up again"
    }
    $entry = (Get-LastNumber) + 1
    Protect-Folder "$folder\\$entry"
    [IO.File]::WriteAllText("$folder\\$entry\\planned-after", "$planned")
    $entryFolder = "$folder\\$entry"
    Write-Due $enabling
    $exitCode = 1
    if ($needsWinmgmt) { Start-Winmgmt }
`

/** Goes after the last step. */
export const ending = `    $current.number = 0
    $current.policy = ''
    $current.step = "Write entry $entry of the journal"
    $current.backup = $entryFolder
    Save-Entry $(if ($failed.Count -eq 0) { 'entry.json' } else { 'failed.json' })
    Write-Result 'done' ''
    if ($failed.Count -eq 0) { $exitCode = 0 }
}
catch {
    $changed = @($results | Where-Object { 'done', 'failed' -contains $_.result })
    if ($current.isRefused -and $changed.Count -eq 0) { $exitCode = 2 }
    Write-Result $(if ($exitCode -eq 2) { 'refused' } else { 'failed' }) (Get-Reason $_.Exception)
    # Nothing may end a script before it has told all.
    try {
        if ($null -ne $entryFolder) { Save-Entry 'failed.json' }
    }
    catch {
        'The record of this run, failed.json, could not be written: the lines above are all that is known of it.'
    }
}
finally {
    if ($null -ne $lock) { $lock.Dispose() }
    Write-RunEvent
    [Environment]::ExitCode = $exitCode
}

exit $exitCode
`
