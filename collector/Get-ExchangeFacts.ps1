<#
.SYNOPSIS
Reads the facts by which an Exchange server is judged, and writes them as JSON.

.DESCRIPTION
Reads only: registry, files, service manager and certificate store of the computer on which it runs. It needs neither
WMI nor IIS nor the cmdlets of Exchange, since after a failed update none of them may answer, and it installs nothing.
It runs in Windows PowerShell 5.1 and in PowerShell 7, on Mailbox, Client Access and Edge Transport servers of
Exchange 2010 and later, and on computers with the management tools alone.

What can't be read is {"error": "why"} in the place of its section; the rest is read all the same. Run it elevated:
an account that isn't a local administrator gets "access denied" for some sections.

.PARAMETER OutFile
The file to write, in UTF-8 without byte order mark; a file of that name is replaced. Without it the JSON goes to
standard output, or to the pipeline of a remote or interactive session.

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
if ($engine.Major -lt 5 -or ($engine.Major -eq 5 -and $engine.Minor -lt 1)) {
    $lack = "Windows PowerShell 5.1 (Windows Management Framework 5.1) or PowerShell 7, and this is $engine"
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
    '{0}: {1}' -f $cause.GetType().Name, [regex]::Replace($cause.Message, '\s+', ' ').Trim()
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

# A 32-bit PowerShell gets another folder by the name System32.
function Get-SystemPath {
    param([string] $Name)
    $narrow = [Environment]::Is64BitOperatingSystem -and -not [Environment]::Is64BitProcess
    $folder = if ($narrow) { 'Sysnative' } else { 'System32' }
    '{0}\{1}\{2}' -f $env:windir, $folder, $Name
}

# An empty text is an unknown one; the registry ends some with NUL.
function ConvertTo-KnownText {
    param($Text)
    $plain = "$Text".Trim([char[]] @(0, 32))
    if ($plain -eq '') { return $null }
    $plain
}

function ConvertTo-Instant {
    param([DateTime] $Time)
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [Globalization.CultureInfo]::InvariantCulture)
}

function Open-File {
    param([string] $Path)
    , [IO.File]::Open($Path, 'Open', 'Read', 'ReadWrite, Delete')
}

function Read-Xml {
    param([string] $Path)
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $stream = Open-File $Path
    try {
        $document = New-Object System.Xml.XmlDocument
        $document.XmlResolver = $null
        $document.Load([Xml.XmlReader]::Create($stream, $settings))
        , $document
    }
    finally {
        $stream.Dispose()
    }
}

# The newest generation that is installed: its keys are v14 for Exchange 2010, and v15 for all later ones. What an
# older one has left must not answer for a newer one that is damaged.
function Get-Generation {
    foreach ($generation in 'v15', 'v14') {
        $root = "SOFTWARE\Microsoft\ExchangeServer\$generation"
        $key = Open-MachineKey $root
        if ($null -eq $key) { continue }
        $names = @($key.GetSubKeyNames() | Where-Object { $_ -eq 'Setup' -or [regex]::IsMatch($_, 'Role\z') })
        if ($names.Count -gt 0) { return @{ generation = $generation; root = $root } }
    }
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

# ---- One function or more for each section. What is written into the facts is an [ordered] literal. -------------

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

# A value that is there is told, even an empty one, in at most 100 characters.
function ConvertTo-ShortText {
    param($Value)
    if ($null -eq $Value) { return $null }
    $text = "$Value"
    if ($text -eq '') { return '(empty)' }
    if ($text.Length -gt 100) { $text = $text.Substring(0, 100) }
    $text
}

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

# From the registry, since the service manager's list has no delayed start.
function Get-StartType {
    param([string] $Name)
    $types = 'Boot', 'System', 'Automatic', 'Manual', 'Disabled'
    try {
        $key = Open-MachineKey "SYSTEM\CurrentControlSet\Services\$Name"
        if ($null -eq $key) { return $null }
        $start = $key.GetValue('Start')
        if ($start -eq 2 -and $key.GetValue('DelayedAutostart') -eq 1) { return 'AutomaticDelayedStart' }
        if ($start -is [int] -and $start -ge 0 -and $start -lt $types.Count) { return $types[$start] }
        $null
    }
    catch [Security.SecurityException] {
        $null
    }
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
        [ordered]@{
            name = $service.ServiceName
            status = $service.Status.ToString()
            startType = Get-StartType $service.ServiceName
        }
    }
}

# An endpoint is 0.0.0.0:443, [::]:443 or, by host name, mail.contoso.com:443.
function ConvertTo-HttpSysRecord {
    param([string] $Endpoint, [string] $Thumbprint)
    $cut = $Endpoint.LastIndexOf(':')
    $place = $Endpoint.Substring(0, $cut)
    $isAddress = $place.StartsWith('[') -or [regex]::IsMatch($place, '^\d+(\.\d+){3}$')
    $address = if ($isAddress) { $place } else { $null }
    $name = if ($isAddress) { $null } else { $place }
    [ordered]@{
        address = $address
        port = [int] $Endpoint.Substring($cut + 1)
        host = $name
        thumbprint = ConvertTo-KnownText $Thumbprint
    }
}

