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
Invoke-Command -ComputerName EX01 -FilePath .\Get-ExchangeFacts.ps1

Reads a server over PowerShell remoting; the JSON comes back as one string.
#>
[CmdletBinding()] param([string] $OutFile = '')

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
    throw "$Folder does not belong to Administrators: see who made it, then remove it"
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

# Who the server is can always be told; roles that can't be are a word that is no role, so that nobody takes it for one.
function Get-Identity {
    $path = $null
    $version = $null
    try {
        $installation = Get-Installation
        $path = $installation.path
        $setup = Open-MachineKey "$($installation.root)\Setup"
        $names = 'MsiProductMajor', 'MsiProductMinor', 'MsiBuildMajor', 'MsiBuildMinor'
        $parts = @($names | ForEach-Object { $setup.GetValue($_) })
        if ($parts -notcontains $null) { $version = $parts -join '.' }
        $roles = @(Get-RoleName $installation $parts[1])
    }
    catch {
        $roles = @("none known ($(Get-Reason $_))")
    }
    $network = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties()
    $domain = ConvertTo-KnownText $network.DomainName
    $fqdn = if ($null -eq $domain) { $null } else { '{0}.{1}' -f $network.HostName, $domain }
    $netlogon = 'SYSTEM\CurrentControlSet\Services\Netlogon\Parameters'
    $site = ConvertTo-KnownText (Get-MachineValue $netlogon 'SiteName')
    if ($null -eq $site) { $site = ConvertTo-KnownText (Get-MachineValue $netlogon 'DynamicSiteName') }
    [ordered]@{
        name = [Environment]::MachineName
        fqdn = $fqdn
        domain = $domain
        site = $site
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
function Test-PrivateKey {
    param($Certificate)
    if (-not $Certificate.HasPrivateKey) { return $false }
    try {
        # .NET before 4.6 knows the keys of old providers alone.
        if ($null -eq ('System.Security.Cryptography.X509Certificates.RSACertificateExtensions' -as [type])) {
            if ($null -eq $Certificate.get_PrivateKey()) { return $null }
            return $true
        }
        $key = [Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($Certificate)
        if ($null -eq $key) {
            $key = [Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::GetECDsaPrivateKey($Certificate)
        }
        if ($null -eq $key) { return $null }
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
            try { $names = @(Get-DnsName $certificate) } catch { $names = $null }
            try { $usages = @(Get-UsageId $certificate) } catch { $usages = $null }
            [ordered]@{
                thumbprint = $certificate.Thumbprint
                subject = $certificate.Subject
                issuer = $certificate.Issuer
                notBefore = ConvertTo-Instant $certificate.NotBefore
                notAfter = ConvertTo-Instant $certificate.NotAfter
                hasPrivateKey = Test-PrivateKey $certificate
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

# ---- Reads the sections, and writes them. -----------------------------------------------------------------------

$facts = [ordered]@{}
$timings = [ordered]@{}
foreach ($name in @($sections.Keys)) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $ends = [DateTime]::UtcNow.AddSeconds($longestSection)
    $sectionEnds = if ($ends -lt $allEnds) { $ends } else { $allEnds }
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
