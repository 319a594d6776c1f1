<#
.SYNOPSIS
Reads the facts by which an Exchange server is judged, and writes them as JSON.

.DESCRIPTION
Reads only: registry, files, service manager and certificate store of the computer on which it runs. It needs neither
WMI nor IIS nor the cmdlets of Exchange, since after a failed update none of them may answer, and it installs nothing.
It runs in Windows PowerShell 3.0 and later and in PowerShell 7, on Mailbox, Client Access and Edge Transport servers of
Exchange 2010 and later, and on computers with the management tools alone.

What can't be read is {"error": "why"} in the place of its section; the rest is read all the same. Run it elevated:
an account that isn't a local administrator gets "access denied" for some sections.

.PARAMETER OutFile
The file to write, in UTF-8 without byte order mark; a file of that name is replaced. Without it the JSON goes to
standard output, or to the pipeline of a remote or interactive session.

.PARAMETER SetupMedia
The folder of a medium of setup on a drive of this server, such as D:\, to be looked at. Without it none is.

.PARAMETER PatchFile
The file of an update on a drive of this server, to be looked at. Without it none is.

.PARAMETER Ioc
Searches the logs of Exchange for traces of intruders, too, as Test-ProxyLogon.ps1 does. That takes up to eight minutes,
and reads up to 8 GB, the newest first; what was left out is told. Nothing else of the logs is written but the lines'
times, addresses and what makes each one a trace.

.NOTES
This script is assembled from the files in the folder collector of exchange-compliance, by `npm run collector`: change
those files, and not the script.

.INPUTS
None.

.OUTPUTS
System.String. The recorded facts, version 1, in one line of JSON. The exit code is 0 where they were written, and 1
where they were not; one sentence on standard error then says why.

.EXAMPLE
powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File Get-ExchangeFacts.ps1 -OutFile EX01.json

Records the facts of this server in a file, for an audit elsewhere.

.EXAMPLE
powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File Get-ExchangeFacts.ps1 -Ioc -OutFile EX01.json

The same, with the traces of intruders in the logs.

.EXAMPLE
Invoke-Command -ComputerName EX01 -FilePath .\Get-ExchangeFacts.ps1

Reads a server over PowerShell remoting; the JSON comes back as one string.
#>
[CmdletBinding()] param([string] $OutFile = '', [string] $SetupMedia = '', [string] $PatchFile = '', [switch] $Ioc)

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
    Write-Complaint "The collector of Exchange facts needs $lack."
    exit 1
}

# Empty too where the script came by standard input, which has no parameters.
$target = "$OutFile"
$mediaFolder = "$SetupMedia"
$packageFile = "$PatchFile"
$withTraces = [bool] $Ioc

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# Over ssh and in a pipeline they would stand beside the JSON.
$WarningPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'
$utf8 = New-Object System.Text.UTF8Encoding -ArgumentList $false
$toProcess = $Host.Name -eq 'ConsoleHost' -and [Console]::IsOutputRedirected

$encodingBefore = $null
if ($toProcess) {
    try {
        $encodingBefore = [Console]::OutputEncoding
        [Console]::OutputEncoding = $utf8
    }
    catch {
        # Below a service there is no console, and so no code page to set.
        $encodingBefore = $null
    }
}

# ---- What all sections use. -------------------------------------------------------------------------------------

# Within the 60 s that a connection waits at least. Loops ask between items; a call that blocks is not ended by it.
$longestSection = 15
$allEnds = [DateTime]::UtcNow.AddSeconds(50)
$sectionEnds = $allEnds

function Assert-InTime {
    if ([DateTime]::UtcNow -gt $sectionEnds) { throw "not read within its time ($longestSection s for a section)" }
}

# Why something failed, in plain words; texts of Windows come in any language, so they are shown and never read.
function Get-Reason {
    param($Record)
    $thrown = $Record.TargetObject
    if ($thrown -is [string] -and $thrown -eq $Record.Exception.Message) { return $thrown }
    $cause = $Record.Exception
    while ($true) {
        if ($cause -is [UnauthorizedAccessException]) { return 'access denied' }
        if ($cause -is [Security.SecurityException]) { return 'access denied' }
        if ($cause -is [ComponentModel.Win32Exception] -and $cause.NativeErrorCode -eq 5) { return 'access denied' }
        if ($null -eq $cause.InnerException) { break }
        $cause = $cause.InnerException
    }
    # It becomes part of a sentence, which has a full stop of its own.
    '{0}: {1}' -f $cause.GetType().Name, [regex]::Replace($cause.Message, '\s+', ' ').Trim().TrimEnd('.')
}