function Get-HttpSysFromRegistry {
    foreach ($kind in 'SslBindingInfo', 'SslSniBindingInfo') {
        $key = Open-MachineKey "SYSTEM\CurrentControlSet\Services\HTTP\Parameters\$kind"
        if ($null -eq $key) {
            # Windows makes the second key with the first record by host name.
            if ($kind -eq 'SslBindingInfo') { throw 'the registry holds no SslBindingInfo' }
            continue
        }
        foreach ($endpoint in $key.GetSubKeyNames()) {
            Assert-InTime
            $hash = $key.OpenSubKey($endpoint).GetValue('SslCertHash')
            $digits = if ($null -eq $hash) { '' } else { [BitConverter]::ToString([byte[]] $hash).Replace('-', '') }
            ConvertTo-HttpSysRecord $endpoint $digits
        }
    }
}

# Only values are read: an endpoint at the end of a line, and the next 40 digits; the words before them are localised.
function Get-HttpSysFromNetsh {
    param([string] $Why)
    $netsh = Get-SystemPath 'netsh.exe'
    $lines = @(& $netsh http show sslcert)
    if ($LASTEXITCODE -ne 0) { throw "not read by the registry ($Why), nor by netsh (exit code $LASTEXITCODE)" }
    $endpoint = $null
    foreach ($line in $lines) {
        Assert-InTime
        $place = [regex]::Match($line, '\s((?:\[[^\]\s]+\]|[^\s:]+):\d{1,5})\s*$')
        $hash = [regex]::Match($line, '\s([0-9A-Fa-f]{40})\s*$')
        if ($place.Success) { $endpoint = $place.Groups[1].Value }
        if ($hash.Success -and $null -ne $endpoint) {
            ConvertTo-HttpSysRecord $endpoint $hash.Groups[1].Value.ToUpperInvariant()
            $endpoint = $null
        }
    }
}

function Get-HttpSysRecord {
    try {
        $records = @(Get-HttpSysFromRegistry)
    }
    catch {
        $records = @(Get-HttpSysFromNetsh (Get-Reason $_))
    }
    $records
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

# IIS keeps no certificate of its own: what it shows is http.sys' record for the binding (by host name with SNI).
function Get-BindingThumbprint {
    param($Records, [string] $Address, [int] $Port, [string] $Name, [bool] $Sni)
    $place = if ('', '*' -contains $Address) { '0.0.0.0' } else { $Address }
    foreach ($record in $Records) {
        if ($record['port'] -ne $Port) { continue }
        $same = if ($Sni) { $record['host'] -eq $Name } else { $record['address'] -eq $place }
        if ($same) { return $record['thumbprint'] }
    }
    $null
}

function Get-Binding {
    # Without IIS there is no binding; without its file IIS is broken, and the section an error.
    if ($null -eq (Open-MachineKey 'SOFTWARE\Microsoft\InetStp')) { return }
    Assert-OwnConfiguration (Get-SystemPath 'inetsrv\config\redirection.config')
    $configuration = Read-Xml (Get-SystemPath 'inetsrv\config\applicationHost.config')
    $sites = $configuration.SelectNodes('/configuration/system.applicationHost/sites/site')
    if ($sites.Count -eq 0) { throw 'applicationHost.config lists no site' }
    $records = @(Get-HttpSysRecord)
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
        $flags = $node.GetAttribute('sslFlags')
        $sni = [regex]::IsMatch($flags, '^\d+$') -and ([int] $flags -band 1) -eq 1
        $thumbprint = $null
        if ($protocol -eq 'https') { $thumbprint = Get-BindingThumbprint $records $address $port $name $sni }
        [ordered]@{
            site = $site
            protocol = $protocol
            address = $address
            port = $port
            host = $name
            thumbprint = $thumbprint
        }
    }
}

