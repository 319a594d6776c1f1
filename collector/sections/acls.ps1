# The last run in the end of a log, which may be hundreds of megabytes long, and whether it begins before what is read.
function Read-LastRun {
    param([string] $Path)
    $none = @{ text = ''; cut = $false }
    try {
        $stream = Open-File $Path
    }
    catch [IO.FileNotFoundException] {
        return $none
    }
    catch [IO.DirectoryNotFoundException] {
        return $none
    }
    try {
        $bytes = 4194304
        $isTail = $stream.Length -gt $bytes
        if ($isTail) { $null = $stream.Seek(-$bytes, 'End') }
        $text = (New-Object System.IO.StreamReader -ArgumentList $stream).ReadToEnd()
        $start = $text.LastIndexOf($runBegins, [StringComparison]::Ordinal)
        if ($start -ge 0) { return @{ text = $text.Substring($start); cut = $false } }
        @{ text = $text; cut = $isTail }
    }
    finally {
        $stream.Dispose()
    }
}

# A setup that may not enter a folder could not make what lies in it: that one is judged, if it shows what it holds.
function Assert-Parent {
    param([string] $Path)
    $inside = ($Path + '\').StartsWith((Get-InstallPath), [StringComparison]::OrdinalIgnoreCase)
    if (-not $inside) { throw 'it is not there, nor a folder of Exchange above it' }
    $null = [IO.Directory]::GetDirectories($Path)
}

$drives = @{}

# A path stands within a sentence of any language: it is the longest beginning of the text that is a folder, and that
# ends where a name ends. A folder that is gone gives the nearest one above it.
function Find-Folder {
    param([string] $Text)
    # Each look at a drive that is gone takes seconds, so one is enough.
    $drive = $Text.Substring(0, 3)
    if (-not $drives.ContainsKey($drive)) { $drives[$drive] = [IO.Directory]::Exists($drive) }
    if (-not $drives[$drive]) { throw "the drive $drive is not there" }
    for ($length = $Text.Length; $length -gt 2; $length--) {
        Assert-InTime
        $rest = $Text.Substring($length)
        if ([regex]::IsMatch($rest, '^\.?\w')) { continue }
        $path = $Text.Substring(0, $length)
        if ([IO.File]::Exists($path)) { return }
        if (-not [IO.Directory]::Exists($path)) { continue }
        $folder = [regex]::Match($path, '^[A-Za-z]:\\$|^.*[^\\. ]').Value
        if ([regex]::IsMatch($rest, '^\\[^\\]')) { Assert-Parent $folder }
        return $folder
    }
    throw 'it is not there'
}

$mostRefused = 100

# Windows Installer stops with error 1303 at a folder that it may not enter. Setup tells of it as 1603, and names the
# package before that number and the folder behind it. Each line is looked at once, from its beginning: a line of such
# numbers alone, tried from each of them, would take hours.
function Get-RefusedName {
    param([string] $Run)
    $pattern = '(?<![^\r\n])(?>[^\r\n]*?(?<![\d.])1[36]03(?!\d))[^\r\n]*?([A-Za-z]:\\[^\r\n]{1,400})'
    $limit = [TimeSpan]::FromSeconds(5)
    $refusal = New-Object System.Text.RegularExpressions.Regex -ArgumentList $pattern, 'None', $limit
    $known = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList ([StringComparer]::Ordinal)
    for ($match = $refusal.Match($Run); $match.Success; $match = $match.NextMatch()) {
        Assert-InTime
        $named = $match.Groups[1].Value
        if ($known.Add($named)) { $named }
        if ($known.Count -gt $mostRefused) { return }
    }
}

# A folder whose rights could not be read, under a path that could be one.
function New-UnreadFolder {
    param([string] $Path, [string] $Reason)
    $shown = [regex]::Match($Path, '^[^"<>|?*\x00-\x1f]{0,260}').Value
    if ($Reason.Length -gt 200) { $Reason = $Reason.Substring(0, 200) }
    [ordered]@{ path = $shown; sddl = ''; inherits = $null; unreadable = $Reason }
}

# The folders that the last run of setup was refused, as paths, or as folders that could not be read. A log that can't
# be read costs only these: the folders of the sign-in pages are read all the same.
function Get-RefusedFolder {
    $path = "$env:SystemDrive\ExchangeSetupLogs\ExchangeSetup.log"
    $unknown = 'which folders setup was refused is not known'
    try {
        $run = Read-LastRun $path
        $names = @(Get-RefusedName $run.text)
    }
    catch {
        $isSlow = $_.Exception.GetBaseException() -is [Text.RegularExpressions.RegexMatchTimeoutException]
        $why = if ($isSlow) { 'to look through its last run takes too long' } else { Get-Reason $_ }
        return New-UnreadFolder $path "${unknown}: $why"
    }
    if ($run.cut) { New-UnreadFolder $path "${unknown}: its last run begins further back than is read" }
    foreach ($named in @($names | Select-Object -First $mostRefused)) {
        try {
            Find-Folder $named
        }
        catch {
            New-UnreadFolder $named "the setup log names it, and it can't be found or entered: $(Get-Reason $_)"
        }
    }
    if ($names.Count -gt $mostRefused) {
        $reason = "the setup log names more than $mostRefused folders, and no more were looked at"
        New-UnreadFolder $names[$mostRefused] $reason
    }
}

# The folders of the sign-in pages and those of their versions, which setup makes and protects.
function Get-SignInFolder {
    $folder = Get-InstallPath
    foreach ($name in 'owa', 'ecp') {
        $path = '{0}FrontEnd\HttpProxy\{1}\auth' -f $folder, $name
        if (-not [IO.Directory]::Exists($path)) { continue }
        $path
        [IO.Directory]::GetDirectories($path) | Where-Object { [regex]::IsMatch($_, '\\(\d+(\.\d+)+|Current)$') }
    }
}

# Not by Get-Acl: its module fails in a Windows PowerShell that was started by PowerShell 7.
function Get-FolderAcl {
    param([string] $Path)
    $parts = 'Access, Owner, Group'
    $name = if ($Path.Length -ge 248) { '\\?\' + $Path } else { $Path }
    try {
        $security = New-Object System.Security.AccessControl.DirectorySecurity -ArgumentList $name, $parts
        [ordered]@{
            path = $Path
            sddl = $security.GetSecurityDescriptorSddlForm($parts)
            inherits = -not $security.AreAccessRulesProtected
            unreadable = $null
        }
    }
    catch {
        New-UnreadFolder $Path (Get-Reason $_)
    }
}

# The folders of the sign-in pages first: what the log names may lie on drives that answer slowly.
function Get-Acls {
    $seen = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList ([StringComparer]::OrdinalIgnoreCase)
    foreach ($folder in @(Get-SignInFolder)) {
        Assert-InTime
        if ($seen.Add($folder)) { Get-FolderAcl $folder }
    }
    foreach ($one in @(Get-RefusedFolder)) {
        if ($one -isnot [string]) { $one }
        elseif ($seen.Add($one)) { Get-FolderAcl $one }
    }
}

$sections.acls = { , @(Get-Acls) }