# A 32-bit PowerShell sees other keys unless it asks for the 64-bit ones. Null where there is no such key.
function Open-MachineKey {
    param([string] $Path)
    [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64').OpenSubKey($Path)
}

function Get-MachineValue {
    param([string] $Path, [string] $Name)
    $key = Open-MachineKey $Path
    if ($null -eq $key) { return $null }
    $key.GetValue($Name)
}

# An empty text is an unknown one; the registry ends some with NUL.
function ConvertTo-KnownText {
    param($Text)
    $plain = "$Text".Trim([char[]] @(0, 32))
    if ($plain -eq '') { return $null }
    $plain
}

# A value that is there is told, even an empty one, in at most 100 characters.
function ConvertTo-ShortText {
    param($Value)
    if ($null -eq $Value) { return $null }
    $text = "$Value"
    if ($text -eq '') { return '(empty)' }
    if ($text.Length -gt 100) { $text = $text.Substring(0, 100) }
    $text
}

# A 32-bit PowerShell gets another folder by the name System32.
function Get-SystemPath {
    param([string] $Name)
    $narrow = [Environment]::Is64BitOperatingSystem -and -not [Environment]::Is64BitProcess
    $folder = if ($narrow) { 'Sysnative' } else { 'System32' }
    '{0}\{1}\{2}' -f $env:windir, $folder, $Name
}

function Open-File {
    param([string] $Path)
    , [IO.File]::Open($Path, 'Open', 'Read', 'ReadWrite, Delete')
}

# A share of another server would ask for credentials that this session may not pass on.
function Assert-LocalPath {
    param([string] $Path)
    if ($Path.Length -gt 400) { throw 'the path has more than 400 characters' }
    if (-not [regex]::IsMatch($Path, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*]*\z')) {
        throw "$Path is no path on a drive of this server"
    }
}

# The newest generation that is installed: its keys are v14 for Exchange 2010, and v15 for all later ones. What an
# older one has left must not answer for a newer one that is damaged.
function Get-Generation {
    $damaged = ''
    foreach ($generation in 'v15', 'v14') {
        $root = "SOFTWARE\Microsoft\ExchangeServer\$generation"
        $key = Open-MachineKey $root
        if ($null -eq $key) { continue }
        $names = @($key.GetSubKeyNames())
        $told = @($names | Where-Object { $_ -eq 'Setup' -or [regex]::IsMatch($_, 'Role\z') })
        if ($told.Count -gt 0 -and $damaged -ne '') {
            throw "the registry holds $damaged without Setup and roles, beside $root, so the installed one is not known"
        }
        if ($told.Count -gt 0) { return @{ generation = $generation; root = $root } }
        if ($names.Count -gt 0) { $damaged = $root }
    }
    if ($damaged -ne '') { throw "the registry holds $damaged without Setup and roles" }
    throw 'no Exchange installation found in the registry'
}

function Get-Installation {
    $installed = Get-Generation
    $root = $installed.root
    $value = Get-MachineValue "$root\Setup" 'MsiInstallPath'
    $path = if ($value -is [string]) { ConvertTo-KnownText $value } else { $null }
    if ($null -eq $path -or -not [regex]::IsMatch($path, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*]*\z')) {
        throw "the registry holds $root without the installation folder (Setup, MsiInstallPath)"
    }
    @{ generation = $installed.generation; root = $root; path = $path.TrimEnd('\') + '\' }
}

function Get-InstallPath {
    $path = (Get-Installation).path
    if (-not [IO.Directory]::Exists($path)) { throw "the installation folder $path does not exist or is out of reach" }
    $path
}

function Test-Administrator {
    $account = [Security.Principal.WindowsIdentity]::GetCurrent()
    $principal = New-Object System.Security.Principal.WindowsPrincipal -ArgumentList $account
    $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

# The products of setup and its prerequisites, as Windows Installer registered them for all users. The first two are
# Exchange itself, by the packed code of its product (2016 and later, 2013); others are known by the names that their
# makers gave them, in all languages alike.
$exchangeProducts = '442189DC8B9EA5040962A6BED9EC1F1F', 'AE1D439464EB1B8488741FFA028E291C'
$exchangeNames = @(
    'Microsoft Exchange Server'
    'Microsoft Server Speech'
    'Microsoft Unified Communications'
    'Microsoft Lync Server'
)
$installerData = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UserData\S-1-5-18'

function Test-NameBegins {
    param([string] $Name, [string[]] $Beginnings)
    foreach ($beginning in $Beginnings) {
        if ($Name.StartsWith($beginning, [StringComparison]::Ordinal)) { return $true }
    }
    $false
}

# Each with its packed code, its name, and its key; a key that may not be read costs the section.
function Get-ExchangeProduct {
    $root = Open-MachineKey "$installerData\Products"
    if ($null -eq $root) { throw "the registry holds no products of Windows Installer (HKLM\$installerData\Products)" }
    $names = @($root.GetSubKeyNames())
    if ($names.Count -gt 5000) { throw "HKLM\$installerData\Products holds more than 5000 keys" }
    foreach ($code in $names) {
        Assert-InTime
        $properties = Open-MachineKey "$installerData\Products\$code\InstallProperties"
        if ($null -eq $properties) { continue }
        $name = ConvertTo-ShortText $properties.GetValue('DisplayName')
        $isExchange = $exchangeProducts -contains $code -or (Test-NameBegins "$name" $exchangeNames[0])
        if (-not $isExchange -and -not (Test-NameBegins "$name" $exchangeNames)) { continue }
        @{ code = $code; name = $name; properties = $properties; isExchange = $isExchange }
    }
}

# The patches of a product that are, or were, applied: packed code, name, state (1 applied) and day.
function Get-ProductPatch {
    param([string] $Code)
    $root = Open-MachineKey "$installerData\Products\$Code\Patches"
    if ($null -eq $root) { return }
    $names = @($root.GetSubKeyNames())
    if ($names.Count -gt 500) { throw "the product $Code has more than 500 patches" }
    foreach ($patch in $names) {
        Assert-InTime
        $key = Open-MachineKey "$installerData\Products\$Code\Patches\$patch"
        if ($null -eq $key) { continue }
        @{
            code = $patch
            name = ConvertTo-ShortText $key.GetValue('DisplayName')
            state = ConvertTo-ShortText $key.GetValue('State')
            installed = ConvertTo-ShortText $key.GetValue('Installed')
        }
    }
}

# What leaves the server has no passwords in it, by the rule of setup-log/secrets.ts; a test compares the two.
$secretPattern = @(
    '([-/]\w{0,40}(?:password|pwd|credential)|\b\w{0,40}password(?=\s{0,3}[:=])|'
    'ConvertTo-SecureString(?:\s{1,3}-(?:String|AsPlainText|Force)\b){0,3})'
    '(\s{0,3}[:=]\s{0,3}|\s{1,3})(''(?:[^''\n]|'''')*''?|"[^"\n]*"?|[^ \t\r\n''"]+)'
) -join ''
$withoutCase = [Text.RegularExpressions.RegexOptions] 'IgnoreCase, CultureInvariant'
$secret = New-Object System.Text.RegularExpressions.Regex -ArgumentList @(
    $secretPattern, $withoutCase, [TimeSpan]::FromSeconds(2)
)
# The same for several lines: what stands between a name and its password ends no line.
$secretInLines = New-Object System.Text.RegularExpressions.Regex -ArgumentList @(
    $secretPattern.Replace('\s', '[^\S\n]'),
    [Text.RegularExpressions.RegexOptions] 'IgnoreCase, CultureInvariant, Compiled',
    [TimeSpan]::FromSeconds(2)
)
$secretSign = New-Object System.Text.RegularExpressions.Regex -ArgumentList @(
    'password|pwd|credential|securestring', $withoutCase
)

# Longer lines are read by nobody.
$longestLine = 65536

function Remove-LineSecret {
    param([string] $Line)
    if ($Line.Length -gt $longestLine) { $Line = $Line.Substring(0, $longestLine) }
    try {
        $secret.Replace($Line, '$1$2***')
    }
    catch [Text.RegularExpressions.RegexMatchTimeoutException] {
        '***'
    }
}

# Whole lines, in one go where that is sure to give what line by line would.
function Remove-BlockSecret {
    param([string] $Lines)
    if ($Lines.Length -le $longestLine) {
        try {
            return $secretInLines.Replace($Lines, '$1$2***')
        }
        catch [Text.RegularExpressions.RegexMatchTimeoutException] {
            Assert-InTime
        }
    }
    $plain = foreach ($line in $Lines.Split([char] 10)) {
        Assert-InTime
        Remove-LineSecret $line
    }
    @($plain) -join "`n"
}

# Only what holds one of the words is looked into, since the whole would take too long: from the line of a word on, some
# lines at once, since a log may hold the words in each. PowerShell 7 on Windows copies each text that it gives to a
# method: the whole is given once, and a piece for each block.
function Remove-Secret {
    param([string] $Text)
    $block = 2048
    $plain = New-Object System.Text.StringBuilder
    $from = 0
    for ($sign = $secretSign.Match($Text); $sign.Success; $sign = $sign.NextMatch()) {
        # The block may have been looked into for an earlier word.
        if ($sign.Index -lt $from) { continue }
        Assert-InTime
        $begins = $Text.LastIndexOf([char] 10, $sign.Index) + 1
        $ends = $Text.IndexOf([char] 10, [Math]::Max($sign.Index, [Math]::Min($begins + $block, $Text.Length - 1)))
        if ($ends -lt 0) { $ends = $Text.Length }
        $null = $plain.Append($Text.Substring($from, $begins - $from))
        $null = $plain.Append((Remove-BlockSecret $Text.Substring($begins, $ends - $begins)))
        $from = $ends
    }
    $null = $plain.Append($Text.Substring($from))
    $plain.ToString()
}

# The logs of setup, and what an update records beside them of the services; the drive is not always C:.
$logFolder = "$env:SystemDrive\ExchangeSetupLogs"

# The end of a file: its bytes, where they begin, and whether a character has two. A link may lead anywhere.
function Read-End {
    param([string] $Path, [int] $Longest)
    $attributes = [IO.File]::GetAttributes($Path)
    if (($attributes -band [IO.FileAttributes]::ReparsePoint) -ne 0) { throw 'it is a link, which is not followed' }
    if (($attributes -band [IO.FileAttributes]::Directory) -ne 0) { throw 'a folder stands in its place' }
    $stream = Open-File $Path
    try {
        # A file of one byte or none looks like one of single bytes.
        $head = New-Object byte[] 2
        $head[0] = 1
        $head[1] = 1
        $null = $stream.Read($head, 0, 2)
        $first, $second = $head
        $swapped = ($first -eq 254 -and $second -eq 255) -or ($first -eq 0 -and $second -ne 0)
        $wide = $swapped -or ($first -eq 255 -and $second -eq 254) -or ($first -ne 0 -and $second -eq 0)
        $size = $stream.Length
        # An even place keeps the two bytes of a character together.
        $from = [long] [Math]::Max(0, $size - $Longest)
        $from += $from % 2
        $bytes = New-Object byte[] ([int] ($size - $from))
        $null = $stream.Seek($from, 'Begin')
        $length = 0
        while ($length -lt $bytes.Length) {
            Assert-InTime
            $read = $stream.Read($bytes, $length, $bytes.Length - $length)
            if ($read -le 0) { break }
            $length += $read
        }
        $encoding = [Text.Encoding]::GetEncoding(28591)
        if ($wide) { $encoding = New-Object System.Text.UnicodeEncoding -ArgumentList $swapped, $false }
        @{ size = $size; from = $from; bytes = $bytes; length = $length; wide = $wide; encoding = $encoding }
    }
    finally {
        $stream.Dispose()
    }
}

# Single bytes go back to what they were, whatever their code page; wide characters become UTF-8 with its mark.
function ConvertTo-LogByte {
    param([string] $Text, $End)
    if (-not $End['wide']) { return , $End['encoding'].GetBytes($Text) }
    , $utf8.GetBytes([string] [char] 0xFEFF + $Text.TrimStart([char] 0xFEFF))
}

function ConvertTo-Gzip {
    param([byte[]] $Bytes)
    $memory = New-Object System.IO.MemoryStream
    $mode = [IO.Compression.CompressionMode] 'Compress'
    $gzip = New-Object System.IO.Compression.GZipStream -ArgumentList $memory, $mode, $true
    try { $gzip.Write($Bytes, 0, $Bytes.Length) } finally { $gzip.Dispose() }
    , $memory.ToArray()
}

function New-PackedFile {
    param([string] $Path, $End, [byte[]] $Packed, [bool] $Cut)
    [ordered]@{
        file = [IO.Path]::GetFileName($Path)
        size = $End['size']
        modified = ConvertTo-Instant ([IO.File]::GetLastWriteTimeUtc($Path))
        gzip = [Convert]::ToBase64String($Packed)
        cut = $Cut
    }
}

# What is left of a text that begins anywhere in a line, perhaps within a password.
function Skip-PartOfLine {
    param([string] $Text)
    $ends = $Text.IndexOf([char] 10)
    if ($ends -lt 0) { return '' }
    $Text.Substring($ends + 1)
}

# The end of a log as text without secrets, packed.
function Get-PackedEnd {
    param([string] $Path, [int] $Longest)
    $end = Read-End $Path $Longest
    $text = $end['encoding'].GetString($end['bytes'], 0, $end['length'])
    $cut = $end['from'] -gt 0
    if ($cut) { $text = Skip-PartOfLine $text }
    New-PackedFile $Path $end (ConvertTo-Gzip (ConvertTo-LogByte (Remove-Secret $text) $end)) $cut
}

# The files of the folder whose names match, the newest first; none where there is no such folder.
function Get-LogFile {
    param([string] $Pattern)
    $folder = New-Object System.IO.DirectoryInfo -ArgumentList $logFolder
    $wanted = New-Object System.Text.RegularExpressions.Regex -ArgumentList $Pattern, $withoutCase
    try {
        $files = @($folder.EnumerateFiles() | Where-Object { $wanted.IsMatch($_.Name) })
    }
    catch {
        if ($_.Exception.GetBaseException() -is [IO.DirectoryNotFoundException]) { return }
        throw
    }
    $files | Sort-Object -Property @('LastWriteTimeUtc', 'Name') -Descending
}

function New-UnreadFile {
    param([string] $Path, [string] $Reason)
    [ordered]@{ file = [IO.Path]::GetFileName($Path); reason = $Reason }
}

$runBegins = 'Starting Microsoft Exchange Server'

# Bounds of one question to a log: the entries that are kept, the records that are looked at for them, and the time.
$mostEvents = 20
$mostRecords = 200
$mostEventSeconds = 3

# A value of a record in at most so many characters; bytes in hexadecimal digits.
function ConvertTo-EventText {
    param($Value, [int] $Most)
    if ($null -eq $Value) { return $null }
    $text = if ($Value -is [byte[]]) { [BitConverter]::ToString($Value).Replace('-', '') } else { "$Value" }
    if ($text.Length -gt $Most) { $text = $text.Substring(0, $Most) }
    $text
}

# A call to a log may never come back, whatever time it is given. So each runs beside this script, which waits for it.
$eventCall = @{ isStuck = $false; shell = $null }

function Invoke-EventCall {
    param([scriptblock] $Code, [object[]] $Values, [TimeSpan] $Most)
    if ($eventCall.isStuck) { throw 'the event log did not answer before, so it was not asked again' }
    # One for all calls: to make one takes longer than to read a record.
    if ($null -eq $eventCall.shell) { $eventCall.shell = [PowerShell]::Create() }
    $shell = $eventCall.shell
    $shell.Commands.Clear()
    $null = $shell.AddScript("$Code")
    foreach ($value in $Values) { $null = $shell.AddArgument($value) }
    $running = $shell.BeginInvoke()
    if (-not $running.AsyncWaitHandle.WaitOne($Most)) {
        $eventCall.isStuck = $true
        throw 'the event log did not answer'
    }
    try {
        foreach ($one in $shell.EndInvoke($running)) { $one }
    }
    catch {
        # One that has failed may answer nothing the next time.
        $eventCall.shell = $null
        throw
    }
}

$openReader = {
    param($Log, $Condition, $IsNewestFirst)
    $ErrorActionPreference = 'Stop'
    $query = New-Object System.Diagnostics.Eventing.Reader.EventLogQuery -ArgumentList $Log, 'LogName', $Condition
    $query.ReverseDirection = $IsNewestFirst
    $reader = New-Object System.Diagnostics.Eventing.Reader.EventLogReader -ArgumentList $query
    # Few at a time, since the time is looked at between them.
    $reader.BatchSize = 10
    $reader
}

# Properties, never the message: Windows writes that in its language, and takes long to.
$readRecord = {
    param($Reader, $Left)
    $ErrorActionPreference = 'Stop'
    $record = $Reader.ReadEvent($Left)
    if ($null -eq $record) { return }
    $values = New-Object System.Collections.ArrayList
    $time = $null
    try {
        foreach ($property in $record.Properties) { if ($values.Count -lt 40) { $null = $values.Add($property.Value) } }
    }
    catch {
        # What was read of a damaged record is kept.
        $null = $_
    }
    try { $time = $record.TimeCreated } catch { $null = $_ }
    @{ id = [int] $record.Id; provider = "$($record.ProviderName)"; time = $time; values = $values }
}

# Beyond the time that a read is given, for what it takes to begin and to end.
$eventAllowance = [TimeSpan]::FromSeconds(2)

function Open-EventReader {
    param([string] $Log, [string] $Condition, [bool] $IsNewestFirst)
    $most = [TimeSpan]::FromSeconds($mostEventSeconds) + $eventAllowance
    Invoke-EventCall $openReader @($Log, $Condition, $IsNewestFirst) $most
}

# The time of a record in UTC; null where the record is damaged.
function Get-RecordTime {
    param($Record)
    if ($null -eq $Record.time) { return $null }
    ([DateTime] $Record.time).ToUniversalTime()
}

function ConvertTo-EventRecord {
    param($Record)
    $time = Get-RecordTime $Record
    @{
        id = $Record.id
        at = if ($null -eq $time) { $null } else { ConvertTo-Instant $time }
        provider = $Record.provider
        values = [object[]] @($Record.values | ForEach-Object { ConvertTo-EventText $_ 8000 })
    }
}

# When the oldest record of a log was written; null for an empty log.
function Get-OldestTime {
    param([string] $Log)
    $reader = Open-EventReader $Log '*' $false
    try {
        $record = Read-NextEvent $reader ([DateTime]::UtcNow.AddSeconds($mostEventSeconds))
        if ($record -is [string]) { throw "the log $Log was not read within $mostEventSeconds s" }
        if ($null -ne $record) { Get-RecordTime $record }
    }
    finally {
        $reader.Dispose()
    }
}

# The next record, null at the end of the log, 'late' where the time is over.
function Read-NextEvent {
    param($Reader, [DateTime] $Ends)
    $left = $Ends - [DateTime]::UtcNow
    if ($left -le [TimeSpan]::Zero) { return 'late' }
    try {
        Invoke-EventCall $readRecord @($Reader, $left) ($left + $eventAllowance)
    }
    catch {
        # A read whose time is over ends with an error, too.
        if ($eventCall.isStuck -or [DateTime]::UtcNow -lt $Ends) { throw }
        'late'
    }
}

# What $convert makes of the newest records of a log, without those of which it makes nothing. $Condition is XPath on
# System, such as "Provider[@Name='MsiInstaller'] and EventID=1033"; $Days is how far back, 0 for the whole log. In the
# answer `since` is the time from which on none is missing, null for an empty log. Throws where the log can't be read.
# $Records is how many are looked at, where one kind of them may come every minute.
function Get-EventHistory {
    param([string] $Log, [string] $Condition, [int] $Days, [scriptblock] $convert, [int] $Records = $mostRecords)
    $within = ''
    if ($Days -gt 0) { $within = ' and TimeCreated[timediff(@SystemTime) <= {0}]' -f ([long] $Days * 86400000) }
    $ends = [DateTime]::UtcNow.AddSeconds($mostEventSeconds)
    $events = New-Object 'System.Collections.Generic.List[object]'
    $since = $null
    $isWhole = $false
    $reader = Open-EventReader $Log ('*[System[{0}{1}]]' -f $Condition, $within) $true
    try {
        $count = 0
        while ($count -lt $Records -and $events.Count -lt $mostEvents) {
            Assert-InTime
            $count += 1
            $record = Read-NextEvent $reader $ends
            $isWhole = $null -eq $record
            if ($isWhole -or $record -is [string]) { break }
            $read = ConvertTo-EventRecord $record
            if ($null -ne $read.at) { $since = $read.at }
            $made = & $convert $read
            if ($null -ne $made) { $events.Add($made) }
        }
    }
    finally {
        $reader.Dispose()
    }
    if (-not $isWhole -and $null -eq $since) { throw "the log $Log was not read within $mostEventSeconds s" }
    if ($isWhole) {
        $oldest = Get-OldestTime $Log
        $from = if ($Days -eq 0) { [DateTime]::MinValue } else { [DateTime]::UtcNow.AddDays(-$Days) }
        if ($null -ne $oldest -and $oldest -lt $from) { $oldest = $from }
        $since = if ($null -eq $oldest) { $null } else { ConvertTo-Instant $oldest }
    }
    [ordered]@{ since = $since; events = [object[]] $events.ToArray() }
}

# How logs are searched for traces of intruders: gigabytes, in minutes, and never more than these.
$longestTraces = 480
$mostTraceBytes = 8589934592
$mostTraceFiles = 50000
$mostTraceFolders = 200
$mostTraceGaps = 50
$mostTraceHits = 100
$mostTracesInFile = 1000
$traceBlock = 4194304
$longestTraceLine = 65536

$traceLatin = [Text.Encoding]::GetEncoding(28591)

# What is asked of gigabytes is compiled, and a text made to be slow is given up: its file is told as unread.
function New-TracePattern {
    param([string] $Pattern)
    $options = [Text.RegularExpressions.RegexOptions] 'IgnoreCase, CultureInvariant, Singleline, Compiled'
    $most = [TimeSpan]::FromSeconds(10)
    New-Object System.Text.RegularExpressions.Regex -ArgumentList $Pattern, $options, $most
}

function New-TraceSearch {
    @{
        ends = [DateTime]::UtcNow.AddSeconds($longestTraces)
        left = [long] $mostTraceBytes
        over = $null
        buffer = New-Object byte[] ($traceBlock + $traceBlock)
        logs = New-Object 'System.Collections.Generic.List[object]'
        hits = New-Object 'System.Collections.Generic.List[object]'
        suspects = New-Object 'System.Collections.Generic.List[object]'
        unread = New-Object 'System.Collections.Generic.List[object]'
    }
}

# What was not looked into. Those beyond the list are counted by the files of each folder.
function Add-TraceGap {
    param($Search, [string] $Kind, [string] $Path, [string] $Reason)
    if ($Search.unread.Count -ge $mostTraceGaps) { return }
    $Search.unread.Add([ordered]@{
        kind = $Kind
        path = ConvertTo-EventText $Path 500
        reason = ConvertTo-EventText $Reason 300
    })
}

# Bytes that were read as single characters are UTF-8.
function ConvertFrom-TraceText {
    param([string] $Text, [int] $Most)
    $plain = $utf8.GetString($traceLatin.GetBytes($Text))
    ConvertTo-EventText (Remove-LineSecret $plain.Trim()) $Most
}

function ConvertTo-TraceTime {
    param([string] $Text)
    $time = [DateTime]::MinValue
    $form = "yyyy-MM-dd'T'HH:mm:ss"
    $culture = [Globalization.CultureInfo]::InvariantCulture
    $styles = [Globalization.DateTimeStyles] 'AssumeUniversal, AdjustToUniversal'
    $start = $Text.Trim([char] 34)
    if ($start.Length -gt 19) { $start = $start.Substring(0, 19) }
    if ([DateTime]::TryParseExact($start, $form, $culture, $styles, [ref] $time)) { ConvertTo-Instant $time }
}

# A line may say what many before it said: of a rule and a file the first line is shown, and all are counted.
function Add-TraceHit {
    param($Search, $File, $Hit)
    if ($File.traces -ge $mostTracesInFile) { throw "it holds more than $mostTracesInFile traces" }
    $File.traces += 1
    $at = ConvertTo-TraceTime $Hit.time
    $known = $File.seen[$Hit.rule]
    if ($null -eq $known) {
        if ($Search.hits.Count -ge $mostTraceHits) { throw "more than $mostTraceHits files hold traces" }
        $known = [ordered]@{
            rule = $Hit.rule
            file = ConvertTo-EventText $File.path 500
            count = 0
            first = $at
            last = $at
            clients = New-Object 'System.Collections.Generic.List[string]'
            statuses = New-Object 'System.Collections.Generic.List[string]'
            excerpt = ConvertFrom-TraceText $Hit.excerpt 300
        }
        $File.seen[$Hit.rule] = $known
        $Search.hits.Add($known)
    }
    $known.count += 1
    if ($null -ne $at) { $known.last = $at }
    if ($null -eq $known.first) { $known.first = $at }
    foreach ($one in @(@('clients', $Hit.client), @('statuses', $Hit.status))) {
        $value = ConvertTo-EventText $one[1] 60
        $list = $known[$one[0]]
        if ($null -ne $value -and $value -ne '' -and $list.Count -lt 10 -and -not $list.Contains($value)) {
            $list.Add($value)
        }
    }
}

# Each line of a text in which a pattern is found. $convert makes a hit of it, or nothing.
function Search-TraceText {
    param($Search, $File, [string] $Text, $Pattern, [scriptblock] $convert)
    $match = $Pattern.Match($Text)
    while ($match.Success) {
        if ([DateTime]::UtcNow -gt $Search.ends) { throw "not read within $longestTraces s" }
        $from = if ($match.Index -eq 0) { 0 } else { $Text.LastIndexOf([char] 10, $match.Index - 1) + 1 }
        $to = $Text.IndexOf([char] 10, $match.Index)
        if ($to -lt 0) { $to = $Text.Length }
        if ($to - $from -gt $longestTraceLine) { throw "a line has more than $longestTraceLine characters" }
        $line = $Text.Substring($from, $to - $from).TrimEnd()
        $hit = & $convert $line $File
        if ($null -ne $hit) { Add-TraceHit $Search $File $hit }
        $match = $Pattern.Match($Text, $to)
    }
}

# Whole lines at a time; what begins a line at the end of a block is kept for the next.
function Search-TraceStream {
    param($Search, $File, $Stream, $Pattern, [scriptblock] $convert)
    $buffer = $Search.buffer
    $kept = 0
    $isFirst = $true
    while ($true) {
        if ([DateTime]::UtcNow -gt $Search.ends) { throw "not read within $longestTraces s" }
        if ($Search.left -le 0) { throw "more than $mostTraceBytes bytes" }
        $read = $Stream.Read($buffer, $kept, $traceBlock)
        $Search.left -= $read
        $File.bytes += $read
        $text = $traceLatin.GetString($buffer, 0, $kept + $read)
        if ($text.IndexOf([char] 0) -ge 0) { throw 'it holds zeros, as after a crash, or is no text' }
        $ends = if ($read -le 0) { $text.Length } else { $text.LastIndexOf([char] 10) + 1 }
        # A byte order mark stands before the name of the first column.
        $head = $text.Substring(0, [Math]::Min($text.Length, $longestTraceLine))
        if ($isFirst) { $File.head = $head.TrimStart([char[]] @(239, 187, 191)) }
        $isFirst = $false
        Search-TraceText $Search $File $text.Substring(0, $ends) $Pattern $convert
        if ($read -le 0) { return }
        $total = $kept + $read
        $kept = $total - $ends
        if ($kept -gt $traceBlock) { throw "a line has more than $traceBlock characters" }
        [Array]::Copy($buffer, $ends, $buffer, 0, $kept)
    }
}

# Says whether the whole file was read.
function Search-TraceFile {
    param($Search, $File, $Pattern, [scriptblock] $convert)
    if ($null -eq $Search.over) {
        if ([DateTime]::UtcNow -gt $Search.ends) { $Search.over = "$longestTraces s were over" }
        elseif ($Search.left -le 0) { $Search.over = "$mostTraceBytes bytes had been read" }
    }
    if ($null -ne $Search.over) { return $false }
    try {
        $stream = Open-File $File.path
        try {
            Search-TraceStream $Search $File $stream $Pattern $convert
        }
        finally {
            $stream.Dispose()
        }
        $true
    }
    catch {
        Add-TraceGap $Search $File.kind $File.path (Get-Reason $_)
        $false
    }
}

function Add-TraceFolder {
    param($Search, $Found, [string] $Kind, [string] $Folder)
    $log = [ordered]@{
        kind = $Kind
        path = ConvertTo-EventText $Folder 500
        state = 'present'
        since = $null
        files = 0
        read = 0
        bytes = [long] 0
        left = $null
    }
    $Search.logs.Add($log)
    try {
        foreach ($path in [IO.Directory]::GetFiles($Folder, '*.log')) {
            $log.files += 1
            if ($Found.Count -ge $mostTraceFiles) { $log.left = "there are more than $mostTraceFiles files" }
            elseif ([DateTime]::UtcNow -gt $Search.ends) { $log.left = "$longestTraces s were over" }
            if ($null -ne $log.left) { continue }
            $written = [IO.File]::GetLastWriteTimeUtc($path)
            $begun = [IO.File]::GetCreationTimeUtc($path)
            # A copy is newer than what it holds.
            if ($begun -gt $written) { $begun = $written }
            $Found.Add(@{
                kind = $Kind
                path = $path
                log = $log
                written = $written
                begun = $begun
                bytes = [long] 0
                head = ''
                seen = @{}
                traces = 0
            })
        }
    }
    catch [IO.DirectoryNotFoundException] {
        $log.state = 'absent'
    }
    catch {
        $log.state = $null
        Add-TraceGap $Search $Kind $Folder (Get-Reason $_)
    }
    $log
}

# The files of a folder and of all below it; a link is told, and not followed.
function Get-TraceFile {
    param($Search, [string] $Kind, [string] $Root)
    $found = New-Object 'System.Collections.Generic.List[object]'
    $waiting = New-Object 'System.Collections.Generic.Queue[string]'
    $waiting.Enqueue($Root)
    $looked = 0
    while ($waiting.Count -gt 0) {
        $folder = $waiting.Dequeue()
        $looked += 1
        if ($looked -gt $mostTraceFolders) {
            Add-TraceGap $Search $Kind $folder "there are more than $mostTraceFolders folders"
            break
        }
        $log = Add-TraceFolder $Search $found $Kind $folder
        if ($log.state -ne 'present') { continue }
        try {
            foreach ($below in [IO.Directory]::GetDirectories($folder)) {
                $isLink = ([IO.File]::GetAttributes($below) -band [IO.FileAttributes]::ReparsePoint) -ne 0
                if ($isLink) { Add-TraceGap $Search $Kind $below 'it is a link, which is not followed' }
                else { $waiting.Enqueue($below) }
            }
        }
        catch {
            Add-TraceGap $Search $Kind $folder (Get-Reason $_)
        }
    }
    $found
}

# The newest first, whatever their folder; `since` of a folder is the time from which on none of its files is missing.
function Search-TraceLog {
    param($Search, [string] $Kind, [string] $Root, $Pattern, [scriptblock] $convert)
    $files = @(Get-TraceFile $Search $Kind $Root | Sort-Object -Property { $_.written } -Descending)
    $ends = @{}
    foreach ($file in $files) {
        $log = $file.log
        $isRead = Search-TraceFile $Search $file $Pattern $convert
        $log.bytes += $file.bytes
        $file.head = ''
        if (-not $isRead) {
            if ($null -ne $Search.over) { $log.left = $Search.over }
            $ends[$log.path] = $true
            continue
        }
        $log.read += 1
        $isNext = $null -eq $log.left -and -not $ends.ContainsKey($log.path)
        if ($isNext) { $log.since = ConvertTo-Instant $file.begun }
    }
}

function ConvertTo-Instant {
    param([DateTime] $Time)
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [Globalization.CultureInfo]::InvariantCulture)
}

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

function Get-SharedConfigState {
    param([string] $Text, [string] $Root)
    if ($Text.Trim().Length -eq 0) { return 'empty' }
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $document = New-Object System.Xml.XmlDocument
    $document.XmlResolver = $null
    try {
        $source = New-Object System.IO.StringReader -ArgumentList $Text
        $document.Load([Xml.XmlReader]::Create($source, $settings))
    }
    catch {
        return 'malformed'
    }
    $binding = "/*[local-name() = 'configuration']/*[local-name() = 'runtime']/*[local-name() = 'assemblyBinding'" +
        " and namespace-uri() = 'urn:schemas-microsoft-com:asm.v1']"
    if ($document.SelectNodes($binding).Count -eq 0) {
        # By methods: a property could be what an attribute of that name holds.
        $name = $document.get_DocumentElement().get_LocalName()
        if ($name.Length -gt 100) { $name = $name.Substring(0, 100) }
        return 'other', "no assemblyBinding in configuration/runtime, and the root element is $name"
    }
    $first = ''
    $isHere = $false
    foreach ($place in $document.SelectNodes("$binding//@href | $binding//@privatePath")) {
        $value = $place.get_Value()
        $shown = $value
        if ($shown.Length -gt 200) { $shown = $shown.Substring(0, 200) }
        # A variable, and not the numbers by which an address writes other characters.
        if ([regex]::IsMatch($value, '%(?![0-9A-Fa-f]{2})[A-Za-z_][0-9A-Za-z_() ]*%')) { return 'unexpanded', $shown }
        $isReference = $place.get_LocalName() -eq 'href'
        if ($isReference -and $first -eq '') { $first = $shown }
        $path = [regex]::Replace($value, '^file:/*', '').Replace('%20', ' ').Replace('/', '\')
        if (-not $isReference -or $path.StartsWith($Root, [StringComparison]::OrdinalIgnoreCase)) { $isHere = $true }
    }
    if ($first -eq '' -and -not $isHere) { return 'unfilled' }
    if (-not $isHere) { return 'elsewhere', $first }
    'present'
}

# The sections: the name in the facts, and what reads it. A list stands after a comma, or one item would lose it. What
# is written into the facts is an [ordered] literal.
$sections = [ordered]@{}

# ---- The section identity. --------------------------------------------------------------------------------------

# Exchange's own names of the roles. From 2013 on the Mailbox role consists of several, and from 2016 on it has taken
# in Client Access; setup installs one after the other, so that a part alone is a setup that broke off.
function Get-RoleName {
    param($Installation, $Minor)
    $names = 'Mailbox', 'ClientAccess', 'HubTransport', 'UnifiedMessaging', 'EdgeTransport', 'Cafe', 'FrontendTransport'
    $root = $Installation.root
    $found = @($names | Where-Object { $null -ne (Open-MachineKey "$root\${_}Role") })
    if ($found.Count -eq 0) { return }
    if ($found -contains 'EdgeTransport') { return 'Edge' }
    if ($Installation.generation -eq 'v14') { return $found }
    $mailbox = $found -contains 'Mailbox' -or $found -contains 'HubTransport'
    $clientAccess = $found -contains 'Cafe' -and -not ($mailbox -and $Minor -ge 1)
    if ($mailbox) { 'Mailbox' }
    if ($clientAccess) { 'ClientAccess' }
    if (-not $mailbox -and -not $clientAccess) { throw "only a part of a role is installed: $($found -join ', ')" }
}

# The version that setup registered; null where the registry holds no four numbers.
function Get-RegisteredVersion {
    param($Setup)
    $names = 'MsiProductMajor', 'MsiProductMinor', 'MsiBuildMajor', 'MsiBuildMinor'
    $parts = @($names | ForEach-Object { $Setup.GetValue($_) })
    if (@($parts | Where-Object { $_ -is [int] -and $_ -ge 0 }).Count -lt $names.Count) { return $null }
    $parts -join '.'
}

# The site as Netlogon has it, what an administrator set first; a value that can't be a name of a site is none.
function Get-SiteName {
    foreach ($name in 'SiteName', 'DynamicSiteName') {
        $value = Get-MachineValue 'SYSTEM\CurrentControlSet\Services\Netlogon\Parameters' $name
        if ($value -isnot [string] -or $value.Length -gt 255) { continue }
        $site = ConvertTo-KnownText $value
        if ($null -ne $site) { return $site }
    }
    $null
}

# Who the server is can always be told; roles that can't be are a word that is no role, so that nobody takes it for one.
function Get-Identity {
    $path = $null
    $version = $null
    try {
        $installation = Get-Installation
        $path = $installation.path
        $setup = Open-MachineKey "$($installation.root)\Setup"
        $version = Get-RegisteredVersion $setup
        $minor = $setup.GetValue('MsiProductMinor')
        # Which roles belong together depends on it.
        if ($minor -isnot [int] -and $installation.generation -ne 'v14') {
            throw 'Setup in the registry holds no version'
        }
        $roles = @(Get-RoleName $installation $minor)
    }
    catch {
        $roles = @("none known ($(Get-Reason $_))")
    }
    $network = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties()
    $domain = ConvertTo-KnownText $network.DomainName
    $fqdn = if ($null -eq $domain) { $null } else { '{0}.{1}' -f $network.HostName, $domain }
    [ordered]@{
        name = [Environment]::MachineName
        fqdn = $fqdn
        domain = $domain
        site = Get-SiteName
        roles = $roles
        # Only the directory tells it.
        edition = $null
        version = $version
        installPath = $path
    }
}

$sections.identity = { Get-Identity }

# ---- The section build. -----------------------------------------------------------------------------------------

# Windows gives 0.0.0.0 for a file that holds no version, and for one that may not be read.
function Get-FileVersion {
    param([string] $Path)
    $info = [Diagnostics.FileVersionInfo]::GetVersionInfo($Path)
    $version = '{0}.{1}.{2}.{3}' -f $info.FileMajorPart, $info.FileMinorPart, $info.FileBuildPart, $info.FilePrivatePart
    if ($version -eq '0.0.0.0') { throw "the file version of $Path can't be read" }
    $version
}

# Listed rather than looked for: what may not be entered looks absent, too.
function Test-File {
    param([string] $Path)
    $cut = $Path.LastIndexOf([char] '\')
    try {
        [IO.Directory]::GetFiles($Path.Substring(0, $cut), $Path.Substring($cut + 1)).Length -gt 0
    }
    catch [IO.DirectoryNotFoundException] {
        $false
    }
}

# Null for a file without a version, as a copy that broke off leaves it.
function Get-VersionOrNull {
    param([string] $Path)
    try { Get-FileVersion $Path } catch { $null }
}

# The files by which a half-applied update shows; which of them belong to the server depends on the roles.
function Get-Build {
    $folder = Get-InstallPath
    $exSetup = $null
    $binaries = @()
    $missing = @()
    $names = @(
        'Bin\ExSetup.exe'
        'Bin\EdgeTransport.exe'
        'Bin\Microsoft.Exchange.Common.dll'
        'ClientAccess\Owa\bin\Microsoft.Exchange.Clients.Owa2.Server.dll'
    )
    foreach ($name in $names) {
        if (-not (Test-File ($folder + $name))) { $missing += $name }
        elseif ($name -eq $names[0]) { $exSetup = Get-FileVersion ($folder + $name) }
        else { $binaries += [ordered]@{ path = $name; version = Get-VersionOrNull ($folder + $name) } }
    }
    [ordered]@{ exSetup = $exSetup; binaries = $binaries; missing = $missing }
}

$sections.build = { Get-Build }

# ---- The section services. --------------------------------------------------------------------------------------

# From the registry, since the service manager's list has no delayed start.
function Get-StartType {
    param($Key)
    $types = 'Boot', 'System', 'Automatic', 'Manual', 'Disabled'
    $start = $Key.GetValue('Start')
    if ($start -eq 2 -and $Key.GetValue('DelayedAutostart') -eq 1) { return 'AutomaticDelayedStart' }
    if ($start -is [int] -and $start -ge 0 -and $start -lt $types.Count) { return $types[$start] }
    $null
}

# Null for a service whose key is not there, or may not be read.
function Open-ServiceKey {
    param([string] $Name)
    try { Open-MachineKey "SYSTEM\CurrentControlSet\Services\$Name" } catch [Security.SecurityException] { $null }
}

function Get-ServiceState {
    # PowerShell 7 complains of each service whose details are withheld, and lists it all the same.
    $services = @(Get-Service -ErrorAction SilentlyContinue -ErrorVariable complaints)
    if ($services.Count -eq 0) {
        $why = if ($complaints.Count -gt 0) { Get-Reason $complaints[0] } else { 'it gives no reason' }
        throw "the service manager lists no service: $why"
    }
    foreach ($service in $services) {
        Assert-InTime
        $key = Open-ServiceKey $service.ServiceName
        $isKnown = $null -ne $key
        [ordered]@{
            name = $service.ServiceName
            status = $service.Status.ToString()
            startType = if ($isKnown) { Get-StartType $key } else { $null }
            delayedAutostart = if ($isKnown) { $key.GetValue('DelayedAutostart') -eq 1 } else { $null }
            markedForDeletion = if ($isKnown) { $key.GetValue('DeleteFlag') -eq 1 } else { $null }
            hasTriggers = if ($isKnown) { @($key.GetSubKeyNames()) -contains 'TriggerInfo' } else { $null }
        }
    }
}

$sections.services = { , @(Get-ServiceState) }

# ---- The section bindings. --------------------------------------------------------------------------------------

# Whatever is wrong with the file, the reason names it; that it isn't there is left to the caller.
function Read-Xml {
    param([string] $Path)
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $stream = $null
    try {
        $stream = Open-File $Path
        $document = New-Object System.Xml.XmlDocument
        $document.XmlResolver = $null
        $document.Load([Xml.XmlReader]::Create($stream, $settings))
        , $document
    }
    catch [IO.FileNotFoundException] {
        throw
    }
    catch {
        throw "$Path could not be read: $(Get-Reason $_)"
    }
    finally {
        if ($null -ne $stream) { $stream.Dispose() }
    }
}

# Another server may hold the configuration; the file here is then an old copy.
function Assert-OwnConfiguration {
    param([string] $Path)
    try {
        $redirection = (Read-Xml $Path).SelectSingleNode('/configuration/configurationRedirection')
    }
    catch [IO.FileNotFoundException] {
        return
    }
    if ($null -ne $redirection -and $redirection.GetAttribute('enabled') -eq 'true') {
        throw "IIS takes its configuration from elsewhere ($Path), which is not read"
    }
}

# The records by their endpoint, the first of each; those that name no certificate themselves are left out.
function Get-RecordTable {
    param($Records)
    $comparer = [StringComparer]::OrdinalIgnoreCase
    $table = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList $comparer
    foreach ($record in $Records) {
        if ($record['isCentral'] -eq $true) { continue }
        $place = if ($null -ne $record['address']) { $record['address'] } else { $record['host'] }
        $endpoint = '{0}:{1}' -f $place, $record['port']
        if (-not $table.ContainsKey($endpoint)) { $table[$endpoint] = $record }
    }
    $table
}

# IIS keeps no certificate of its own: what it shows is http.sys' record for the binding (by host name with SNI).
function Get-BindingRecord {
    param($Table, [string] $Address, [int] $Port, [string] $Name, [int] $Flags)
    if (($Flags -band 2) -eq 2) { return $null }
    $place = if ('', '*' -contains $Address) { '0.0.0.0' } else { $Address }
    if (($Flags -band 1) -eq 1) { $place = $Name }
    $record = $null
    $null = $Table.TryGetValue(('{0}:{1}' -f $place, $Port), [ref] $record)
    $record
}

function Get-Binding {
    # Without IIS there is no binding; without its file IIS is broken, and the section an error.
    if ($null -eq (Open-MachineKey 'SOFTWARE\Microsoft\InetStp')) { return }
    $folder = Get-SystemPath 'inetsrv\config'
    if (-not [IO.Directory]::Exists($folder)) {
        throw "the configuration of IIS is not there, or out of reach: $folder"
    }
    Assert-OwnConfiguration (Get-SystemPath 'inetsrv\config\redirection.config')
    $configuration = Read-Xml (Get-SystemPath 'inetsrv\config\applicationHost.config')
    $sites = $configuration.SelectNodes('/configuration/system.applicationHost/sites/site')
    if ($sites.Count -eq 0) { throw 'applicationHost.config lists no site' }
    $table = Get-RecordTable @(Get-HttpSysRecord)
    foreach ($node in $configuration.SelectNodes('/configuration/system.applicationHost/sites/site/bindings/binding')) {
        Assert-InTime
        $protocol = $node.GetAttribute('protocol').ToLowerInvariant()
        if ('http', 'https' -notcontains $protocol) { continue }
        $site = $node.ParentNode.ParentNode.GetAttribute('name')
        $information = $node.GetAttribute('bindingInformation')
        $place = [regex]::Match($information, '^(\[[^\]]*\]|[^:]*):(\d{1,5}):(.*)$')
        if (-not $place.Success) { throw "the binding '$information' of the site '$site' can't be understood" }
        $address = $place.Groups[1].Value
        $port = [int] $place.Groups[2].Value
        $name = $place.Groups[3].Value
        # Where the attribute is left out, no flag is set.
        $text = $node.GetAttribute('sslFlags')
        $flags = if ([regex]::IsMatch($text, '^[0-9]{1,4}\z')) { [int] $text } else { 0 }
        $record = if ($protocol -eq 'https') { Get-BindingRecord $table $address $port $name $flags } else { $null }
        [ordered]@{
            site = $site
            protocol = $protocol
            address = $address
            port = $port
            host = $name
            thumbprint = if ($null -eq $record) { $null } else { $record['thumbprint'] }
            store = if ($null -eq $record) { $null } else { $record['store'] }
            sslFlags = $flags
        }
    }
}

$sections.bindings = { , @(Get-Binding) }

# ---- The section httpSys. ---------------------------------------------------------------------------------------

# The server's own addresses, to know which records its clients can reach; null where Windows doesn't list them.
function Get-OwnAddress {
    $addresses = New-Object 'System.Collections.Generic.Dictionary[string,bool]'
    try {
        foreach ($interface in [Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces()) {
            foreach ($entry in $interface.GetIPProperties().UnicastAddresses) {
                $addresses[[regex]::Replace($entry.Address.ToString(), '%.*', '')] = $true
            }
        }
    }
    catch {
        return $null
    }
    if ($addresses.Count -eq 0) { return $null }
    $addresses
}

# Null for all addresses, for a host name, and where it can't be known.
function Test-OwnAddress {
    param([string] $Place, $OwnAddresses)
    $address = $null
    if ($null -eq $OwnAddresses) { return $null }
    if (-not [Net.IPAddress]::TryParse($Place.Trim('[', ']'), [ref] $address)) { return $null }
    if ($address.Equals([Net.IPAddress]::Any) -or $address.Equals([Net.IPAddress]::IPv6Any)) { return $null }
    if ([Net.IPAddress]::IsLoopback($address)) { return $true }
    $OwnAddresses.ContainsKey([regex]::Replace($address.ToString(), '%.*', ''))
}

# An endpoint is 0.0.0.0:443, [::]:443 or, by host name, mail.contoso.com:443. What is odd in a record costs it alone.
function ConvertTo-HttpSysRecord {
    param([string] $Endpoint, $Values, $OwnAddresses)
    $address = $null
    $name = $null
    $port = 0
    $unreadable = $Values.unreadable
    $place = [regex]::Match($Endpoint, '^(\[[0-9A-Fa-f:.%]{2,60}\]|[^\s"<>|&:\x00-\x1f]{1,255}):([0-9]{1,5})\z')
    if ($place.Success -and [int] $place.Groups[2].Value -ge 1 -and [int] $place.Groups[2].Value -le 65535) {
        $port = [int] $place.Groups[2].Value
        $name = $place.Groups[1].Value
        $isAddress = $name.StartsWith('[', [StringComparison]::Ordinal) -or [regex]::IsMatch($name, '^\d+(\.\d+){3}$')
        if ($isAddress) {
            $address = $name
            $name = $null
        }
    }
    else {
        $shown = if ($Endpoint.Length -gt 60) { $Endpoint.Substring(0, 60) + '...' } else { $Endpoint }
        $unreadable = "http.sys has a record named '$shown', which is no address or host name with a port"
    }
    [ordered]@{
        address = $address
        port = $port
        host = $name
        thumbprint = $Values.thumbprint
        store = $Values.store
        appId = $Values.appId
        isOwnAddress = if ($null -eq $address) { $null } else { Test-OwnAddress $address $OwnAddresses }
        isCentral = $Values.isCentral
        unreadable = $unreadable
    }
}

function ConvertTo-ApplicationId {
    param($Value)
    if ($Value -is [byte[]] -and $Value.Length -eq 16) {
        return (New-Object System.Guid -ArgumentList (, $Value)).ToString('B').ToLowerInvariant()
    }
    $guid = [regex]::Match("$Value", '^\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}')
    if (-not $guid.Success) { return $null }
    $guid.Value.ToLowerInvariant()
}

# Http.sys takes a record without a store for one of the personal store.
function ConvertTo-StoreName {
    param($Value)
    $name = ConvertTo-KnownText $Value
    if ($null -eq $name) { return 'My' }
    if (-not [regex]::IsMatch($name, '^[A-Za-z0-9_ .-]{1,120}\z')) { throw 'it names a certificate store that is none' }
    $name
}

function Read-HttpSysValue {
    param($Key, [string] $Endpoint)
    $values = @{ thumbprint = $null; store = $null; appId = $null; isCentral = $false; unreadable = $null }
    try {
        $record = $Key.OpenSubKey($Endpoint)
        $values.appId = ConvertTo-ApplicationId $record.GetValue('AppId')
        $values.store = ConvertTo-StoreName $record.GetValue('SslCertStoreName')
        $hash = $record.GetValue('SslCertHash')
        if ($null -ne $hash -and $hash -isnot [byte[]]) { throw 'its SslCertHash holds no bytes' }
        if ($null -ne $hash -and $hash.Length -gt 0) {
            if ($hash.Length -ne 20) { throw "its SslCertHash holds $($hash.Length) bytes, where a thumbprint has 20" }
            $values.thumbprint = [BitConverter]::ToString($hash).Replace('-', '')
        }
    }
    catch {
        $values.unreadable = "the record of http.sys for $Endpoint could not be read: $(Get-Reason $_)"
    }
    $values
}

# Windows makes each of the three keys with the first record of its kind: without a key there is no such record.
function Get-HttpSysFromRegistry {
    $parameters = 'SYSTEM\CurrentControlSet\Services\HTTP\Parameters'
    if ($null -eq (Open-MachineKey $parameters)) { throw "the registry holds no key $parameters" }
    $ownAddresses = Get-OwnAddress
    foreach ($kind in 'SslBindingInfo', 'SslSniBindingInfo', 'SslCcsBindingInfo') {
        $key = Open-MachineKey "$parameters\$kind"
        if ($null -eq $key) { continue }
        foreach ($endpoint in $key.GetSubKeyNames()) {
            Assert-InTime
            $values = Read-HttpSysValue $key $endpoint
            if ($kind -eq 'SslCcsBindingInfo') { $values.isCentral = $true }
            ConvertTo-HttpSysRecord $endpoint $values $ownAddresses
        }
    }
}

# Only values are read: an endpoint at the end of a line, the next 40 digits, the next application id, and the store on
# the line after that; the words before them are localised.
function Read-NetshLine {
    param($Lines)
    $values = $null
    $isStore = $false
    foreach ($line in $Lines) {
        Assert-InTime
        $place = [regex]::Match($line, '\s((?:\[[^\]\s]+\]|[^\s:]+):\d{1,5})\s*$')
        $hash = [regex]::Match($line, '\s([0-9A-Fa-f]{40})\s*$')
        $id = [regex]::Match($line, '\s(\{[0-9A-Fa-f-]{36}\})\s*$')
        $store = [regex]::Match($line, ':\s+([A-Za-z0-9_ .-]{1,120}?)\s*$')
        if ($isStore -and $null -ne $values -and $store.Success) { $values.store = $store.Groups[1].Value }
        $isStore = $id.Success
        if ($place.Success) {
            $values = @{ thumbprint = $null; store = $null; appId = $null; isCentral = $null; unreadable = $null }
            $values.endpoint = $place.Groups[1].Value
            $values
        }
        elseif ($null -eq $values) { continue }
        elseif ($hash.Success) { $values.thumbprint = $hash.Groups[1].Value.ToUpperInvariant() }
        elseif ($id.Success) { $values.appId = ConvertTo-ApplicationId $id.Groups[1].Value }
    }
}

# A netsh that shows no record may have failed, and shows so only in the words of its language.
function Get-HttpSysFromNetsh {
    param([string] $Why)
    $netsh = Get-SystemPath 'netsh.exe'
    try {
        $lines = @(& $netsh http show sslcert)
        if ($LASTEXITCODE -ne 0) { throw "exit code $LASTEXITCODE" }
        # As a whole first: the lines after its endpoint fill a record.
        $read = @(Read-NetshLine $lines)
        $found = @($read | Where-Object { $null -ne $_.thumbprint })
        if ($found.Count -eq 0) { throw 'it shows no record' }
    }
    catch {
        throw "not read by the registry ($Why), nor by netsh ($(Get-Reason $_))"
    }
    $ownAddresses = Get-OwnAddress
    foreach ($values in $found) { ConvertTo-HttpSysRecord $values.endpoint $values $ownAddresses }
}

# Three sections need the records, and get those of one reading.
$memory = @{}

function Get-HttpSysRecord {
    if ($memory.ContainsKey('records')) { return $memory.records }
    try {
        $records = @(Get-HttpSysFromRegistry)
    }
    catch {
        $why = Get-Reason $_
        Assert-InTime
        $records = @(Get-HttpSysFromNetsh $why)
    }
    $memory.records = $records
    $records
}

$sections.httpSys = { , @(Get-HttpSysRecord) }

# ---- The section certificates. ----------------------------------------------------------------------------------

# The store says that there is a key even after its file is gone, so the key is opened. Null where that can't be told.
# Into $Kind.isCng goes whether a provider of CNG keeps it, or an older one.
function Test-PrivateKey {
    param($Certificate, $Kind)
    if (-not $Certificate.HasPrivateKey) { return $false }
    try {
        # .NET before 4.6 knows the keys of old providers alone.
        if ($null -eq ('System.Security.Cryptography.X509Certificates.RSACertificateExtensions' -as [type])) {
            if ($null -eq $Certificate.get_PrivateKey()) { return $null }
            $Kind.isCng = $false
            return $true
        }
        $key = [Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($Certificate)
        if ($null -eq $key) {
            $key = [Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::GetECDsaPrivateKey($Certificate)
        }
        if ($null -eq $key) { return $null }
        $name = $key.GetType().Name
        if ('RSACng', 'ECDsaCng' -contains $name) { $Kind.isCng = $true }
        elseif ($name -eq 'RSACryptoServiceProvider') { $Kind.isCng = $false }
        $key.Dispose()
        $true
    }
    catch {
        # No key set, no key, not found, no such file; to whom may not read a key, Windows may say the same.
        $missing = 0x80090016, 0x8009000D, 0x80090011, 0x80070002
        if ($missing -contains $_.Exception.GetBaseException().HResult -and (Test-Administrator)) { return $false }
        $null
    }
}

# A part of DER: its tag, and where its content starts and ends.
function Get-DerPart {
    param([byte[]] $Der, [int] $At)
    if ($At + 2 -gt $Der.Length) { throw 'the DER ends too soon' }
    $length = [int] $Der[$At + 1]
    $start = $At + 2
    if ($length -gt 127) {
        $count = $length - 128
        if ($count -lt 1 -or $count -gt 3 -or $start + $count -gt $Der.Length) { throw 'a length in the DER is none' }
        $length = 0
        for ($index = 0; $index -lt $count; $index++) { $length = $length * 256 + $Der[$start + $index] }
        $start += $count
    }
    if ($start + $length -gt $Der.Length) { throw 'the DER ends too soon' }
    @{ tag = [int] $Der[$At]; start = $start; end = $start + $length }
}

# The DNS names of the subject alternative name, from its bytes, since Windows' own text of it is localised.
function Get-DnsName {
    param($Certificate)
    $found = @($Certificate.Extensions | Where-Object { $_.Oid.Value -eq '2.5.29.17' })
    if ($found.Count -eq 0) { return }
    $der = $found[0].RawData
    $list = Get-DerPart $der 0
    if ($list.tag -ne 0x30) { throw 'it is no list' }
    $at = $list.start
    $count = 0
    while ($at -lt $list.end) {
        Assert-InTime
        $count++
        if ($count -gt 500) { throw 'it has too many names' }
        $part = Get-DerPart $der $at
        $length = $part.end - $part.start
        if ($part.tag -eq 0x82 -and $length -le 255) { [Text.Encoding]::ASCII.GetString($der, $part.start, $length) }
        $at = $part.end
    }
}

function Get-UsageId {
    param($Certificate)
    $found = @($Certificate.Extensions | Where-Object { $_.Oid.Value -eq '2.5.29.37' })
    $found | ForEach-Object { $_.EnhancedKeyUsages } | ForEach-Object { $_.Value }
}

function Get-CertificateOfStore {
    param([string] $Name)
    $store = New-Object System.Security.Cryptography.X509Certificates.X509Store -ArgumentList $Name, 'LocalMachine'
    try {
        $store.Open('ReadOnly, OpenExistingOnly')
        foreach ($certificate in $store.Certificates) {
            Assert-InTime
            $names = $null
            $usages = $null
            $kind = @{ isCng = $null }
            try { $names = @(Get-DnsName $certificate) } catch { $names = $null }
            try { $usages = @(Get-UsageId $certificate) } catch { $usages = $null }
            [ordered]@{
                thumbprint = $certificate.Thumbprint
                subject = $certificate.Subject
                issuer = $certificate.Issuer
                notBefore = ConvertTo-Instant $certificate.NotBefore
                notAfter = ConvertTo-Instant $certificate.NotAfter
                hasPrivateKey = Test-PrivateKey $certificate $kind
                isCng = $kind.isCng
                names = $names
                usages = $usages
                store = $Name
            }
        }
    }
    finally {
        $store.Close()
    }
}

# The other stores from which http.sys takes certificates, such as WebHosting; none of one that can't be read is listed.
function Get-OtherStore {
    try {
        $named = @(Get-HttpSysRecord | ForEach-Object { $_['store'] } | Where-Object { $null -ne $_ })
    }
    catch {
        return
    }
    $comparer = [StringComparer]::OrdinalIgnoreCase
    $seen = New-Object 'System.Collections.Generic.Dictionary[string,bool]' -ArgumentList $comparer
    $seen['My'] = $true
    foreach ($name in $named) {
        if ($seen.ContainsKey($name) -or $seen.Count -gt 8) { continue }
        $seen[$name] = $true
        $name
    }
}

function Get-StoreCertificate {
    Get-CertificateOfStore 'My'
    foreach ($name in @(Get-OtherStore)) {
        try {
            $others = @(Get-CertificateOfStore $name)
        }
        catch {
            Assert-InTime
            continue
        }
        $others
    }
}

$sections.certificates = { , @(Get-StoreCertificate) }

# ---- The section sharedWebConfig. -------------------------------------------------------------------------------

function Read-SharedConfig {
    param([string] $Path, [string] $Root)
    $most = 33554432
    $stream = Open-File $Path
    try {
        if ($stream.Length -gt $most) { return 'other', "it has more than $most bytes" }
        $reader = New-Object System.IO.StreamReader -ArgumentList $stream
        Get-SharedConfigState $reader.ReadToEnd() $Root
    }
    finally {
        $stream.Dispose()
    }
}

# The file is opened rather than looked for: what may not be entered looks absent, too. A fault costs one file alone.
function Get-ConfigurationState {
    param([string] $Path, [string] $Root)
    $found = @(
        try {
            if ([IO.Directory]::Exists($Path)) { 'other', 'a folder stands in its place' }
            else { Read-SharedConfig $Path $Root }
        }
        catch [IO.FileNotFoundException] {
            'absent'
        }
        catch [IO.DirectoryNotFoundException] {
            'absent'
        }
        catch {
            $null, (Get-Reason $_)
        }
    )
    @{ state = $found[0]; text = $(if ($found.Count -gt 1) { $found[1] } else { $null }) }
}

function Get-SharedWebConfig {
    $folder = Get-InstallPath
    $back = Get-ConfigurationState ($folder + 'ClientAccess\SharedWebConfig.config') $folder
    $front = Get-ConfigurationState ($folder + 'FrontEnd\HttpProxy\SharedWebConfig.config') $folder
    [ordered]@{
        clientAccess = $back.state
        httpProxy = $front.state
        found = [ordered]@{ clientAccess = $back.text; httpProxy = $front.text }
    }
}

$sections.sharedWebConfig = { Get-SharedWebConfig }

# ---- The section acls. ------------------------------------------------------------------------------------------

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

# ---- The section setupLog. --------------------------------------------------------------------------------------

$mostPacked = 1048576

# From the line of the first or last run that begins in a text; the text itself where none does.
function Get-FromRun {
    param([string] $Text, [bool] $Last)
    $ordinal = [StringComparison]::Ordinal
    $at = if ($Last) { $Text.LastIndexOf($runBegins, $ordinal) } else { $Text.IndexOf($runBegins, $ordinal) }
    if ($at -lt 0) { return $Text }
    $Text.Substring($Text.LastIndexOf([char] 10, $at) + 1)
}

# The log of setup from a run on: the last one, with those before it as far as they fit. One that begins further back
# than is looked is cut. Null where there is no log.
function Get-PackedSetupLog {
    param([string] $Path)
    $text = ''
    try {
        foreach ($look in 8388608, 25165824) {
            $end = Read-End $Path $look
            $text = $end['encoding'].GetString($end['bytes'], 0, $end['length'])
            if ($end['from'] -eq 0 -or $text.IndexOf($runBegins, [StringComparison]::Ordinal) -ge 0) { break }
        }
    }
    catch [IO.FileNotFoundException] {
        return $null
    }
    catch [IO.DirectoryNotFoundException] {
        return $null
    }
    $end['bytes'] = $null
    $cut = $end['from'] -gt 0
    if ($cut) { $text = Get-FromRun (Skip-PartOfLine $text) $false }
    $text = Remove-Secret $text
    $packed = ConvertTo-Gzip (ConvertTo-LogByte $text $end)
    while ($packed.Length -gt $mostPacked) {
        Assert-InTime
        $cut = $true
        $shorter = Get-FromRun $text $true
        if ($shorter.Length -eq $text.Length) { $shorter = Skip-PartOfLine $text.Substring([int] ($text.Length / 2)) }
        $text = $shorter
        $packed = ConvertTo-Gzip (ConvertTo-LogByte $text $end)
    }
    New-PackedFile $Path $end $packed $cut
}

function Get-SetupLog {
    $msi = @()
    $unread = @()
    foreach ($file in @(Get-LogFile '^[^\\]+\.msilog\z' | Select-Object -First 3)) {
        Assert-InTime
        try {
            $msi += Get-PackedEnd $file.FullName 262144
        }
        catch {
            $unread += New-UnreadFile $file.FullName (Get-Reason $_)
        }
    }
    try {
        $log = Get-PackedSetupLog ([IO.Path]::Combine($logFolder, 'ExchangeSetup.log'))
    }
    catch {
        throw "ExchangeSetup.log could not be read: $(Get-Reason $_)"
    }
    [ordered]@{ log = $log; msi = @($msi); unread = @($unread) }
}

$sections.setupLog = { Get-SetupLog }

# ---- The section servicesBefore. --------------------------------------------------------------------------------

# A file of its own kind, which only makes sense whole, packed as it is.
function Get-PackedRecord {
    param([string] $Path)
    $end = Read-End $Path 1048576
    $bytes = New-Object byte[] $end['length']
    [Array]::Copy($end['bytes'], $bytes, $end['length'])
    New-PackedFile $Path $end (ConvertTo-Gzip $bytes) ($end['from'] -gt 0)
}

# What ServiceControl.ps1 records before it stops the services; of several versions the one written last counts.
function Get-ServicesBefore {
    $found = [ordered]@{ startModes = $null; states = $null; log = $null; unread = @() }
    $patterns = @{
        startModes = '^ServiceStartupMode[0-9.]*\.xml\z'
        states = '^ServiceState[0-9.]*\.xml\z'
        log = '^ServiceControl\.log\z'
    }
    foreach ($name in 'startModes', 'states', 'log') {
        Assert-InTime
        $files = @(Get-LogFile $patterns[$name])
        if ($files.Count -eq 0) { continue }
        $path = $files[0].FullName
        try {
            $found[$name] = if ($name -eq 'log') { Get-PackedEnd $path 1048576 } else { Get-PackedRecord $path }
        }
        catch {
            $found['unread'] += New-UnreadFile $path (Get-Reason $_)
        }
    }
    $found
}

$sections.servicesBefore = { Get-ServicesBefore }

# ---- The section journal. ---------------------------------------------------------------------------------------

# Each remediation has a folder by its number, and writes entry.json there when all of it is done. A folder that may not
# be read is an error: the file in it would look absent.
function Get-JournalNumber {
    param([string] $Folder)
    try {
        $paths = [IO.Directory]::GetDirectories($Folder)
    }
    catch [IO.DirectoryNotFoundException] {
        return
    }
    foreach ($path in $paths) {
        $name = [IO.Path]::GetFileName($path)
        if ([regex]::IsMatch($name, '^[1-9][0-9]{0,8}$')) { [int] $name }
    }
}

# What a run that was cut off leaves in a mark: null where there is none, and empty where it is longer than any.
function Read-Mark {
    param([string] $Path, [int] $Most)
    try {
        $stream = Open-File $Path
    }
    catch [IO.FileNotFoundException] {
        return $null
    }
    catch [IO.DirectoryNotFoundException] {
        return $null
    }
    try {
        if ($stream.Length -gt $Most) { return '' }
        $bytes = New-Object 'byte[]' $Most
        [Text.Encoding]::ASCII.GetString($bytes, 0, $stream.Read($bytes, 0, $bytes.Length))
    }
    finally {
        $stream.Dispose()
    }
}

# The policies for which IIS was not restarted.
function Read-RestartMark {
    param([string] $Path)
    $text = Read-Mark $Path 1000
    if ($null -eq $text) { return $null }
    if (-not [regex]::IsMatch($text, '\A[a-z][a-z0-9-]*(, [a-z][a-z0-9-]*)*\z')) {
        throw "the mark $Path is damaged, so that IIS may have to be restarted: restart it, then remove the mark"
    }
    $text
}

# The services that were still to be enabled; the mark is written anew whenever one of them is.
function Read-ServiceMark {
    param([string] $Path)
    $text = Read-Mark $Path 10000
    if ($null -eq $text) { return $null }
    if (-not [regex]::IsMatch($text, '\A[A-Za-z0-9][\w .$-]{0,79}(, [A-Za-z0-9][\w .$-]{0,79})*\z')) {
        throw "the mark $Path is damaged, which names services that a run left Disabled: remove it"
    }
    [ordered]@{ services = @($text -split ', '); since = ConvertTo-Instant ([IO.File]::GetLastWriteTimeUtc($Path)) }
}

function Get-Journal {
    $folder = "$env:ProgramData\ExchangeCompliance"
    if ([IO.File]::Exists($folder)) { throw "$folder is a file, and no folder: see who made it, then remove it" }
    if ([IO.Directory]::Exists($folder)) { Assert-JournalOwner $folder }
    $last = 0
    $unfinished = 0
    $most = 1000
    foreach ($number in @(Get-JournalNumber $folder | Sort-Object -Descending)) {
        Assert-InTime
        if ($unfinished -ge $most) { throw "the last $most entries in $folder are all unfinished: see what made them" }
        Assert-JournalOwner "$folder\$number"
        if ([IO.Directory]::GetFiles("$folder\$number", 'entry.json').Length -eq 0) {
            $unfinished++
            continue
        }
        $last = $number
        break
    }
    [ordered]@{
        lastEntry = $last
        restartDue = Read-RestartMark "$folder\restart-due"
        enabling = Read-ServiceMark "$folder\services-due"
    }
}

$sections.journal = { Get-Journal }

# ---- The section setupState. ------------------------------------------------------------------------------------

# What setup keeps of each role while it works on it: a role without Action and Watermark, whose unpacked version is the
# configured one, is finished.
function Get-SetupState {
    $root = (Get-Generation).root
    $most = 100
    $names = @((Open-MachineKey $root).GetSubKeyNames())
    if ($names.Count -gt $most) { throw "HKLM\$root holds more than $most keys" }
    foreach ($name in $names) {
        Assert-InTime
        $key = Open-MachineKey "$root\$name"
        if ($null -eq $key) { continue }
        $state = [ordered]@{
            role = $name
            unpacked = ConvertTo-ShortText $key.GetValue('UnpackedVersion')
            configured = ConvertTo-ShortText $key.GetValue('ConfiguredVersion')
            action = ConvertTo-ShortText $key.GetValue('Action')
            watermark = ConvertTo-ShortText $key.GetValue('Watermark')
        }
        $known = @('unpacked', 'configured', 'action', 'watermark' | Where-Object { $null -ne $state[$_] })
        if ($known.Count -gt 0) { $state }
    }
}

$sections.setupState = { , @(Get-SetupState) }

# ---- The section executionPolicy. -------------------------------------------------------------------------------

# What Group Policy wrote of scripts in a part of the registry. Not by Get-ExecutionPolicy, which asks WMI.
function Get-ScriptPolicy {
    param($Hive, [string] $Below)
    $key = $Hive.OpenSubKey($Below + 'SOFTWARE\Policies\Microsoft\Windows\PowerShell')
    if ($null -eq $key) { return @{ enableScripts = $null; executionPolicy = $null } }
    @{
        enableScripts = ConvertTo-ShortText $key.GetValue('EnableScripts')
        executionPolicy = ConvertTo-ShortText $key.GetValue('ExecutionPolicy')
    }
}

# The users whose part of the registry is loaded: who is signed in, and the accounts of services.
function Get-UserScriptPolicy {
    $users = [Microsoft.Win32.RegistryKey]::OpenBaseKey('Users', 'Registry64')
    foreach ($sid in @($users.GetSubKeyNames())) {
        Assert-InTime
        if (-not [regex]::IsMatch($sid, '\AS-1-[0-9-]{1,180}\z')) { continue }
        $values = @{ enableScripts = $null; executionPolicy = $null }
        $unreadable = $null
        try { $values = Get-ScriptPolicy $users "$sid\" } catch { $unreadable = Get-Reason $_ }
        [ordered]@{
            sid = $sid
            enableScripts = $values.enableScripts
            executionPolicy = $values.executionPolicy
            unreadable = $unreadable
        }
    }
}

function Get-ScriptSettings {
    $machine = Get-ScriptPolicy ([Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')) ''
    # Of 3.0 and later, and of 2.0 and before.
    $version = Get-MachineValue 'SOFTWARE\Microsoft\PowerShell\3\PowerShellEngine' 'PowerShellVersion'
    if ($null -eq $version) {
        $version = Get-MachineValue 'SOFTWARE\Microsoft\PowerShell\1\PowerShellEngine' 'PowerShellVersion'
    }
    [ordered]@{
        machine = [ordered]@{
            enableScripts = $machine.enableScripts
            executionPolicy = $machine.executionPolicy
        }
        users = [object[]] @(Get-UserScriptPolicy)
        powerShell = ConvertTo-ShortText $version
        languageMode = $ExecutionContext.SessionState.LanguageMode.ToString()
        elevated = Test-Administrator
    }
}

$sections.executionPolicy = { Get-ScriptSettings }

# ---- The section localStates. -----------------------------------------------------------------------------------

# A request as the registry keeps it: the version of the form, the state, and when it was made, in ticks.
function ConvertFrom-ComponentRequest {
    param($Value)
    $known = @{ state = $null; time = $null }
    if ($Value -isnot [string]) { return $known }
    $parts = [regex]::Match($Value, '\A[1-9][0-9]{0,3}:([A-Za-z]{1,20}|[0-9]):([0-9]{1,18})(:|\z)')
    if (-not $parts.Success) { return $known }
    $states = @{ '0' = 'Inactive'; '1' = 'Active'; '2' = 'Draining' }
    foreach ($state in @($states.Values)) { $states[$state] = $state }
    $known.state = $states[$parts.Groups[1].Value]
    $ticks = [long] $parts.Groups[2].Value
    $known.time = ConvertTo-Instant (New-Object System.DateTime -ArgumentList $ticks, 'Utc')
    $known
}

# Who has asked for which state of the server's components. What was asked later in the directory is not here.
function Get-LocalState {
    $root = 'SOFTWARE\Microsoft\ExchangeServer\v15\ServerComponentStates'
    $components = Open-MachineKey $root
    if ($null -eq $components) { return }
    foreach ($component in @($components.GetSubKeyNames())) {
        Assert-InTime
        $requests = $components.OpenSubKey($component)
        if ($null -eq $requests) { continue }
        foreach ($requester in @($requests.GetValueNames())) {
            if ($requester -eq '') { continue }
            $request = ConvertFrom-ComponentRequest $requests.GetValue($requester)
            [ordered]@{
                component = $component
                requester = $requester
                state = $request.state
                time = $request.time
            }
        }
    }
}

$sections.localStates = { , @(Get-LocalState) }

# ---- The section aspNetEvents. ----------------------------------------------------------------------------------

# Codes, names of types and paths, which no language changes. Users, addresses and what follows ? in a URL are left out.
function ConvertTo-AspNetEvent {
    param($Record, $Seen)
    $values = @($Record.values)
    $known = @($values | Where-Object { $null -ne $_ })
    $type = @($known | Where-Object { [regex]::IsMatch($_, '\A[A-Za-z_][\w.+`]{0,200}(Exception|Error)\z') })
    $place = @($known | Where-Object { [regex]::IsMatch($_, '\A/LM/W3SVC/[0-9]{1,10}/ROOT') })
    $text = $null
    # What is said of an exception follows its type.
    for ($index = 0; $type.Count -gt 0 -and $index + 1 -lt $values.Count; $index++) {
        if ($values[$index] -ceq $type[0] -and $null -eq $text) { $text = ConvertTo-EventText $values[$index + 1] 300 }
    }
    $code = if ($values.Count -gt 0) { "$($values[0])" } else { '' }
    $domain = ''
    # Behind the application come numbers of this start.
    if ($place.Count -gt 0) { $domain = [regex]::Match($place[0], '\A[^\s?]{0,200}?(?=(-[0-9]+){0,2}\z)').Value }
    $found = [ordered]@{
        id = $Record.id
        at = $Record.at
        eventCode = if ([regex]::IsMatch($code, '\A[0-9]{4,6}\z')) { [int] $code } else { $null }
        application = if ($domain -eq '') { $null } else { $domain }
        exception = if ($type.Count -eq 0) { $null } else { $type[0] }
        text = $text
    }
    # A fault that goes on is written thousands of times, and so is what strangers ask for, each time in other words.
    # The newest record stands for all, but for those of another assembly.
    $about = [regex]::Match("$text", '[A-Za-z][\w.-]{1,200}, Version=').Value
    $key = '{0} {1} {2} {3} {4}' -f $found.id, $found.eventCode, $found.application, $found.exception, $about
    if (-not $Seen.Add($key)) { return $null }
    $found
}

function Get-AspNetEvent {
    $seen = New-Object 'System.Collections.Generic.HashSet[string]'
    $condition = "Provider[@Name='ASP.NET 4.0.30319.0'] and (EventID=1309 or EventID=1310 or EventID=1325)"
    Get-EventHistory 'Application' $condition 30 { param($record) ConvertTo-AspNetEvent $record $seen } 5000
}

$sections.aspNetEvents = { Get-AspNetEvent }

# ---- The section proxyEvents. -----------------------------------------------------------------------------------

# The methods in the stack of an error, which are Exchange's own names, by which the faults of signing in are known.
function ConvertTo-ProxyEvent {
    param($Record)
    $text = [string]::Join("`n", @($Record.values | Where-Object { $null -ne $_ }))
    $found = [regex]::Match($text, '\b(FbaModule\.ParseCadataCookies|HMACProvider\.GetCertificates)\b')
    if (-not $found.Success) { return $null }
    [ordered]@{
        id = $Record.id
        at = $Record.at
        provider = ConvertTo-EventText $Record.provider 100
        method = $found.Groups[1].Value
    }
}

function Get-ProxyEvent {
    $condition = "((Provider[@Name='MSExchange Front End HTTPS Proxy'] or Provider[@Name='MSExchange OWA'])" +
        " and EventID=1003) or (Provider[@Name='ASP.NET 4.0.30319.0'] and EventID=1309)"
    Get-EventHistory 'Application' "($condition)" 30 { param($record) ConvertTo-ProxyEvent $record }
}

$sections.proxyEvents = { Get-ProxyEvent }

# ---- The section httpEvents. ------------------------------------------------------------------------------------

# 15021: a certificate could not be used. 15300, 15301: a record was deleted, made. The status of the first stands at
# the end of the bytes that come with it.
function ConvertTo-HttpEvent {
    param($Record)
    $endpoint = $null
    $status = $null
    foreach ($value in $Record.values) {
        $text = ConvertTo-KnownText $value
        if ($null -eq $text) { continue }
        if ([regex]::IsMatch($text, '\A(\[[0-9A-Fa-f:.%]{2,60}\]|[^\s\\/:]{1,255}):[0-9]{1,5}\z')) { $endpoint = $text }
        elseif ([regex]::IsMatch($text, '\A([0-9A-F]{2}){4,4000}\z')) {
            $last = $text.Substring($text.Length - 8)
            $status = '0x' + $last.Substring(6) + $last.Substring(4, 2) + $last.Substring(2, 2) + $last.Substring(0, 2)
        }
    }
    [ordered]@{
        id = $Record.id
        at = $Record.at
        endpoint = $endpoint
        status = if ($Record.id -eq 15021) { $status } else { $null }
    }
}

function Get-HttpEvent {
    $condition = "Provider[@Name='Microsoft-Windows-HttpEvent'] and (EventID=15021 or EventID=15300 or EventID=15301)"
    Get-EventHistory 'System' $condition 30 { param($record) ConvertTo-HttpEvent $record }
}

$sections.httpEvents = { Get-HttpEvent }

# ---- The section installerEvents. -------------------------------------------------------------------------------

function Get-InstallerValue {
    param($Values, [int] $Index, [int] $Most)
    $text = if ($Index -lt 0 -or $Index -ge $Values.Count) { $null } else { ConvertTo-KnownText $Values[$Index] }
    if ($null -eq $text -or $text -eq '(NULL)') { return $null }
    ConvertTo-EventText $text $Most
}

# Where update, code and log stand, by the id; -1 for nowhere. Each begins with the name of the product.
$installerPlaces = @{
    1019 = 1, 2, -1
    1020 = 1, 2, -1
    1021 = 1, 2, 3
    1022 = 1, -1, -1
    1023 = 1, 2, 3
    1024 = 1, 2, -1
    1025 = -1, -1, -1
    1033 = -1, 3, -1
    1034 = -1, 3, -1
    1036 = 3, 4, -1
    1037 = 3, 4, -1
    1038 = -1, -1, -1
}

# Only what is about Exchange: its name is the same in all languages.
function ConvertTo-InstallerEvent {
    param($Record)
    $places = $installerPlaces[$Record.id]
    if ($null -eq $places) { return $null }
    $values = @($Record.values)
    $product = Get-InstallerValue $values 0 300
    $update = Get-InstallerValue $values $places[0] 300
    if (-not [regex]::IsMatch("$product $update", '\bExchange\b')) { return $null }
    $code = Get-InstallerValue $values $places[1] 20
    [ordered]@{
        id = $Record.id
        at = $Record.at
        product = $product
        update = $update
        code = if ([regex]::IsMatch("$code", '\A[0-9]{1,9}\z')) { [int] $code } else { $null }
        log = Get-InstallerValue $values $places[2] 300
    }
}

# The last update may be long ago, so the whole log is asked. 1035 is not: each inventory of software writes one for
# every product, Exchange too, and so would push the last update out of the newest records.
function Get-InstallerEvent {
    $condition = "Provider[@Name='MsiInstaller'] and ((EventID>=1019 and EventID<=1025)" +
        ' or EventID=1033 or EventID=1034 or (EventID>=1036 and EventID<=1038))'
    Get-EventHistory 'Application' $condition 0 { param($record) ConvertTo-InstallerEvent $record }
}

$sections.installerEvents = { Get-InstallerEvent }

# ---- The section serviceEvents. ---------------------------------------------------------------------------------

# Where the service and the error stand, by the id; -1 for nowhere. The service is told by the name that Windows shows.
$servicePlaces = @{
    7000 = 0, 1
    7001 = 0, 2
    7009 = 1, -1
    7011 = 1, -1
    7023 = 0, 1
    7024 = 0, 1
    7031 = 0, -1
    7034 = 0, -1
    7038 = 0, 2
    7041 = 0, -1
}

# The name of the service, which no language changes, comes with most records as bytes: two for a character.
function ConvertFrom-ServiceByte {
    param($Text)
    $known = [regex]::Match("$Text", '\A(?:[2-7][0-9A-F]00){2,256}(?=0000|\z)').Value
    if ($known -eq '') { return $null }
    $letters = @(
        for ($index = 0; $index -lt $known.Length; $index += 4) {
            [char] [Convert]::ToInt32($known.Substring($index, 2), 16)
        }
    )
    [string]::Join('', $letters)
}

function ConvertTo-ServiceEvent {
    param($Record)
    $places = $servicePlaces[$Record.id]
    if ($null -eq $places) { return $null }
    $values = @($Record.values)
    $service = if ($places[0] -lt $values.Count) { ConvertTo-KnownText $values[$places[0]] } else { $null }
    $code = if ($places[1] -ge 0 -and $places[1] -lt $values.Count) { $values[$places[1]] } else { $null }
    # A number stands for the words that Windows has for it.
    $number = [regex]::Match("$code", '\A%%([0-9]{1,9})\z')
    [ordered]@{
        id = $Record.id
        at = $Record.at
        service = if ($null -eq $service) { $null } else { ConvertTo-EventText $service 260 }
        name = if ($values.Count -gt 0) { ConvertFrom-ServiceByte $values[$values.Count - 1] } else { $null }
        code = if ($number.Success) { [int] $number.Groups[1].Value } else { $null }
        needs = if ($Record.id -eq 7001 -and $values.Count -gt 1) { ConvertTo-EventText $values[1] 260 } else { $null }
    }
}

function Get-ServiceEvent {
    $ids = '(EventID=7000 or EventID=7001 or EventID=7009 or EventID=7011 or EventID=7023 or EventID=7024' +
        ' or EventID=7031 or EventID=7034 or EventID=7038 or EventID=7041)'
    $condition = "Provider[@Name='Service Control Manager'] and $ids"
    Get-EventHistory 'System' $condition 30 { param($record) ConvertTo-ServiceEvent $record }
}

$sections.serviceEvents = { Get-ServiceEvent }

# ---- The section appPools. --------------------------------------------------------------------------------------

# What IIS is to do, of its own file; null where IIS isn't installed. Read once for all sections that ask.
function Get-IisConfiguration {
    if ($memory.ContainsKey('iis')) { return , $memory.iis }
    $document = $null
    if ($null -ne (Open-MachineKey 'SOFTWARE\Microsoft\InetStp')) {
        $folder = Get-SystemPath 'inetsrv\config'
        if (-not [IO.Directory]::Exists($folder)) {
            throw "the configuration of IIS is not there, or out of reach: $folder"
        }
        Assert-OwnConfiguration (Get-SystemPath 'inetsrv\config\redirection.config')
        $document = Read-Xml (Get-SystemPath 'inetsrv\config\applicationHost.config')
    }
    $memory.iis = $document
    , $document
}

function Select-IisNode {
    param($Document, [string] $Place)
    $Document.SelectNodes("/configuration/system.applicationHost/$Place")
}

# The value of an attribute, else that of the defaults of its kind, else the one that IIS has by itself.
function Get-IisSetting {
    param($Node, [string] $Name, $Defaults, [string] $Otherwise)
    foreach ($place in @($Node) + @($Defaults)) {
        if ($null -eq $place) { continue }
        $text = $place.GetAttribute($Name)
        if ($text -ne '') { return ConvertTo-EventText $text 300 }
    }
    $Otherwise
}

# When the newest process of a pool was started; null where it has none, or that isn't told.
function Get-PoolStart {
    param($Pool)
    $newest = $null
    try {
        foreach ($worker in $Pool.WorkerProcesses) {
            $start = [Diagnostics.Process]::GetProcessById($worker.ProcessId).StartTime
            if ($null -eq $newest -or $start -gt $newest) { $newest = $start }
        }
    }
    catch {
        return $null
    }
    if ($null -eq $newest) { return $null }
    ConvertTo-Instant $newest
}

# IIS tells states only while it runs, and only to administrators: what it doesn't tell is null.
function Get-IisState {
    $states = @{ pools = @{}; sites = @{}; starts = @{} }
    try {
        if ((Get-Service -Name 'W3SVC').Status -ne 'Running') { return $states }
        $null = [Reflection.Assembly]::LoadFrom((Get-SystemPath 'inetsrv\Microsoft.Web.Administration.dll'))
        $manager = New-Object Microsoft.Web.Administration.ServerManager
        foreach ($pool in $manager.ApplicationPools) {
            Assert-InTime
            $states.pools[$pool.Name] = "$($pool.State)"
            $states.starts[$pool.Name] = Get-PoolStart $pool
        }
        foreach ($site in $manager.Sites) { $states.sites[$site.Name] = "$($site.State)" }
    }
    catch {
        # A state that isn't known is told as null.
        $null = $_
    }
    $states
}

function Get-PoolState {
    param($Document, $States)
    $defaults = @(Select-IisNode $Document 'applicationPools/applicationPoolDefaults')
    foreach ($node in Select-IisNode $Document 'applicationPools/add') {
        Assert-InTime
        $name = $node.GetAttribute('name')
        $models = @(@($node) + $defaults | ForEach-Object { $_.SelectSingleNode('processModel') })
        $identity = Get-IisSetting $null 'identityType' $models 'ApplicationPoolIdentity'
        [ordered]@{
            name = $name
            autoStart = (Get-IisSetting $node 'autoStart' $defaults 'true') -eq 'true'
            startMode = Get-IisSetting $node 'startMode' $defaults 'OnDemand'
            state = $States.pools[$name]
            started = $States.starts[$name]
            identity = $identity
        }
    }
}

function Get-SiteState {
    param($Document, $States)
    $defaults = @(Select-IisNode $Document 'sites/siteDefaults')
    foreach ($node in Select-IisNode $Document 'sites/site') {
        Assert-InTime
        $name = $node.GetAttribute('name')
        $id = $node.GetAttribute('id')
        [ordered]@{
            name = $name
            id = if ([regex]::IsMatch($id, '\A[0-9]{1,9}\z')) { [int] $id } else { $null }
            autoStart = (Get-IisSetting $node 'serverAutoStart' $defaults 'true') -eq 'true'
            state = $States.sites[$name]
        }
    }
}

# The applications of all sites, with the pool of each and the folder that it serves.
function Read-Application {
    param($Document)
    $defaults = @(Select-IisNode $Document 'sites/applicationDefaults')
    foreach ($node in Select-IisNode $Document 'sites/site/application') {
        Assert-InTime
        $own = @(@($node.ParentNode.SelectSingleNode('applicationDefaults')) + $defaults)
        $root = $node.SelectSingleNode('virtualDirectory[@path="/"]')
        $folder = if ($null -eq $root) { '' } else { $root.GetAttribute('physicalPath') }
        $folder = [Environment]::ExpandEnvironmentVariables($folder)
        @{
            site = $node.ParentNode.GetAttribute('name')
            path = $node.GetAttribute('path')
            pool = Get-IisSetting $node 'applicationPool' $own 'DefaultAppPool'
            folder = ConvertTo-EventText (ConvertTo-KnownText $folder) 300
        }
    }
}

function Get-Application {
    param($Document)
    foreach ($one in @(Read-Application $Document)) {
        [ordered]@{ site = $one.site; path = $one.path; pool = $one.pool; folder = $one.folder }
    }
}

function Get-AppPool {
    $document = Get-IisConfiguration
    if ($null -eq $document) {
        return [ordered]@{ pools = [object[]] @(); sites = [object[]] @(); applications = [object[]] @() }
    }
    $states = Get-IisState
    [ordered]@{
        pools = [object[]] @(Get-PoolState $document $states)
        sites = [object[]] @(Get-SiteState $document $states)
        applications = [object[]] @(Get-Application $document)
    }
}

$sections.appPools = { Get-AppPool }

# ---- The section webConfigs. ------------------------------------------------------------------------------------

$mostConfigs = 100
$mostConfigBytes = 4194304

# Whether a path holds a variable that nothing has put its value for.
function Test-Variable {
    param([string] $Path)
    [regex]::IsMatch($Path, '%(?![0-9A-Fa-f]{2})[A-Za-z_][0-9A-Za-z_() ]*%')
}

# Whether a path is there: listed rather than looked for, since what may not be entered looks absent, too.
function Get-PlaceState {
    param([string] $Path, [bool] $IsFolder)
    if (Test-Variable $Path) { return 'unexpanded' }
    $plain = $Path.Trim().TrimEnd('\')
    if (-not [regex]::IsMatch($plain, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*:]{1,500}\z')) { return 'other' }
    $cut = $plain.LastIndexOf([char] '\')
    $parent = $plain.Substring(0, $cut + 1)
    $name = $plain.Substring($cut + 1)
    try {
        $found = @()
        if ($IsFolder) { $found = @([IO.Directory]::GetDirectories($parent, $name)) }
        if (-not $IsFolder) { $found = @([IO.Directory]::GetFiles($parent, $name)) }
        if ($found.Count -gt 0) { 'there' } else { 'absent' }
    }
    catch [IO.DirectoryNotFoundException] {
        'absent'
    }
    catch {
        $null
    }
}

# The path in a reference such as file:///C:/Program%20Files/...
function ConvertFrom-Reference {
    param([string] $Text)
    $path = [regex]::Replace($Text, '^file:/*', '').Replace('/', '\')
    # A variable stays as it is.
    if (Test-Variable $path) { return $path }
    [Uri]::UnescapeDataString($path)
}

function Select-ByName {
    param($Document, [string[]] $Names)
    $steps = @($Names | ForEach-Object { "*[local-name() = '$_']" })
    $Document.SelectNodes('/' + [string]::Join('/', $steps))
}

function ConvertTo-Place {
    param([string] $Kind, [string] $Text, [bool] $IsFolder)
    [ordered]@{
        kind = $Kind
        value = ConvertTo-EventText $Text 300
        state = Get-PlaceState $(if ($IsFolder) { $Text } else { ConvertFrom-Reference $Text }) $IsFolder
    }
}

# The first code bases that are not there: a file may have hundreds.
function Get-LostCodeBase {
    param($Document)
    $lost = 0
    $steps = 'configuration', 'runtime', 'assemblyBinding', 'dependentAssembly', 'codeBase'
    foreach ($node in Select-ByName $Document $steps) {
        Assert-InTime
        $place = ConvertTo-Place 'codeBase' $node.GetAttribute('href') $false
        if ($place.state -eq 'there') { continue }
        $place
        $lost += 1
        if ($lost -ge 5) { return }
    }
}

function Get-Place {
    param($Document)
    foreach ($node in Select-ByName $Document 'configuration', 'runtime', 'assemblyBinding', 'linkedConfiguration') {
        ConvertTo-Place 'linkedConfiguration' $node.GetAttribute('href') $false
    }
    foreach ($node in Select-ByName $Document 'configuration', 'assemblyBinding', 'linkedConfiguration') {
        ConvertTo-Place 'linkedConfiguration' $node.GetAttribute('href') $false
    }
    foreach ($node in Select-ByName $Document 'configuration', 'appSettings', 'add') {
        if ($node.GetAttribute('key') -ne 'BinSearchFolders') { continue }
        $folders = @($node.GetAttribute('value').Split([char] ';') | Where-Object { $_.Trim() -ne '' })
        foreach ($folder in @($folders | Select-Object -First 30)) { ConvertTo-Place 'binSearchFolder' $folder $true }
    }
    Get-LostCodeBase $Document
}

function Read-WebXml {
    param([string] $Path)
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $stream = Open-File $Path
    try {
        if ($stream.Length -gt $mostConfigBytes) { throw "it has more than $mostConfigBytes bytes" }
        $document = New-Object System.Xml.XmlDocument
        $document.XmlResolver = $null
        $document.Load([Xml.XmlReader]::Create($stream, $settings))
        , $document
    }
    finally {
        $stream.Dispose()
    }
}

function Read-WebConfig {
    param([string] $Path)
    $config = @{ state = 'present'; unreadable = $null; places = @() }
    try {
        $config.places = @(Get-Place (Read-WebXml $Path) | Select-Object -First 60)
    }
    catch [Xml.XmlException] {
        $config.state = 'malformed'
        $config.unreadable = ConvertTo-EventText (Get-Reason $_) 300
    }
    catch [IO.FileNotFoundException] {
        $config.state = 'absent'
    }
    catch [IO.DirectoryNotFoundException] {
        $config.state = 'absent'
    }
    catch {
        $config.state = $null
        $config.unreadable = ConvertTo-EventText (Get-Reason $_) 300
    }
    $config
}

# Files in the order in which they come, whatever the case of their names.
function New-FileTable {
    , (New-Object System.Collections.Specialized.OrderedDictionary -ArgumentList ([StringComparer]::OrdinalIgnoreCase))
}

# The files web.config of Exchange's applications, and of the roots of their sites, from which they inherit.
function Get-ConfigOwner {
    param($Document)
    $root = Get-InstallPath
    $owners = New-FileTable
    $sites = New-FileTable
    $all = @(Read-Application $Document)
    foreach ($one in $all) {
        $isOwn = "$($one.folder)\".StartsWith($root, [StringComparison]::OrdinalIgnoreCase)
        if ($isOwn) { $sites[$one.site] = $true }
        $one.isOwn = $isOwn
    }
    foreach ($one in $all) {
        $isRoot = $one.path -eq '/' -and $sites.Contains($one.site)
        $isLocal = [regex]::IsMatch("$($one.folder)", '\A[A-Za-z]:\\')
        if (-not $isLocal -or -not ($one.isOwn -or $isRoot)) { continue }
        $file = $one.folder.TrimEnd('\') + '\web.config'
        if (-not $owners.Contains($file)) { $owners[$file] = ConvertTo-EventText ($one.site + $one.path) 300 }
    }
    , $owners
}

# Each of these files, and each one to which one is linked, once.
function Get-WebConfig {
    $document = Get-IisConfiguration
    if ($null -eq $document) { return }
    $owners = Get-ConfigOwner $document
    if ($owners.Count -gt $mostConfigs) { throw "Exchange has more than $mostConfigs applications" }
    $linked = New-FileTable
    foreach ($file in @($owners.Keys)) {
        Assert-InTime
        $config = Read-WebConfig $file
        foreach ($place in $config.places) {
            $target = ConvertFrom-Reference $place.value
            if ($place.kind -eq 'linkedConfiguration' -and $place.state -eq 'there') { $linked[$target] = $true }
        }
        ConvertTo-WebConfig $owners[$file] $file $config
    }
    foreach ($file in @($linked.Keys | Where-Object { -not $owners.Contains($_) } | Select-Object -First 20)) {
        Assert-InTime
        ConvertTo-WebConfig $null $file (Read-WebConfig $file)
    }
}

function ConvertTo-WebConfig {
    param($Application, [string] $File, $Config)
    [ordered]@{
        application = $Application
        file = ConvertTo-EventText $File 300
        state = $Config.state
        unreadable = $Config.unreadable
        places = [object[]] @($Config.places)
    }
}

$sections.webConfigs = { , @(Get-WebConfig) }

# ---- The section customMetadata. --------------------------------------------------------------------------------

# 5506 and 5511 are the certificate of a site as older versions of IIS kept it: IIS may then delete the record of
# http.sys.
function Get-CustomMetadata {
    $document = Get-IisConfiguration
    if ($null -eq $document) { return }
    $places = 'customMetadata/key/property[@id="5506" or @id="5511"]'
    foreach ($node in Select-IisNode $document $places) {
        Assert-InTime
        [ordered]@{
            path = ConvertTo-EventText $node.ParentNode.GetAttribute('path') 300
            id = [int] $node.GetAttribute('id')
        }
    }
}

$sections.customMetadata = { , @(Get-CustomMetadata) }

# ---- The section pageFolders. -----------------------------------------------------------------------------------

$mostPageFiles = 1000

# The files in a folder and all below it, up to some number; links are not followed.
function Measure-PageFile {
    param([string] $Folder)
    $files = 0
    $waiting = New-Object 'System.Collections.Generic.Queue[string]'
    $waiting.Enqueue($Folder)
    while ($waiting.Count -gt 0 -and $files -lt $mostPageFiles) {
        Assert-InTime
        $one = $waiting.Dequeue()
        $files += @([IO.Directory]::GetFiles($one)).Count
        foreach ($below in [IO.Directory]::GetDirectories($one)) {
            $isLink = ([IO.File]::GetAttributes($below) -band [IO.FileAttributes]::ReparsePoint) -ne 0
            if (-not $isLink) { $waiting.Enqueue($below) }
        }
    }
    if ($files -gt $mostPageFiles) { $mostPageFiles } else { $files }
}

# Folders named after a build, and Current.
function Get-PageFolder {
    param([string] $Parent)
    foreach ($path in [IO.Directory]::GetDirectories($Parent)) {
        $name = $path.Substring($path.LastIndexOf([char] '\') + 1)
        if (-not [regex]::IsMatch($name, '\A([0-9]{1,6}(\.[0-9]{1,6}){2,3}|[Cc]urrent)\z')) { continue }
        $files = $null
        $unreadable = $null
        try { $files = Measure-PageFile $path } catch { $unreadable = ConvertTo-EventText (Get-Reason $_) 300 }
        [ordered]@{ name = $name; files = $files; unreadable = $unreadable }
    }
}

function Get-PageParent {
    $root = Get-InstallPath
    foreach ($parent in 'ClientAccess\ecp', 'ClientAccess\Owa\prem', 'FrontEnd\HttpProxy\owa\auth') {
        $folders = $null
        $state = 'present'
        $unreadable = $null
        try { $folders = [object[]] @(Get-PageFolder ($root + $parent) | Select-Object -First 300) }
        catch [IO.DirectoryNotFoundException] { $state = 'absent' }
        catch {
            $state = $null
            $unreadable = ConvertTo-EventText (Get-Reason $_) 300
        }
        [ordered]@{ parent = $parent; state = $state; folders = $folders; unreadable = $unreadable }
    }
}

$sections.pageFolders = { , @(Get-PageParent) }

# ---- The section revocation. ------------------------------------------------------------------------------------

# Whether a user checks if the certificates of publishers were revoked: one bit of many in State.
function Get-PublisherState {
    param($Users, [string] $Sid)
    $names = $Users.OpenSubKey("$Sid\Volatile Environment")
    $account = $null
    if ($null -ne $names) {
        $domain = ConvertTo-ShortText $names.GetValue('USERDOMAIN')
        $name = ConvertTo-ShortText $names.GetValue('USERNAME')
        if ($null -ne $domain -and $null -ne $name) { $account = "$domain\$name" }
    }
    $below = 'Software\Microsoft\Windows\CurrentVersion\WinTrust\Trust Providers\Software Publishing'
    $key = $Users.OpenSubKey("$Sid\$below")
    if ($null -eq $key) { return @{ account = $account; state = $null } }
    $state = $key.GetValue('State')
    if ($null -eq $state) { return @{ account = $account; state = $null } }
    if ($state -isnot [int]) { throw 'State is no number' }
    # The registry gives a number above 2^31 as a negative one.
    @{ account = $account; state = [BitConverter]::ToUInt32([BitConverter]::GetBytes([int] $state), 0) }
}

function Get-Revocation {
    $users = [Microsoft.Win32.RegistryKey]::OpenBaseKey('Users', 'Registry64')
    $accounts = @(
        foreach ($sid in @($users.GetSubKeyNames())) {
            Assert-InTime
            if (-not [regex]::IsMatch($sid, '\AS-1-[0-9-]{1,180}\z')) { continue }
            $found = @{ account = $null; state = $null }
            $unreadable = $null
            try { $found = Get-PublisherState $users $sid } catch { $unreadable = Get-Reason $_ }
            [ordered]@{ sid = $sid; account = $found.account; state = $found.state; unreadable = $unreadable }
        }
    )
    $settings = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings'
    $connections = Open-MachineKey "$settings\Connections"
    $winHttp = if ($null -eq $connections) { $null } else { , $connections.GetValue('WinHttpSettings') }
    [ordered]@{
        accounts = [object[]] $accounts
        # The third number of four bytes tells whether a proxy is set: 1 is none.
        winHttpProxy = if ($winHttp -is [byte[]] -and $winHttp.Length -gt 8) { $winHttp[8] -ne 1 } else { $null }
        machineProxy = ConvertTo-ShortText (Get-MachineValue $settings 'ProxyServer')
    }
}

$sections.revocation = { Get-Revocation }

# ---- The section installedUpdates. ------------------------------------------------------------------------------

function Get-ArticleNumber {
    param([string] $Text)
    $match = [regex]::Match($Text, '(?<![A-Za-z0-9])[Kk][Bb]([0-9]{5,9})(?![0-9])')
    if ($match.Success) { 'KB' + $match.Groups[1].Value }
}

# What the updates of Exchange write of themselves; those of the Subscription Edition write under 2019, too.
function Get-RegisteredUpdate {
    foreach ($product in '2010', '2013', '2016', '2019') {
        $path = "SOFTWARE\Microsoft\Updates\Exchange $product"
        $root = Open-MachineKey $path
        if ($null -eq $root) { continue }
        $names = @($root.GetSubKeyNames())
        if ($names.Count -gt 500) { throw "HKLM\$path holds more than 500 keys" }
        foreach ($name in $names) {
            Assert-InTime
            $key = Open-MachineKey "$path\$name"
            if ($null -eq $key) { continue }
            $package = ConvertTo-ShortText $key.GetValue('PackageName')
            $shown = if ($null -eq $package) { $name } else { $package }
            [ordered]@{
                product = $product
                name = ConvertTo-ShortText $shown
                kb = Get-ArticleNumber "$name $shown"
                date = ConvertTo-ShortText $key.GetValue('InstalledDate')
            }
        }
    }
}

function Get-AppliedPatch {
    foreach ($product in @(Get-ExchangeProduct)) {
        if (-not $product.isExchange) { continue }
        foreach ($patch in @(Get-ProductPatch $product.code)) {
            [ordered]@{
                name = $patch.name
                kb = Get-ArticleNumber "$($patch.name)"
                code = $patch.code
                state = $patch.state
                date = $patch.installed
            }
        }
    }
}

function Get-InstalledUpdates {
    [ordered]@{ registered = [object[]] @(Get-RegisteredUpdate); patches = [object[]] @(Get-AppliedPatch) }
}

$sections.installedUpdates = { Get-InstalledUpdates }

# ---- The section installerCache. --------------------------------------------------------------------------------

# A package of Windows Installer is a compound file, which begins with these bytes. Opened rather than looked for: what
# may not be entered looks absent, too.
function Get-PackageState {
    param([string] $Path)
    $begins = 208, 207, 17, 224, 161, 177, 26, 225
    try {
        $stream = Open-File $Path
    }
    catch [IO.FileNotFoundException] {
        return 'absent'
    }
    catch [IO.DirectoryNotFoundException] {
        return 'absent'
    }
    try {
        $head = New-Object byte[] 8
        $read = $stream.Read($head, 0, 8)
    }
    finally {
        $stream.Dispose()
    }
    if ($read -eq 8 -and "$head" -eq "$begins") { 'present' } else { 'damaged' }
}

function New-CachedPackage {
    param([string] $Kind, $Name, [string] $Code, $File)
    $path = if ($File -is [string]) { ConvertTo-KnownText $File } else { $null }
    $state = $null
    $unreadable = $null
    if ($null -eq $path -or -not [regex]::IsMatch($path, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*]*\z')) {
        $path = $null
        $unreadable = 'the registry names no file (LocalPackage)'
    }
    else {
        try { $state = Get-PackageState $path } catch { $unreadable = Get-Reason $_ }
    }
    [ordered]@{ kind = $Kind; name = $Name; code = $Code; file = $path; state = $state; unreadable = $unreadable }
}

# The packages that Windows Installer keeps of a product and of the patches that are applied to it.
function Get-CachedPackage {
    foreach ($product in @(Get-ExchangeProduct)) {
        Assert-InTime
        New-CachedPackage 'product' $product.name $product.code $product.properties.GetValue('LocalPackage')
        foreach ($patch in @(Get-ProductPatch $product.code)) {
            Assert-InTime
            if ($patch.state -ne '1') { continue }
            $file = Get-MachineValue "$installerData\Patches\$($patch.code)" 'LocalPackage'
            New-CachedPackage 'patch' $patch.name $patch.code $file
        }
    }
}

$sections.installerCache = { , @(Get-CachedPackage) }

# ---- The section configFiles. -----------------------------------------------------------------------------------

$mostConfigFiles = 600
$mostCustomBytes = 16777216

# The files below a folder whose names match, so many folders deep. Links are not followed.
function Get-NamedFile {
    param([string] $Folder, [string] $Pattern, [int] $Depth)
    Assert-InTime
    if (-not [IO.Directory]::Exists($Folder)) { return }
    [IO.Directory]::GetFiles($Folder, $Pattern)
    if ($Depth -le 0) { return }
    foreach ($below in [IO.Directory]::GetDirectories($Folder)) {
        $attributes = [IO.File]::GetAttributes($below)
        if (($attributes -band [IO.FileAttributes]::ReparsePoint) -ne 0) { continue }
        Get-NamedFile $below $Pattern ($Depth - 1)
    }
}

# What administrators customize: settings of programs and of web applications, sign-in pages and their theme.
function Get-ConfigPath {
    param([string] $Root)
    Get-NamedFile ($Root + 'Bin') '*.config' 0
    Get-NamedFile ($Root + 'Bin\Search\Ceres\Runtime\1.0') '*.config' 0
    Get-NamedFile ($Root + 'ClientAccess') 'web.config' 2
    # Where Exchange 2010 has its sign-in pages.
    Get-NamedFile ($Root + 'ClientAccess\Owa\auth') '*.aspx' 0
    Get-NamedFile ($Root + 'FrontEnd\HttpProxy') 'web.config' 2
    Get-NamedFile ($Root + 'FrontEnd\HttpProxy\owa\auth') '*.aspx' 0
    Get-NamedFile ($Root + 'FrontEnd\HttpProxy\owa\auth\Current\themes\resources') '*' 0
}

function Get-FileHashText {
    param($Stream)
    $algorithm = New-Object System.Security.Cryptography.SHA256CryptoServiceProvider
    try { [BitConverter]::ToString($algorithm.ComputeHash($Stream)).Replace('-', '') } finally { $algorithm.Dispose() }
}

# Hashes alone: what a file holds stays on the server.
function Get-ConfigFile {
    param([string] $Path, [string] $Below)
    $hash = $null
    $length = $null
    $modified = $null
    $unreadable = $null
    try {
        $modified = ConvertTo-Instant ([IO.File]::GetLastWriteTimeUtc($Path))
        $stream = Open-File $Path
        try {
            $length = $stream.Length
            if ($length -gt $mostCustomBytes) { throw "it has more than $mostCustomBytes bytes" }
            $hash = Get-FileHashText $stream
        }
        finally {
            $stream.Dispose()
        }
    }
    catch {
        $unreadable = Get-Reason $_
    }
    $name = $Path.Substring($Below.Length)
    [ordered]@{ path = $name; sha256 = $hash; length = $length; modified = $modified; unreadable = $unreadable }
}

function Get-ConfigFolder {
    param([string] $Below)
    $paths = @(Get-ConfigPath $Below)
    if ($paths.Count -gt $mostConfigFiles) { throw "there are more than $mostConfigFiles files below $Below" }
    foreach ($path in $paths) {
        Assert-InTime
        Get-ConfigFile $path $Below
    }
}

# The copies that a person keeps lie by the same names below a folder of their own.
function Get-ConfigFiles {
    $root = Get-InstallPath
    $saved = "$env:SystemDrive\ExchangeSavedFiles\"
    [ordered]@{
        files = [object[]] @(Get-ConfigFolder $root)
        savedIn = $saved.TrimEnd('\')
        saved = [object[]] @(Get-ConfigFolder $saved)
    }
}

$sections.configFiles = { Get-ConfigFiles }

# ---- The section pendingRestart. --------------------------------------------------------------------------------

$sessionManager = 'SYSTEM\CurrentControlSet\Control\Session Manager'

function ConvertTo-PathText {
    param([string] $Text)
    if ($Text.Length -gt 400) { return $Text.Substring(0, 400) }
    $Text
}

# Whether a file that is to be renamed is still there; null where that can't be seen. It is asked for its attributes,
# since what may not be entered looks absent. A share may take its time to answer, so it is not asked.
function Test-RenameSource {
    param([string] $Source)
    if ([Environment]::Is64BitOperatingSystem -and -not [Environment]::Is64BitProcess) { return $null }
    $path = [regex]::Replace($Source, '\A\*?\d*\\\?\?\\', '')
    if ($path.Length -lt 4 -or $path[1] -ne ':' -or $path[2] -ne '\') { return $null }
    try {
        $null = [IO.File]::GetAttributes($path)
        $true
    }
    catch [IO.FileNotFoundException] {
        $false
    }
    catch [IO.DirectoryNotFoundException] {
        $false
    }
    catch {
        $null
    }
}

# Pairs of a source and a target, which is empty for a file that is to be deleted: the first of them, and how many.
function Get-FileRename {
    $most = 200
    $count = 0
    $entries = New-Object 'System.Collections.Generic.List[object]'
    foreach ($name in 'PendingFileRenameOperations', 'PendingFileRenameOperations2') {
        $lines = @(Get-MachineValue $sessionManager $name)
        for ($index = 0; $index -lt $lines.Count; $index += 2) {
            Assert-InTime
            $source = "$($lines[$index])"
            if ($source -eq '') { continue }
            $count += 1
            if ($entries.Count -ge $most) { continue }
            $target = if ($index + 1 -lt $lines.Count) { "$($lines[$index + 1])" } else { '' }
            $entries.Add([ordered]@{
                source = ConvertTo-PathText $source
                target = if ($target -eq '') { $null } else { ConvertTo-PathText $target }
                exists = Test-RenameSource $source
            })
        }
    }
    @{ entries = $entries.ToArray(); count = $count }
}

function Get-ServicingKey {
    $servicing = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing'
    foreach ($name in 'RebootPending', 'RebootInProgress', 'PackagesPending') {
        if ($null -ne (Open-MachineKey "$servicing\$name")) { $name }
    }
}

function Get-UpdateFlag {
    $flags = Get-MachineValue 'SOFTWARE\Microsoft\Updates\UpdateExeVolatile' 'Flags'
    if ($null -eq $flags) { return 0 }
    # A value of 32 bits comes signed.
    $value = [long] $flags
    if ($value -lt 0) { $value += 4294967296 }
    $value
}

function Get-NameOfComputer {
    $names = 'SYSTEM\CurrentControlSet\Control\ComputerName'
    $active = ConvertTo-ShortText (ConvertTo-KnownText (Get-MachineValue "$names\ActiveComputerName" 'ComputerName'))
    $next = ConvertTo-ShortText (ConvertTo-KnownText (Get-MachineValue "$names\ComputerName" 'ComputerName'))
    if ($null -eq $active -or $null -eq $next) { throw "the registry holds $names without both names" }
    [ordered]@{ active = $active; next = $next }
}

# Each source is read by itself, so that one that is withheld costs it alone.
function Get-PendingRestart {
    $key = 'SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired'
    $readers = @{
        componentServicing = { @{ keys = [object[]] @(Get-ServicingKey) } }
        windowsUpdate = { $null -ne (Open-MachineKey $key) }
        fileRenames = { Get-FileRename }
        updateFlags = { Get-UpdateFlag }
        computerName = { Get-NameOfComputer }
    }
    $read = @{}
    $unread = New-Object 'System.Collections.Generic.List[object]'
    foreach ($source in 'componentServicing', 'windowsUpdate', 'fileRenames', 'updateFlags', 'computerName') {
        $read[$source] = $null
        $collect = $readers[$source]
        try { $read[$source] = & $collect }
        catch { $unread.Add([ordered]@{ source = $source; reason = Get-Reason $_ }) }
    }
    $servicing = $read['componentServicing']
    $renames = $read['fileRenames']
    [ordered]@{
        componentServicing = if ($null -eq $servicing) { $null } else { , $servicing['keys'] }
        windowsUpdate = $read['windowsUpdate']
        fileRenames = if ($null -eq $renames) { $null } else { , $renames['entries'] }
        fileRenameCount = if ($null -eq $renames) { $null } else { $renames['count'] }
        updateFlags = $read['updateFlags']
        computerName = $read['computerName']
        unread = $unread.ToArray()
    }
}

$sections.pendingRestart = { Get-PendingRestart }

# ---- The section mailQueue. -------------------------------------------------------------------------------------

# The folder that a setting of transport names; the default without one.
function Get-TransportFolder {
    param($Document, [string] $Name, [string] $Default)
    foreach ($node in $Document.SelectNodes('/configuration/appSettings/add')) {
        if ($node.GetAttribute('key') -ne $Name) { continue }
        $path = $node.GetAttribute('value').Trim()
        if ($path.Length -gt 500) { throw "$Name has more than 500 characters" }
        if ($path -ne '') { return $path.TrimEnd('\') }
    }
    $Default
}

# Another volume may hang below any folder of a path, and then its drive tells nothing of it.
function Get-FirstLink {
    param([string] $Path)
    $part = $Path.Substring(0, 3)
    foreach ($name in $Path.Substring(3).Split([char[]] '\')) {
        if ($name -eq '') { continue }
        $part = $part.TrimEnd('\') + '\' + $name
        if (-not [IO.Directory]::Exists($part)) { return }
        if (([IO.File]::GetAttributes($part) -band [IO.FileAttributes]::ReparsePoint) -ne 0) { return $part }
    }
}

function Assert-OnDrive {
    param([string] $Path)
    $isOnDrive = [regex]::IsMatch($Path, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*]*\z')
    if (-not $isOnDrive) { throw 'it is no path on a drive of this server' }
}

# A folder of transport, with the size and the free space of its own volume in bytes; or why these are not known.
function Get-FolderSpace {
    param([string] $Path)
    $free = $null
    $total = $null
    $unread = $null
    try {
        Assert-OnDrive $Path
        $link = Get-FirstLink $Path
        if ($null -ne $link) { throw "$link is a mount point or a link, so its volume is not known" }
        $drive = New-Object System.IO.DriveInfo -ArgumentList $Path.Substring(0, 3)
        # By methods: a property that can't be read would be nothing, and nothing would be 0.
        $size = [long] $drive.get_TotalSize()
        $free = [long] $drive.get_AvailableFreeSpace()
        $total = $size
    }
    catch {
        $unread = Get-Reason $_
    }
    [ordered]@{ path = $Path; free = $free; total = $total; unread = $unread }
}

# The bytes of the queue database; null where there is none, or none that can be seen.
function Get-QueueSize {
    param([string] $Folder)
    try {
        Assert-OnDrive $Folder
        [long] (New-Object System.IO.FileInfo -ArgumentList "$Folder\mail.que").get_Length()
    }
    catch {
        $null
    }
}

function Read-TransportConfig {
    param([string] $File)
    $end = Read-End $File 4194304
    if ($end['from'] -gt 0) { throw "$File has more than 4194304 bytes" }
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $document = New-Object System.Xml.XmlDocument
    $document.XmlResolver = $null
    $stream = New-Object System.IO.MemoryStream -ArgumentList @(, $end['bytes'])
    try { $document.Load([Xml.XmlReader]::Create($stream, $settings)) }
    catch { throw "$File is no well-formed XML" }
    if ($null -eq $document.SelectSingleNode('/configuration/appSettings')) { throw "$File has no appSettings" }
    , $document
}

# The folders of the mail queue by the configuration of transport; null where this server has no transport of that kind.
function Get-MailQueue {
    $root = Get-InstallPath
    $file = $root + 'Bin\EdgeTransport.exe.config'
    # A folder that can't be entered looks empty to whoever asks for one file.
    $found = @([IO.Directory]::GetFiles($root + 'Bin', 'EdgeTransport.exe'))
    if (-not [IO.File]::Exists($file)) {
        if ($found.Count -gt 0) { throw "$file is missing or out of reach" }
        return $null
    }
    $document = Read-TransportConfig $file
    $queue = Get-TransportFolder $document 'QueueDatabasePath' ($root + 'TransportRoles\data\Queue')
    $logs = Get-TransportFolder $document 'QueueDatabaseLoggingPath' $queue
    $temp = Get-TransportFolder $document 'TemporaryStoragePath' ($root + 'TransportRoles\data\Temp')
    [ordered]@{
        config = $file
        database = Get-FolderSpace $queue
        logs = Get-FolderSpace $logs
        temp = Get-FolderSpace $temp
        size = Get-QueueSize $queue
    }
}

$sections.mailQueue = { Get-MailQueue }

# ---- The section transportEvents. -------------------------------------------------------------------------------

# Pressure up and down, mail refused for disk space or memory, an agent that doesn't start, a fault of the database.
$transportEvents = 15004, 15005, 15006, 15007, 16023, 17106

function Get-TransportEvents {
    $numbers = ($transportEvents | ForEach-Object { "EventID=$_" }) -join ' or '
    Get-EventHistory 'Application' "Provider[@Name='MSExchangeTransport'] and ($numbers)" 30 {
        param($Read)
        [ordered]@{
            id = $Read.id
            at = $Read.at
            values = [object[]] @($Read.values | Select-Object -First 4 | ForEach-Object { ConvertTo-EventText $_ 300 })
        }
    }
}

$sections.transportEvents = { Get-TransportEvents }

# ---- The section boot. ------------------------------------------------------------------------------------------

# The counter runs since the start of Windows; where there is none, .NET counts by the clock instead.
function Get-CounterStart {
    if (-not [Diagnostics.Stopwatch]::IsHighResolution) { return $null }
    $seconds = [Diagnostics.Stopwatch]::GetTimestamp() / [Diagnostics.Stopwatch]::Frequency
    ConvertTo-Instant ([DateTime]::UtcNow.AddSeconds(-$seconds))
}

function Get-Boot {
    $kernel = "(Provider[@Name='Microsoft-Windows-Kernel-General'] and EventID=12)"
    $service = "(Provider[@Name='EventLog'] and EventID=6005)"
    $log = $null
    $unread = $null
    try { $log = Get-EventHistory 'System' "($kernel or $service)" 0 { param($e) $e.at } }
    catch { $unread = Get-Reason $_ }
    [ordered]@{ counter = Get-CounterStart; log = $log; unread = $unread }
}

$sections.boot = { Get-Boot }

# ---- The section framework. -------------------------------------------------------------------------------------

function Get-WindowsVersion {
    $root = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    $build = ConvertTo-KnownText (Get-MachineValue $root 'CurrentBuildNumber')
    if ($null -eq $build) { return $null }
    $major = Get-MachineValue $root 'CurrentMajorVersionNumber'
    $minor = Get-MachineValue $root 'CurrentMinorVersionNumber'
    # Before Windows 10 one value held both.
    $version = if ($null -eq $major) { Get-MachineValue $root 'CurrentVersion' } else { "$major.$minor" }
    ConvertTo-ShortText "$version.$build"
}

function Get-Framework {
    $release = Get-MachineValue 'SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full' 'Release'
    if ($null -eq $release) { $release = 0 }
    [ordered]@{ release = [long] $release; os = Get-WindowsVersion }
}

$sections.framework = { Get-Framework }

# ---- The section codePage. --------------------------------------------------------------------------------------

function Get-CodePage {
    $root = 'SYSTEM\CurrentControlSet\Control\Nls\CodePage'
    # The default of Windows PowerShell is the code page in use since Windows started; that of PowerShell 7 is UTF-8.
    $inUse = $null
    if ($PSVersionTable.PSVersion.Major -lt 6) { $inUse = [long] [Text.Encoding]::Default.CodePage }
    [ordered]@{
        acp = ConvertTo-ShortText (Get-MachineValue $root 'ACP')
        oem = ConvertTo-ShortText (Get-MachineValue $root 'OEMCP')
        inUse = $inUse
        os = Get-WindowsVersion
    }
}

$sections.codePage = { Get-CodePage }

# ---- The section webRoots. --------------------------------------------------------------------------------------

$mostPages = 200
$mostPageBytes = 4194304
$mostWebFolders = 5000
$longestPages = 8

function Add-UnreadPlace {
    param($Found, [string] $Path, [string] $Reason)
    if ($Found.unread.Count -ge 50) { return }
    $Found.unread.Add([ordered]@{
        path = ConvertTo-EventText $Path 500
        reason = ConvertTo-EventText $Reason 300
    })
}

# Only its hash leaves the server, never what it holds.
function Get-WebPage {
    param([string] $Path)
    $size = $null
    $hash = $null
    $created = $null
    $modified = $null
    $unreadable = $null
    try {
        $created = ConvertTo-Instant ([IO.File]::GetCreationTimeUtc($Path))
        $modified = ConvertTo-Instant ([IO.File]::GetLastWriteTimeUtc($Path))
        $stream = Open-File $Path
        try {
            $size = $stream.Length
            if ($size -gt $mostPageBytes) { throw "it has more than $mostPageBytes bytes" }
            $hash = Get-FileHashText $stream
        }
        finally {
            $stream.Dispose()
        }
    }
    catch {
        $unreadable = ConvertTo-EventText (Get-Reason $_) 300
    }
    [ordered]@{
        path = ConvertTo-EventText $Path 500
        size = $size
        sha256 = $hash
        created = $created
        modified = $modified
        unreadable = $unreadable
    }
}

# What a web server runs, by how its name ends.
function Add-WebPage {
    param($Found, [string] $Folder)
    foreach ($path in [IO.Directory]::GetFiles($Folder)) {
        if (-not [regex]::IsMatch($path, '(?i)\.(aspx|ashx|asmx|asp|php|svc|soap|rem|cshtml|vbhtml)\z')) { continue }
        if ($Found.pages.Count -ge $mostPages) {
            throw "there are more than $mostPages pages, and the others were left out"
        }
        if ([DateTime]::UtcNow -gt $Found.ends) { throw "not read within $longestPages s" }
        $Found.pages.Add((Get-WebPage $path))
    }
}

# A link is not followed, but told: a web server does follow it.
function Add-FolderBelow {
    param($Found, $Waiting, [string] $Folder)
    foreach ($below in [IO.Directory]::GetDirectories($Folder)) {
        $isLink = ([IO.File]::GetAttributes($below) -band [IO.FileAttributes]::ReparsePoint) -ne 0
        if ($isLink) { Add-UnreadPlace $Found $below 'it is a link, which is not followed' }
        else { $Waiting.Enqueue($below) }
    }
}

# The pages in a folder and all below it. One folder that can't be read does not hide the others.
function Add-PageBelow {
    param($Found, [string] $Root)
    $waiting = New-Object 'System.Collections.Generic.Queue[string]'
    $waiting.Enqueue($Root)
    while ($waiting.Count -gt 0) {
        $Found.looked += 1
        if ($Found.looked -gt $mostWebFolders) {
            Add-UnreadPlace $Found $Root "there are more than $mostWebFolders folders, and the others were left out"
            return
        }
        if ([DateTime]::UtcNow -gt $Found.ends) {
            Add-UnreadPlace $Found $Root "not read within $longestPages s"
            return
        }
        $one = $waiting.Dequeue()
        try {
            Add-WebPage $Found $one
            Add-FolderBelow $Found $waiting $one
        }
        catch {
            Add-UnreadPlace $Found $one (Get-Reason $_)
        }
    }
}

function Add-WebRoot {
    param($Found, [string] $Kind, [string] $Folder)
    $state = 'present'
    try {
        $null = [IO.Directory]::GetFiles($Folder)
        Add-PageBelow $Found $Folder
    }
    catch [IO.DirectoryNotFoundException] {
        $state = 'absent'
    }
    catch {
        $state = $null
        Add-UnreadPlace $Found $Folder (Get-Reason $_)
    }
    $Found.folders.Add([ordered]@{ kind = $Kind; path = ConvertTo-EventText $Folder 500; state = $state })
}

# Where the Default Web Site serves aspnet_client from: below its root, or by a virtual directory of its own.
function Get-ClientFolder {
    param($Found)
    "$env:SystemDrive\inetpub\wwwroot\aspnet_client"
    try {
        $document = Get-IisConfiguration
        if ($null -eq $document) { return }
        $place = 'sites/site[@name="Default Web Site"]/application/virtualDirectory'
        foreach ($node in Select-IisNode $document $place) {
            $served = $node.ParentNode.GetAttribute('path').TrimEnd('/') + $node.GetAttribute('path').TrimEnd('/')
            $folder = [Environment]::ExpandEnvironmentVariables($node.GetAttribute('physicalPath')).TrimEnd('\')
            if (-not [regex]::IsMatch($folder, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*:]{1,500}\z')) { continue }
            if ($served -eq '') { "$folder\aspnet_client" }
            if ($served -eq '/aspnet_client') { $folder }
        }
    }
    catch {
        Add-UnreadPlace $Found 'applicationHost.config' (Get-Reason $_)
    }
}

function Get-WebRoot {
    $root = Get-InstallPath
    $found = @{
        folders = New-Object 'System.Collections.Generic.List[object]'
        pages = New-Object 'System.Collections.Generic.List[object]'
        unread = New-Object 'System.Collections.Generic.List[object]'
        looked = 0
        ends = [DateTime]::UtcNow.AddSeconds($longestPages)
    }
    $clients = New-FileTable
    foreach ($folder in @(Get-ClientFolder $found)) { $clients[$folder] = $true }
    foreach ($folder in @($clients.Keys | Select-Object -First 10)) { Add-WebRoot $found 'aspnetClient' $folder }
    Add-WebRoot $found 'owaAuth' ($root + 'FrontEnd\HttpProxy\owa\auth')
    Add-WebRoot $found 'ecpAuth' ($root + 'FrontEnd\HttpProxy\ecp\auth')
    [ordered]@{
        folders = [object[]] $found.folders.ToArray()
        pages = [object[]] $found.pages.ToArray()
        unread = [object[]] $found.unread.ToArray()
    }
}

$sections.webRoots = { Get-WebRoot }

# ---- The section setupMedia. ------------------------------------------------------------------------------------

# Setup.exe of a medium, and the program that it starts: both are of the build that the medium installs.
function Get-SetupMedia {
    if ($mediaFolder -eq '') { return $null }
    Assert-LocalPath $mediaFolder
    $root = $mediaFolder.TrimEnd('\') + '\'
    $found = @{}
    $lost = @()
    foreach ($part in 'Setup.exe', 'Setup\ServerRoles\Common\ExSetup.exe') {
        if (Test-File ($root + $part)) { $found[$part] = Get-VersionOrNull ($root + $part) } else { $lost += $part }
    }
    [ordered]@{
        path = $mediaFolder
        setup = $found['Setup.exe']
        exSetup = $found['Setup\ServerRoles\Common\ExSetup.exe']
        missing = $lost
    }
}

$sections.setupMedia = { Get-SetupMedia }

# ---- The section patchFile. -------------------------------------------------------------------------------------

function Get-PatchFile {
    if ($packageFile -eq '') { return $null }
    Assert-LocalPath $packageFile
    $isThere = Test-File $packageFile
    [ordered]@{
        path = $packageFile
        state = if ($isThere) { 'present' } else { 'absent' }
        version = if ($isThere) { Get-VersionOrNull $packageFile } else { $null }
    }
}

$sections.patchFile = { Get-PatchFile }

# ---- The section iocTraces. -------------------------------------------------------------------------------------

$castFault = 'InvalidCastException'
$mostSuspects = 100
$mostSuspectFolders = 50000

# The fields of a line of CSV.
function Split-TraceLine {
    param($Patterns, [string] $Line)
    foreach ($match in $Patterns.field.Matches($Line)) {
        if ($match.Groups[1].Success) { $match.Groups[1].Value.Replace('""', '"') } else { $match.Groups[2].Value }
    }
}

# The number of each column by its name, from the line in the head of a file that names them.
function Get-TraceColumn {
    param($Patterns, [string] $Head)
    $columns = @{}
    foreach ($line in $Head.Split([char] 10)) {
        $fields = @(Split-TraceLine $Patterns $Patterns.fields.Replace($line.TrimEnd(), ''))
        if (-not ($fields -contains 'AnchorMailbox')) { continue }
        for ($index = 0; $index -lt $fields.Count; $index++) { $columns[$fields[$index].Trim()] = $index }
        break
    }
    if ($columns.Count -eq 0) { throw 'it has no line that names its columns, and a line that must be looked at' }
    $columns
}

function Get-TraceValue {
    param($Columns, $Fields, [string] $Name)
    if (-not $Columns.ContainsKey($Name)) { return $null }
    $index = $Columns[$Name]
    if ($index -ge $Fields.Count) { return $null }
    $Fields[$index]
}

# A request that names a server and a path of its own as mailbox goes through the proxy without signing in.
function ConvertFrom-ProxyLine {
    param($Patterns, [string] $Line, $File, [string] $EcpFolder)
    if (-not $File.ContainsKey('columns')) { $File.columns = Get-TraceColumn $Patterns $File.head }
    $fields = @(Split-TraceLine $Patterns $Line)
    $anchor = Get-TraceValue $File.columns $fields 'AnchorMailbox'
    if ($null -eq $anchor -or -not $Patterns.anchor.IsMatch($anchor)) { return $null }
    $status = Get-TraceValue $File.columns $fields 'HttpStatus'
    $isEcp = $File.path.StartsWith($EcpFolder, [StringComparison]::OrdinalIgnoreCase)
    $isReset = $status -eq '200' -and $isEcp -and $Patterns.reset.IsMatch($anchor)
    @{
        rule = if ($isReset) { 'resetDirectory' } else { 'serverInfo' }
        time = Get-TraceValue $File.columns $fields 'DateTime'
        client = Get-TraceValue $File.columns $fields 'ClientIpAddress'
        status = $status
        excerpt = $anchor
    }
}

# An address of a virtual directory holds no tag, unless somebody writes a page by it.
function ConvertFrom-EcpLine {
    param($Patterns, [string] $Line)
    $command = $Patterns.directory.Match($Line)
    $from = $Patterns.url.Match($Line, $command.Index)
    if (-not $from.Success) { return $null }
    $isTagged = $Patterns.tagInUrl.IsMatch($Line, $from.Index)
    $opened = $Patterns.tagOpened.Match($Line, $from.Index)
    if (-not $isTagged -and $opened.Success) {
        $closed = $Patterns.tagClosed.Match($Line, $opened.Index)
        $isTagged = $closed.Success -and $Patterns.directoryAgain.IsMatch($Line, $closed.Index)
    }
    if (-not $isTagged) { return $null }
    @{
        rule = 'directoryUrl'
        time = $Line
        client = $null
        status = $null
        excerpt = '{0} {1}' -f $command.Value, $Line.Substring($from.Index)
    }
}

# The generator of address books downloads into one folder; into another one only an intruder lets it.
function ConvertFrom-OabLine {
    param($Patterns, [string] $Line, [string] $Own)
    $told = $Patterns.downloadPath.Match($Line)
    if (-not $told.Success) { throw 'a line tells of a download that failed, and not of which file' }
    $path = $told.Groups[1].Value.Trim([char[]] @(32, 34, 39))
    $isOwn = $path.StartsWith($Own, [StringComparison]::OrdinalIgnoreCase)
    if ($isOwn -and -not $Patterns.upwards.IsMatch($path)) { return $null }
    @{ rule = 'oabDownload'; time = $Line; client = $null; status = $null; excerpt = $path }
}

function New-TracePatternTable {
    $unquoted = '[^,\r\n]{0,65536}'
    @{
        serverInfo = New-TracePattern ('ServerInfo~(?:(?<="ServerInfo~)|(?!localhost)' +
            "(?=$unquoted/)(?!$unquoted/autodiscover))")
        anchor = New-TracePattern '\AServerInfo~(?!localhost)(?=[^/]*/)(?!.*/autodiscover)'
        reset = New-TracePattern '/.*Reset.*VirtualDirectory#\z'
        field = New-TracePattern '(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))'
        fields = New-TracePattern '\A\W{0,3}#Fields:\s*'
        directory = New-TracePattern 'Set-[A-Za-z]{1,40}VirtualDirectory'
        directoryAgain = New-TracePattern 'VirtualDirectory'
        url = New-TracePattern 'Url'
        tagInUrl = New-TracePattern 'Url[\s=:"'']{0,10}[^"''<\r\n]{0,2000}(?:<|%3c|&lt;)\s{0,5}[a-z%!?/]'
        tagOpened = New-TracePattern '<\w'
        tagClosed = New-TracePattern '</\w'
        download = New-TracePattern 'Download failed and temporary file'
        downloadPath = New-TracePattern 'Download failed and temporary file(.{1,1000}?)needs to be removed'
        upwards = New-TracePattern '[\\/]\.\.(?:[\\/]|\z)'
        dump = New-TracePattern '\\lsass[^\\]*dmp\z'
        archive = New-TracePattern '\.(?:7z|zip|rar)\z'
    }
}

# Unified Messaging, which Exchange 2013 and 2016 have, fails at what an intruder sends to it.
function Get-MessagingEvent {
    param($Search)
    $convert = {
        param($record)
        $text = [string]::Join("`n", @($record.values | Where-Object { $null -ne $_ }))
        if ($text.IndexOf($castFault, [StringComparison]::Ordinal) -ge 0) {
            [ordered]@{ id = $record.id; at = $record.at }
        }
    }
    try {
        Get-EventHistory 'Application' "Provider[@Name='MSExchange Unified Messaging'] and Level=2" 0 $convert
    }
    catch {
        Add-TraceGap $Search 'um' 'Application' (Get-Reason $_)
    }
}

function Add-Suspect {
    param($Search, [string] $Kind, [string] $Path)
    $listed = @($Search.suspects | Where-Object { $_.kind -eq $Kind })
    if ($listed.Count -ge $mostSuspects) { throw "there are more than $mostSuspects such files" }
    $info = New-Object System.IO.FileInfo -ArgumentList $Path
    $Search.suspects.Add([ordered]@{
        kind = $Kind
        path = ConvertTo-EventText $Path 500
        size = $info.Length
        modified = ConvertTo-Instant $info.LastWriteTimeUtc
    })
}

# Files by how their names end, in a folder and below it. What can't be entered is counted, and told once.
function Add-SuspectBelow {
    param($Search, [string] $Kind, [string] $Root, $Pattern)
    $waiting = New-Object 'System.Collections.Generic.Queue[string]'
    $waiting.Enqueue($Root)
    $looked = 0
    $refused = New-Object 'System.Collections.Generic.List[string]'
    while ($waiting.Count -gt 0) {
        $folder = $waiting.Dequeue()
        $looked += 1
        if ($looked -gt $mostSuspectFolders) { throw "there are more than $mostSuspectFolders folders" }
        if ([DateTime]::UtcNow -gt $Search.ends) { throw "not read within $longestTraces s" }
        try {
            $files = [IO.Directory]::GetFiles($folder)
            foreach ($below in [IO.Directory]::GetDirectories($folder)) {
                $isLink = ([IO.File]::GetAttributes($below) -band [IO.FileAttributes]::ReparsePoint) -ne 0
                if (-not $isLink) { $waiting.Enqueue($below) }
            }
        }
        catch [IO.DirectoryNotFoundException] {
            continue
        }
        catch {
            $refused.Add(('{0} ({1})' -f $folder, (Get-Reason $_)))
            continue
        }
        foreach ($path in $files) { if ($Pattern.IsMatch($path)) { Add-Suspect $Search $Kind $path } }
    }
    if ($refused.Count -eq 0) { return }
    throw ('{0} folders could not be entered, such as {1}' -f $refused.Count, $refused[0])
}

function Add-SuspectKind {
    param($Search, [string] $Kind, [string] $Root, $Pattern)
    try {
        Add-SuspectBelow $Search $Kind $Root $Pattern
    }
    catch {
        Add-TraceGap $Search $Kind $Root (Get-Reason $_)
    }
}

function Get-IocTrace {
    $root = Get-InstallPath
    $search = New-TraceSearch
    $patterns = New-TracePatternTable
    $own = $root + 'ClientAccess\OAB\'
    $ecpFolder = $root + 'Logging\HttpProxy\Ecp\'
    $messaging = Get-MessagingEvent $search
    Add-SuspectKind $search 'dump' "$env:SystemDrive\root" $patterns.dump
    Add-SuspectKind $search 'dump' "$env:windir\Temp" $patterns.dump
    Search-TraceLog $search 'ecp' ($root + 'Logging\ECP\Server') $patterns.directory {
        param($line, $file)
        ConvertFrom-EcpLine $patterns $line
    }
    Search-TraceLog $search 'oab' ($root + 'Logging\OABGeneratorLog') $patterns.download {
        param($line, $file)
        ConvertFrom-OabLine $patterns $line $own
    }
    Search-TraceLog $search 'proxy' ($root + 'Logging\HttpProxy') $patterns.serverInfo {
        param($line, $file)
        ConvertFrom-ProxyLine $patterns $line $file $ecpFolder
    }
    Add-SuspectKind $search 'archive' $env:ProgramData $patterns.archive
    foreach ($hit in $search.hits) {
        $hit.clients = [object[]] $hit.clients.ToArray()
        $hit.statuses = [object[]] $hit.statuses.ToArray()
    }
    [ordered]@{
        logs = [object[]] $search.logs.ToArray()
        hits = [object[]] $search.hits.ToArray()
        messaging = $messaging
        suspects = [object[]] $search.suspects.ToArray()
        unread = [object[]] $search.unread.ToArray()
    }
}

$sections.iocTraces = { Get-IocTrace }

# ---- The section antivirus. -------------------------------------------------------------------------------------

$defenderRoot = 'SOFTWARE\Microsoft\Windows Defender'
$defenderPolicy = 'SOFTWARE\Policies\Microsoft\Windows Defender'

# The names of values are the exclusions; management keeps all of a kind in one value, with bars between them.
function Get-DefenderExclusion {
    param([string] $Kind, [string] $Managed)
    $most = 500
    $listed = New-Object 'System.Collections.Generic.List[string]'
    foreach ($root in $defenderRoot, $defenderPolicy) {
        $key = Open-MachineKey "$root\Exclusions\$Kind"
        if ($null -eq $key) { continue }
        foreach ($name in @($key.GetValueNames())) { $listed.Add($name) }
    }
    $joined = Get-MachineValue "$defenderPolicy\Policy Manager" $Managed
    if ($joined -is [string]) { foreach ($name in $joined.Split([char] '|')) { $listed.Add($name) } }
    if ($listed.Count -gt $most) { throw "there are more than $most exclusions of one kind" }
    foreach ($name in $listed) {
        if ($name.Trim() -eq '') { continue }
        if ($name.Length -gt 400) { throw 'an exclusion has more than 400 characters' }
        $name
    }
}

function Get-DefenderSetting {
    $isOff = (Get-MachineValue $defenderPolicy 'DisableAntiSpyware') -eq 1
    foreach ($root in $defenderRoot, $defenderPolicy) {
        if ((Get-MachineValue "$root\Real-Time Protection" 'DisableRealtimeMonitoring') -eq 1) { $isOff = $true }
    }
    [ordered]@{
        realTimeOff = $isOff
        paths = [object[]] @(Get-DefenderExclusion 'Paths' 'ExcludedPaths')
        processes = [object[]] @(Get-DefenderExclusion 'Processes' 'ExcludedProcesses')
        extensions = [object[]] @(Get-DefenderExclusion 'Extensions' 'ExcludedExtensions')
    }
}

# The altitudes from 320000 to 329999 belong to antivirus programs.
function Get-AntivirusFilter {
    $mostFilters = 100
    $number = 0
    $drivers = 'SYSTEM\CurrentControlSet\Services'
    $key = Open-MachineKey $drivers
    if ($null -eq $key) { throw "the registry holds no $drivers" }
    foreach ($name in @($key.GetSubKeyNames())) {
        Assert-InTime
        $instances = Open-MachineKey "$drivers\$name\Instances"
        if ($null -eq $instances) { continue }
        $own = @($instances.GetSubKeyNames() | Select-Object -First $mostFilters | ForEach-Object {
                "$(Get-MachineValue "$drivers\$name\Instances\$_" 'Altitude')"
            } | Where-Object { [regex]::IsMatch($_, '\A32[0-9]{4}(?:\.[0-9]{1,9})?\z') })
        if ($own.Count -eq 0) { continue }
        $number += 1
        if ($number -gt $mostFilters) { throw "there are more than $mostFilters filter drivers" }
        $start = Get-MachineValue "$drivers\$name" 'Start'
        [ordered]@{
            name = ConvertTo-ShortText $name
            altitude = $own[0]
            start = if ($start -is [int] -and $start -ge 0) { $start } else { $null }
        }
    }
}

# Each source is read by itself, so that one that is withheld costs it alone.
function Get-Antivirus {
    $withheld = New-Object 'System.Collections.Generic.List[object]'
    $settings = $null
    $filters = $null
    try { $settings = Get-DefenderSetting }
    catch { $withheld.Add([ordered]@{ source = 'defender'; reason = Get-Reason $_ }) }
    try { $filters = [object[]] @(Get-AntivirusFilter) }
    catch { $withheld.Add([ordered]@{ source = 'filters'; reason = Get-Reason $_ }) }
    [ordered]@{ defender = $settings; filters = $filters; unread = $withheld.ToArray() }
}

$sections.antivirus = { Get-Antivirus }

# ---- The section extendedProtection. ----------------------------------------------------------------------------

# What a part of the configuration sets itself, by the name of the attribute.
function Read-ProtectionSetting {
    param($Node, $Settings)
    $security = 'system.webServer/security'
    $places = @{
        tokenChecking = "$security/authentication/windowsAuthentication/extendedProtection/@tokenChecking"
        sslFlags = "$security/access/@sslFlags"
        allowUnlisted = "$security/ipSecurity/@allowUnlisted"
    }
    foreach ($name in 'tokenChecking', 'sslFlags', 'allowUnlisted') {
        $attribute = $Node.SelectSingleNode($places[$name])
        if ($null -ne $attribute -and $attribute.Value -ne '') { $Settings[$name] = $attribute.Value }
    }
}

# What is set for all sites stands under the empty name; several parts may be of one place.
function Get-ProtectionTable {
    param($Document)
    $comparer = [StringComparer]::OrdinalIgnoreCase
    $table = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList $comparer
    $table[''] = @{}
    Read-ProtectionSetting $Document.DocumentElement $table['']
    foreach ($node in $Document.SelectNodes('/configuration/location')) {
        Assert-InTime
        $place = $node.GetAttribute('path').Trim('/')
        if ($place -eq '.') { $place = '' }
        if (-not $table.ContainsKey($place)) { $table[$place] = @{} }
        Read-ProtectionSetting $node $table[$place]
    }
    , $table
}

# The value that holds at a place: its own, else that of the place above it.
function Get-ProtectionValue {
    param($Table, [string] $Place, [string] $Name, [string] $Otherwise)
    $at = $Place
    while ($true) {
        $own = $null
        if ($Table.TryGetValue($at, [ref] $own) -and $own.ContainsKey($Name)) {
            return ConvertTo-EventText $own[$Name] 300
        }
        if ($at -eq '') { return $Otherwise }
        $at = $at.Substring(0, [Math]::Max(0, $at.LastIndexOf([char] '/')))
    }
}

# By the file: the module of IIS needs WMI, and IIS itself need not run.
function Get-ExtendedProtection {
    $document = Get-IisConfiguration
    if ($null -eq $document) { return }
    $table = Get-ProtectionTable $document
    foreach ($node in Select-IisNode $document 'sites/site/application') {
        Assert-InTime
        $site = $node.ParentNode.GetAttribute('name')
        $path = $node.GetAttribute('path')
        if ('Default Web Site', 'Exchange Back End' -notcontains $site -or $path -eq '/') { continue }
        if ($path.Length -gt 300) { throw "an application of the site $site has a name of more than 300 characters" }
        $place = "$site/$($path.Trim('/'))"
        [ordered]@{
            site = $site
            path = $path
            tokenChecking = Get-ProtectionValue $table $place 'tokenChecking' 'None'
            sslFlags = Get-ProtectionValue $table $place 'sslFlags' 'None'
            listedAddressesOnly = (Get-ProtectionValue $table $place 'allowUnlisted' 'true') -eq 'false'
        }
    }
}

$sections.extendedProtection = { , @(Get-ExtendedProtection) }

# ---- The section serviceRecords. --------------------------------------------------------------------------------

$mostServiceRecords = 100
$longestServiceRecord = 4194304

# The start types as PowerShell writes tables into XML: each has the keys Name and StartMode.
function Measure-ServiceRecord {
    param([string] $Path)
    $document = Read-Xml $Path
    $inTable = '//*[local-name()="En"][*[@N="Key"]="StartMode"]/*[@N="Value"]'
    $asProperty = '//*[local-name()="S"][@N="StartMode"]'
    $all = 0
    $disabled = 0
    foreach ($node in $document.SelectNodes("$inTable | $asProperty")) {
        $all++
        if ($node.InnerText -eq 'Disabled') { $disabled++ }
    }
    @{ services = $all; disabled = $disabled }
}

function Get-ServiceRecordFile {
    param([string] $Pattern, [bool] $HasModes)
    foreach ($file in @(Get-LogFile $Pattern)) {
        Assert-InTime
        $size = $null
        $found = @{ services = $null; disabled = $null }
        $unreadable = $null
        try {
            if (($file.Attributes -band [IO.FileAttributes]::ReparsePoint) -ne 0) {
                throw 'it is a link, which is not followed'
            }
            $size = $file.Length
            if ($size -gt $longestServiceRecord) { throw "it has more than $longestServiceRecord bytes" }
            if ($HasModes) { $found = Measure-ServiceRecord $file.FullName }
        }
        catch {
            $unreadable = Get-Reason $_
        }
        [ordered]@{
            name = $file.Name
            size = $size
            modified = ConvertTo-Instant $file.LastWriteTimeUtc
            services = $found.services
            disabled = $found.disabled
            unreadable = $unreadable
        }
    }
}

function Get-ServiceRecord {
    $files = @(Get-ServiceRecordFile '^ServiceStartupMode[0-9.]*\.xml\z' $true)
    $files += @(Get-ServiceRecordFile '^ServiceState[0-9.]*\.xml\z' $false)
    if ($files.Count -gt $mostServiceRecords) {
        throw "$logFolder holds more than $mostServiceRecords records of services"
    }
    [ordered]@{ folder = $logFolder; files = [object[]] $files }
}

$sections.serviceRecords = { Get-ServiceRecord }

# ---- Reads the sections, and writes them. -----------------------------------------------------------------------

$facts = [ordered]@{}
$timings = [ordered]@{}
foreach ($name in @($sections.Keys)) {
    # It takes minutes: an ordinary reading goes without it.
    if ($name -eq 'iocTraces' -and -not $withTraces) { continue }
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $ends = [DateTime]::UtcNow.AddSeconds($longestSection)
    $sectionEnds = if ($ends -lt $allEnds) { $ends } else { $allEnds }
    if ($name -eq 'iocTraces') { $sectionEnds = [DateTime]::UtcNow.AddSeconds($longestTraces) }
    try {
        Assert-InTime
        $collect = $sections[$name]
        $value = & $collect
        # Windows PowerShell writes an array that came wrapped as an object with "value" and "Count".
        if ($value -is [array]) { $value = [object[]] $value }
        $facts[$name] = $value
    }
    catch {
        $facts[$name] = @{ error = Get-Reason $_ }
    }
    $timings[$name] = $watch.ElapsedMilliseconds
}

$exitCode = 0
$unfinished = $null
try {
    $document = [ordered]@{
        version = 1
        server = [Environment]::MachineName
        collectedAt = ConvertTo-Instant ([DateTime]::UtcNow)
        facts = $facts
        timings = $timings
    }
    $json = ConvertTo-Json -InputObject $document -Depth 10 -Compress
    if ($target -ne '') {
        $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($target)
        # The file is there whole or not at all, and one that was there stays until then.
        $unfinished = "$file.$PID.tmp"
        [IO.File]::WriteAllText($unfinished, $json, $utf8)
        if ([IO.File]::Exists($file)) { [IO.File]::Replace($unfinished, $file, [NullString]::Value) }
        else { [IO.File]::Move($unfinished, $file) }
    }
    elseif ($toProcess) {
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
    Write-Complaint "The facts could not be written: $(Get-Reason $_)."
    if ($null -ne $unfinished -and [IO.File]::Exists($unfinished)) {
        try { [IO.File]::Delete($unfinished) } catch { Write-Complaint "$unfinished could not be removed." }
    }
}

if ($null -ne $encodingBefore) { [Console]::OutputEncoding = $encodingBefore }

exit $exitCode