function Test-Administrator {
    $account = [Security.Principal.WindowsIdentity]::GetCurrent()
    $principal = New-Object System.Security.Principal.WindowsPrincipal -ArgumentList $account
    $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

# The store says that there is a key even after its file is gone, so the key is opened. Null where that can't be told.
function Test-PrivateKey {
    param($Certificate)
    if (-not $Certificate.HasPrivateKey) { return $false }
    try {
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

function Get-StoreCertificate {
    $store = New-Object System.Security.Cryptography.X509Certificates.X509Store -ArgumentList 'My', 'LocalMachine'
    try {
        $store.Open('ReadOnly, OpenExistingOnly')
        foreach ($certificate in $store.Certificates) {
            Assert-InTime
            [ordered]@{
                thumbprint = $certificate.Thumbprint
                subject = $certificate.Subject
                notBefore = ConvertTo-Instant $certificate.NotBefore
                notAfter = ConvertTo-Instant $certificate.NotAfter
                hasPrivateKey = Test-PrivateKey $certificate
            }
        }
    }
    finally {
        $store.Close()
    }
}

# The same function as in the remediation of such a file, so that both judge it by one measure.
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

# The end of a log, which may be hundreds of megabytes long; empty where there is none.
function Read-Tail {
    param([string] $Path)
    try {
        $stream = Open-File $Path
    }
    catch [IO.FileNotFoundException] {
        return ''
    }
    catch [IO.DirectoryNotFoundException] {
        return ''
    }
    try {
        $bytes = 4194304
        if ($stream.Length -gt $bytes) { $null = $stream.Seek(-$bytes, 'End') }
        $reader = New-Object System.IO.StreamReader -ArgumentList $stream
        $reader.ReadToEnd()
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

# A path stands within a sentence of any language: it is the longest beginning of the text that is a folder, and that
# ends where a name ends. A folder that is gone gives the nearest one above it.
function Find-Folder {
    param([string] $Text)
    for ($length = $Text.Length; $length -gt 2; $length--) {
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

# Windows Installer stops with error 1303 at a folder that it may not enter. Setup tells of it as 1603, and names the
# package before that number and the folder behind it.
function Get-RefusedFolder {
    $log = Read-Tail "$env:SystemDrive\ExchangeSetupLogs\ExchangeSetup.log"
    $start = $log.LastIndexOf('Starting Microsoft Exchange Server', [StringComparison]::Ordinal)
    $run = $log.Substring([Math]::Max($start, 0))
    foreach ($match in [regex]::Matches($run, '(?<![\d.])1[36]03(?!\d)[^\r\n]*?([A-Za-z]:\\[^\r\n]{1,1000})')) {
        Assert-InTime
        $named = $match.Groups[1].Value
        try {
            Find-Folder $named
        }
        catch {
            throw "the folder named by the setup log can't be found or entered: $named ($(Get-Reason $_))"
        }
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
        }
    }
    catch {
        throw "the access rights of ${Path}: $(Get-Reason $_)"
    }
}

function Get-Acls {
    $folders = @(Get-SignInFolder) + @(Get-RefusedFolder)
    foreach ($folder in @($folders | Sort-Object -Unique)) {
        Assert-InTime
        Get-FolderAcl $folder
    }
}

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

# What ordinary users have made themselves tells nothing of remediations.
function Assert-JournalOwner {
    param([string] $Folder)
    $isLink = ([IO.File]::GetAttributes($Folder) -band [IO.FileAttributes]::ReparsePoint) -ne 0
    if ($isLink) { throw "$Folder is a link: see who made it, then remove it" }
    $security = New-Object System.Security.AccessControl.DirectorySecurity -ArgumentList $Folder, 'Owner'
    $owner = $security.GetOwner([Security.Principal.SecurityIdentifier]).Value
    if ('S-1-5-18', 'S-1-5-32-544' -contains $owner) { return }
    throw "$Folder does not belong to Administrators: see who made it, then remove it"
}

# A run that was cut off before it restarted IIS leaves this mark, with the names of policies. Null where there is none.
function Read-RestartMark {
    param([string] $Path)
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
        $bytes = New-Object 'byte[]' 1000
        $text = [Text.Encoding]::ASCII.GetString($bytes, 0, $stream.Read($bytes, 0, $bytes.Length))
        $isList = [regex]::IsMatch($text, '\A[a-z][a-z0-9-]*(, [a-z][a-z0-9-]*)*\z')
        if ($stream.Length -gt $bytes.Length -or -not $isList) {
            throw "the mark $Path is damaged, so that IIS may have to be restarted: restart it, then remove the mark"
        }
        $text
    }
    finally {
        $stream.Dispose()
    }
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
    [ordered]@{ lastEntry = $last; restartDue = Read-RestartMark "$folder\restart-due" }
}

# ---- The sections: the name in the facts, and what reads it. A list stands after a comma, or one item would lose it.

$sections = [ordered]@{
    identity = { Get-Identity }
    build = { Get-Build }
    services = { , @(Get-ServiceState) }
    bindings = { , @(Get-Binding) }
    httpSys = { , @(Get-HttpSysRecord) }
    certificates = { , @(Get-StoreCertificate) }
    sharedWebConfig = { Get-SharedWebConfig }
    acls = { , @(Get-Acls) }
    journal = { Get-Journal }
    setupState = { , @(Get-SetupState) }
}

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
        [IO.File]::WriteAllText($file, $json, $utf8)
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
}

if ($null -ne $encodingBefore) { [Console]::OutputEncoding = $encodingBefore }

exit $exitCode
