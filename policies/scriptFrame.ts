import { maintenanceRefusal } from './maintenance/maintenanceRefusal'
import { reasons, results, steps } from './stepLoop'

/** Writes a value as one line of JSON that every code page leaves as it is. */
export const asciiJson = String.raw`# In ASCII, so that no code page can harm it.
function ConvertTo-AsciiJson {
    param($Value)
    $json = ConvertTo-Json -InputObject $Value -Depth 10 -Compress
    [regex]::Replace($json, '[^ -~]', { param($match) '\u{0:x4}' -f [int] [char] $match.Value })
}
`

/** Makes a folder of the journal safe: only administrators may write where an elevated script reads and writes. */
export const protectFolder = String.raw`# Only administrators may write here: what ordinary users can plant, an elevated script must not follow.
function Assert-Protected {
    param([string] $Path)
    $isLink = ([IO.File]::GetAttributes($Path) -band [IO.FileAttributes]::ReparsePoint) -ne 0
    $security = New-Object System.Security.AccessControl.DirectorySecurity -ArgumentList $Path, 'Owner'
    $owner = $security.GetOwner([Security.Principal.SecurityIdentifier]).Value
    $remedy = 'see who made it, then remove it'
    if ($isLink) { throw "$Path is a link: $remedy" }
    if ('S-1-5-32-544', 'S-1-5-18' -notcontains $owner) { throw "$Path does not belong to Administrators: $remedy" }
}

function Protect-Folder {
    param([string] $Path)
    if (-not [IO.Directory]::Exists($Path)) {
        $rights = New-Object System.Security.AccessControl.DirectorySecurity
        $rights.SetSecurityDescriptorSddlForm('O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)')
        $new = New-Object System.IO.DirectoryInfo -ArgumentList $Path
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
$utf8 = New-Object System.Text.UTF8Encoding -ArgumentList $false
$folder = Join-Path "$env:ProgramData" 'ExchangeCompliance'
$restartMark = Join-Path $folder 'restart-due'
$restartServices = Join-Path $folder 'restart-services'
$results = New-Object System.Collections.ArrayList
$failed = New-Object System.Collections.ArrayList
$unstarted = New-Object System.Collections.ArrayList
$clock = [Diagnostics.Stopwatch]::StartNew()
$current = @{ number = 0; policy = ''; step = 'Check the state of the server'; backup = '' }

${asciiJson}
${reasons}
${results}
# The roles that setup has not finished; it resumes at their watermarks.
function Get-UnfinishedRole {
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    foreach ($generation in 'v15', 'v14') {
        $root = $machine.OpenSubKey("SOFTWARE\Microsoft\ExchangeServer\$generation")
        if ($null -eq $root) { continue }
        foreach ($name in $root.GetSubKeyNames()) {
            $role = $root.OpenSubKey($name)
            $unpacked = $role.GetValue('UnpackedVersion')
            $isBegun = $null -ne $role.GetValue('Watermark') -or $null -ne $role.GetValue('Action')
            $isHalf = $null -ne $unpacked -and $unpacked -ne $role.GetValue('ConfiguredVersion')
            if ($isBegun -or $isHalf) { $name }
        }
    }
}

${maintenanceRefusal}
# Why nothing may be touched now; nothing where it may.
function Get-Refusal {
    $engine = $PSVersionTable.PSVersion
    if ($engine.Major -lt 5 -or ($engine.Major -eq 5 -and $engine.Minor -lt 1)) { return 'PowerShell 5.1 is needed' }
    if ("$env:OS" -ne 'Windows_NT' -or -not [Environment]::Is64BitProcess) { return '64-bit Windows is needed' }
    # The name of NetBIOS ends after 15 characters, the host name goes on.
    $here = [Environment]::MachineName, [Net.Dns]::GetHostName()
    if ($here -notcontains $server) { return "this computer is $($here[0])" }
    $wait = 'wait until it is done, then some ten minutes for the service of the Windows Installer to end, and try again'
    $installers = 'setup', 'ExSetup', 'ExSetupUI', 'msiexec'
    $running = @(Get-Process -Name $installers -ErrorAction SilentlyContinue)
    $names = @($running | ForEach-Object { $_.ProcessName } | Sort-Object -Unique)
    if ($names.Count -gt 0) { return "an installation runs, or ended minutes ago ($($names -join ', ')): $wait" }
    $unfinished = @(Get-UnfinishedRole)
    if ($unfinished.Count -gt 0) { return "setup is unfinished (watermark): $($unfinished -join ', ')" }
    Get-MaintenanceRefusal
}

${protectFolder}
function Open-Folder {
    Protect-Folder $folder
    [IO.File]::Open((Join-Path $folder 'lock'), 'OpenOrCreate', 'ReadWrite', 'None')
}

# Each run has a numbered folder of its own; entry.json there says that it was finished.
function Get-LastNumber {
    param([switch] $Finished)
    $last = 0
    foreach ($path in [IO.Directory]::GetDirectories($folder)) {
        $number = 0
        if (-not [int]::TryParse([IO.Path]::GetFileName($path), [ref] $number)) { continue }
        $isCounted = -not $Finished -or [IO.File]::Exists((Join-Path $path 'entry.json'))
        if ($isCounted -and $number -gt $last) { $last = $number }
    }
    $last
}

# Nothing was finished since the plan was made, or only what was planned when this was: as by a run that outlived its watcher.
function Test-Planned {
    $last = Get-LastNumber -Finished
    $file = Join-Path (Join-Path $folder "$last") 'planned-after'
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

${steps}`

/** Goes before the first step: guard, folder, lock and number. */
export const body = `$exitCode = 1
$lock = $null
$entryFolder = $null
try {
    $refusal = Get-Refusal
    if ($null -ne $refusal) {
        $exitCode = 2
        throw $refusal
    }
    $lock = Open-Folder
    if (-not (Test-Planned)) {
        $exitCode = 2
        throw "others were at work here since this was planned after entry $planned of the journal: run pulumi up again"
    }
    $entry = (Get-LastNumber) + 1
    $entryFolder = Join-Path $folder "$entry"
    Protect-Folder $entryFolder
    [IO.File]::WriteAllText((Join-Path $entryFolder 'planned-after'), "$planned")
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
}

exit $exitCode
`
