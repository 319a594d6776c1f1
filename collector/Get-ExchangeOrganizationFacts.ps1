<#
.SYNOPSIS
Reads the facts of an Exchange organization through Exchange's own PowerShell endpoint, and writes them as JSON.

.DESCRIPTION
Run it once for all servers, on the operator's computer: from within a session on a server Exchange's cmdlets can't
reach the directory (the second hop has no credentials). It opens one session to the endpoint by Kerberos as the
account that runs it, calls cmdlets that only view, and closes it; for many servers it opens up to four. It needs
neither the management tools nor any module, and runs in Windows PowerShell 5.1 and PowerShell 7 on Windows. The role
group View-Only Organization Management suffices for all but the queues and the back pressure, which need Server
Management. The levels of the directory, external URLs and the versions of the endpoints are read by LDAP from the
forest of this computer, as any user.
What the account's roles don't include is {"error": "why"} in the place of its section.

.PARAMETER Endpoint
The fully qualified name of an Exchange Mailbox or Client Access server, such as ex01.contoso.com, or several with
commas in between: they are tried in turn.

.PARAMETER Https
Asks by https (TCP 443) instead of http (TCP 80).

.PARAMETER Dag
The name of a database availability group. Of all servers only its members are asked then.

.PARAMETER Seconds
How long the whole may take. What was not read until then says so in its place.

.PARAMETER OutFile
The file to write, in UTF-8 without byte order mark; a file of that name is replaced. Without it the JSON goes to
standard output, or to the pipeline of an interactive session.

.NOTES
This script is assembled from the files in the folder collector of exchange-compliance, by `npm run collector`: change
those files, and not the script.

.INPUTS
None.

.OUTPUTS
System.String. The organization facts, version 1, in one line of JSON. The exit code is 0 where they were written, and 1
where they were not, or where the endpoint can't be reached; one sentence on standard error then says why.

.EXAMPLE
powershell.exe -NoProfile -File Get-ExchangeOrganizationFacts.ps1 -Endpoint ex01.contoso.com -OutFile organization.json

Records the facts of the organization in a file.
#>
[CmdletBinding()] param(
    [string] $Endpoint = '',
    [string] $OutFile = '',
    [switch] $Https,
    [string] $Dag = '',
    [int] $Seconds = 600
)

function Write-Complaint {
    param([string] $Sentence)
    $inConsole = $Host.Name -eq 'ConsoleHost' -and $ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage'
    if ($inConsole) { [Console]::Error.WriteLine($Sentence) } else { Write-Error $Sentence -ErrorAction Continue }
}

# Windows PowerShell 2.0 must be able to parse the whole file, or it could not say what it lacks.
$engine = $PSVersionTable.PSVersion
$named = "$Endpoint,"
$lack = ''
if ($engine.Major -lt 5 -or ($engine.Major -eq 5 -and $engine.Minor -lt 1)) {
    $lack = "Windows PowerShell 5.1 or PowerShell 7, and this is $engine"
}
elseif ($env:OS -ne 'Windows_NT') {
    $lack = 'Windows'
}
elseif ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    $lack = "PowerShell's full language mode, which a policy of this computer withholds from unsigned scripts"
}
elseif (-not [regex]::IsMatch($named, '^([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+,)+\z')) {
    $lack = 'the parameter -Endpoint, the fully qualified name of an Exchange server, such as ex01.contoso.com'
}

if ($lack -ne '') {
    Write-Complaint "The collector of organization facts needs $lack."
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

# ---- What all sections use. -------------------------------------------------------------------------------------

# In seconds. One call may take a quarter of the whole at most, and one endpoint half of it.
$longestCall = [Math]::Min(60, [Math]::Ceiling($Seconds / 4))
$longestOpen = [Math]::Min(120, [Math]::Ceiling($Seconds / 2))
$mostLanes = 4
$allEnds = [DateTime]::UtcNow.AddSeconds($Seconds)
$endpoints = @($Endpoint.Split(','))

# The server that answered: the endpoint passes a session on to another one, which may be the broken one.
function Find-AnsweringServer {
    param([string] $Text)
    $told = [regex]::Match($Text, '\[(?:ClientAccessServer=[^,\]]*,BackEndServer|Server)=([A-Za-z0-9_.-]+),')
    # The front end spells "unknown" in its own way.
    if (-not $told.Success -or 'UnKown', 'Unknown' -contains $told.Groups[1].Value) { return $null }
    $told.Groups[1].Value
}

# What the account's roles don't include; null where that is not why something failed.
function Get-Denial {
    param($Record)
    $cause = $Record.Exception
    while ($null -ne $cause) {
        $denied = $cause -is [UnauthorizedAccessException]
        if ($cause -is [Management.Automation.Remoting.PSRemotingTransportException]) {
            $denied = $cause.ErrorCode -eq 5
        }
        if ($cause -is [Management.Automation.RuntimeException]) {
            $told = $cause.ErrorRecord
            if ($told.CategoryInfo.Category -eq 'PermissionDenied') { $denied = $true }
            if ($told.FullyQualifiedErrorId -eq 'CommandNotFoundException') {
                $lacks = "the account's roles do not include it, or the server that answered is of an older version"
                return "the cmdlet is not there: $lacks"
            }
        }
        if ($denied) {
            $server = Find-AnsweringServer $cause.Message
            if ($null -eq $server) { return 'access denied' }
            return "access denied by $server"
        }
        $cause = $cause.InnerException
    }
    $null
}

# Why something failed, in plain words; texts of Exchange come in any language, so they are shown and never read.
function Get-Reason {
    param($Record)
    $thrown = $Record.TargetObject
    if ($thrown -is [string] -and $thrown -eq $Record.Exception.Message) { return $thrown }
    $denial = Get-Denial $Record
    if ($null -ne $denial) { return $denial }
    $cause = $Record.Exception
    while ($null -ne $cause.InnerException) { $cause = $cause.InnerException }
    $text = [regex]::Replace($cause.Message, '\s+', ' ').Trim().TrimEnd('.')
    $server = Find-AnsweringServer $text
    if ($text.Length -gt 300) { $text = $text.Substring(0, 297) + '...' }
    if ($null -ne $server) { return "${server} answered: $text" }
    '{0}: {1}' -f $cause.GetType().Name, $text
}

# A section that could not be read. `denied` says that a right is missing, so that no later look can see more.
function Get-Failure {
    param($Record)
    if ($null -eq (Get-Denial $Record)) { return @{ error = Get-Reason $Record } }
    @{ error = Get-Reason $Record; denied = $true }
}

# The versions of the endpoints' own servers, as the directory has them, by the endpoints' names; none that it doesn't
# know. A front end passes a session on to a server of at least the version that it is told, by whichever rule it has.
function Find-EndpointVersion {
    $versions = @{}
    try {
        $configuration = "$((Open-DirectoryObject 'RootDSE').Properties['configurationNamingContext'].Value)"
        if ($configuration -eq '') { return $versions }
        $names = @($endpoints | ForEach-Object { "(networkAddress=ncacn_ip_tcp:$_)" })
        $filter = "(&(objectClass=msExchExchangeServer)(|$($names -join '')))"
        $place = "CN=Microsoft Exchange,CN=Services,$configuration"
        foreach ($found in @(Find-DirectoryObject $place $filter 'Subtree' @('networkAddress', 'versionNumber'))) {
            $version = ConvertFrom-VersionNumber (Read-DirectoryNumber $found 'versionnumber')
            if ($null -eq $version) { continue }
            foreach ($address in $found['networkaddress']) { $versions["$address"] = $version }
        }
    }
    catch {
        # It is a hint to the front end, which can do without.
        return $versions
    }
    $versions
}

# 1942063431 is 15.1.2375: 15 bits of the build, one that is set, and six bits each of the versions before it, as in the
# element ServerVersion of Autodiscover (POX).
function ConvertFrom-VersionNumber {
    param($Packed)
    if ($null -eq $Packed -or $Packed -gt [int]::MaxValue) { return $null }
    $major = [Math]::Floor($Packed / 4194304) % 64
    if ($major -lt 15) { return $null }
    '{0}.{1}.{2}.0' -f $major, ([Math]::Floor($Packed / 65536) % 64), ($Packed % 32768)
}

$directoryVersions = @{ read = $null }

# What stands after the endpoint's path, so that a server answers that has at least the asked server's version.
function Get-VersionQuery {
    param([string] $Name)
    if ($null -eq $directoryVersions.read) { $directoryVersions.read = Find-EndpointVersion }
    $version = $directoryVersions.read["ncacn_ip_tcp:$Name"]
    if ($null -eq $version) { return '' }
    "?ExchClientVer=$version"
}

# The session that is asked, opened when it is needed, and the cmdlet that gave no answer: a session runs one at a time,
# so that nothing more can be asked by it.
$link = @{ session = $null; silent = $null }

# What became of each endpoint that was tried, by its name: null, or why it can't be reached.
$tried = [ordered]@{}

# The first endpoint that can be reached.
function Open-Session {
    $times = @{ OpenTimeout = $longestOpen * 1000; OperationTimeout = 60000; CancelTimeout = 10000 }
    $limits = New-PSSessionOption @times -Culture 'en-US' -UICulture 'en-US'
    $scheme = 'http'
    if ($Https) { $scheme = 'https' }
    $faults = @()
    foreach ($name in $endpoints) {
        if ([DateTime]::UtcNow -gt $allEnds) { break }
        $place = @{
            ConfigurationName = 'Microsoft.Exchange'
            ConnectionUri = "${scheme}://$name/PowerShell/$(Get-VersionQuery $name)"
            Authentication = 'Kerberos'
            SessionOption = $limits
        }
        try {
            $opened = New-PSSession @place
            if (-not $tried.Contains($name)) { $tried[$name] = $null }
            return $opened
        }
        catch {
            $tried[$name] = Get-Reason $_
            $faults += "The Exchange PowerShell endpoint of $name can't be reached: $($tried[$name])"
        }
    }
    throw ($faults -join '; ')
}

# The endpoint knows commands and parameters alone, no script; so values can't become code there.
function Start-Call {
    param($Link, [string] $Cmdlet, [hashtable] $Parameters)
    if ([DateTime]::UtcNow -gt $allEnds) { throw "not read within $Seconds s for the whole organization" }
    if ($null -ne $Link.silent) { throw "not asked, since $($Link.silent) gave no answer within $longestCall s" }
    if ($null -eq $Link.session) { $Link.session = Open-Session }
    $shell = [PowerShell]::Create()
    $shell.Runspace = $Link.session.Runspace
    $null = $shell.AddCommand($Cmdlet)
    foreach ($name in $Parameters.Keys) { $null = $shell.AddParameter($name, $Parameters[$name]) }
    $ends = [DateTime]::UtcNow.AddSeconds($longestCall)
    if ($ends -gt $allEnds) { $ends = $allEnds }
    @{ cmdlet = $Cmdlet; shell = $shell; ends = $ends; result = $shell.BeginInvoke() }
}

# Its session still runs the call, and ending that could take as long: another one is opened for what comes next.
function Stop-Call {
    param($Link, $Call)
    $null = $Call.shell.BeginStop($null, $null)
    $Link.silent = $Call.cmdlet
    $Link.session = $null
    "$($Call.cmdlet) gave no answer within $longestCall s"
}

function Receive-Call {
    param($Call)
    try {
        $output = $Call.shell.EndInvoke($Call.result)
        if ($Call.shell.Streams.Error.Count -gt 0) { throw $Call.shell.Streams.Error[0] }
        foreach ($object in $output) { $object }
    }
    finally {
        $Call.shell.Dispose()
    }
}

function Get-Wait {
    param($Call)
    [int] [Math]::Max(0, ($Call.ends - [DateTime]::UtcNow).TotalMilliseconds)
}

function Invoke-Exchange {
    param([string] $Cmdlet, [hashtable] $Parameters = @{})
    $call = Start-Call $link $Cmdlet $Parameters
    if (-not $call.result.AsyncWaitHandle.WaitOne((Get-Wait $call))) { throw (Stop-Call $link $call) }
    Receive-Call $call
}

function ConvertTo-Instant {
    param([DateTime] $Time)
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [Globalization.CultureInfo]::InvariantCulture)
}

# What came over the wire has the properties of its version of Exchange; null where it has none of that name.
function Read-Property {
    param($Object, [string] $Name)
    if ($null -eq $Object) { return $null }
    $property = $Object.PSObject.Properties[$Name]
    if ($null -eq $property) { return $null }
    , $property.Value
}

# An enumeration that came over the wire is its word in a string, or its number; then it tells its word itself.
function Read-Text {
    param($Object, [string] $Name)
    $value = Read-Property $Object $Name
    $text = "$value".Trim()
    $number = [long] 0
    if ($value -is [int] -and [long]::TryParse($text, [ref] $number)) { $text = $value.ToString().Trim() }
    if ($text -eq '') { return $null }
    $text
}

function Read-Number {
    param($Object, [string] $Name)
    $text = Read-Text $Object $Name
    $number = [long] 0
    if ([long]::TryParse("$text", [ref] $number)) { return $number }
    $null
}

function Read-Flag {
    param($Object, [string] $Name)
    $value = Read-Property $Object $Name
    if ($value -is [bool]) { return $value }
    $null
}

# A span of time such as 7.00:00:00, which Exchange writes alike in all languages.
function Read-Seconds {
    param($Object, [string] $Name)
    $text = "$(Read-Text $Object $Name)"
    $span = [TimeSpan]::Zero
    $isSpan = [TimeSpan]::TryParse($text, [Globalization.CultureInfo]::InvariantCulture, [ref] $span)
    if ($isSpan -and $span -ge [TimeSpan]::Zero) { return [long] [Math]::Floor($span.TotalSeconds) }
    $null
}

function Read-Instant {
    param($Object, [string] $Name)
    $value = Read-Property $Object $Name
    if ($value -isnot [DateTime]) { return $null }
    ConvertTo-Instant $value
}

# The name at the end of contoso.com/Configuration/Sites/Berlin.
function ConvertTo-Name {
    param([string] $Text)
    if ($Text -eq '') { return $null }
    $Text.Substring($Text.LastIndexOf([char] '/') + 1)
}

function Read-Name {
    param($Object, [string] $Name)
    ConvertTo-Name (Read-Text $Object $Name)
}

function Read-NameList {
    param($Object, [string] $Name)
    foreach ($item in (Read-Property $Object $Name)) { ConvertTo-Name "$item" }
}

# "Version 15.2 (Build 1118.7)": the form is Exchange's own, in all languages.
function ConvertTo-Version {
    param([string] $Text)
    $parts = [regex]::Match($Text, '^Version (\d+)\.(\d+) \(Build (\d+)\.(\d+)\)')
    if (-not $parts.Success) { return $null }
    '{0}.{1}.{2}.{3}' -f $parts.Groups[1].Value, $parts.Groups[2].Value, $parts.Groups[3].Value, $parts.Groups[4].Value
}

# The sections: the name in the facts, and what reads it. A list stands after a comma, or one item would lose it. What
# is written into the facts is an [ordered] literal.
$organizationSections = [ordered]@{}

# For each section of a server: what is asked, and what is made of the answer. `before` throws where there is nothing to
# ask, and gives what stands in the section where that is known without asking.
$serverSections = [ordered]@{}

# ---- The section servers. ---------------------------------------------------------------------------------------

function Get-ServerList {
    foreach ($server in @(Invoke-Exchange 'Get-ExchangeServer')) {
        $roles = "$(Read-Text $server 'ServerRole')".Split(',') | ForEach-Object { $_.Trim() }
        [ordered]@{
            name = Read-Text $server 'Name'
            fqdn = Read-Text $server 'Fqdn'
            site = Read-Name $server 'Site'
            roles = @($roles | Where-Object { '', 'None' -notcontains $_ })
            edition = Read-Text $server 'Edition'
            version = ConvertTo-Version (Read-Text $server 'AdminDisplayVersion')
        }
    }
}

$organizationSections.servers = { , @(Get-ServerList) }

# ---- The section dags. ------------------------------------------------------------------------------------------

function Get-Dag {
    foreach ($dag in @(Invoke-Exchange 'Get-DatabaseAvailabilityGroup' @{ Status = $true })) {
        # A version of Exchange that has no such property says nothing, which is not the same as an empty list.
        $paused = $null
        if ($null -ne $dag.PSObject.Properties['ServersInMaintenance']) {
            $paused = [object[]] @(Read-NameList $dag 'ServersInMaintenance')
        }
        [ordered]@{
            name = Read-Text $dag 'Name'
            members = @(Read-NameList $dag 'Servers')
            operationalMembers = @(Read-NameList $dag 'OperationalServers')
            serversInMaintenance = $paused
            witnessServer = Read-Text $dag 'WitnessServer'
            witnessShareInUse = Read-Text $dag 'WitnessShareInUse'
            primaryActiveManager = Read-Name $dag 'PrimaryActiveManager'
        }
    }
}

$organizationSections.dags = { , @(Get-Dag) }

# ---- The section authConfig. ------------------------------------------------------------------------------------

function Get-OAuthConfiguration {
    $found = @(Invoke-Exchange 'Get-AuthConfig')
    if ($found.Count -ne 1) { throw "Get-AuthConfig gave $($found.Count) objects" }
    [ordered]@{
        currentThumbprint = Read-Text $found[0] 'CurrentCertificateThumbprint'
        previousThumbprint = Read-Text $found[0] 'PreviousCertificateThumbprint'
        nextThumbprint = Read-Text $found[0] 'NextCertificateThumbprint'
        nextEffectiveDate = Read-Instant $found[0] 'NextCertificateEffectiveDate'
    }
}

$organizationSections.authConfig = { Get-OAuthConfiguration }

# ---- The section directory. -------------------------------------------------------------------------------------

# The directory is asked by LDAP, as whoever runs this: every user of the domain may read what is asked.
function Open-DirectoryObject {
    param([string] $Path)
    New-Object System.DirectoryServices.DirectoryEntry -ArgumentList "LDAP://$Path"
}

# The objects below a place, each a table of values by the names of attributes in lower case.
function Find-DirectoryObject {
    param([string] $Path, [string] $Filter, [string] $Scope, [string[]] $Names)
    if ([DateTime]::UtcNow -gt $allEnds) { throw "not read within $Seconds s for the whole organization" }
    $searcher = New-Object System.DirectoryServices.DirectorySearcher -ArgumentList (Open-DirectoryObject $Path)
    $searcher.Filter = $Filter
    $searcher.SearchScope = $Scope
    $searcher.ClientTimeout = [TimeSpan]::FromSeconds(15)
    $searcher.ServerTimeLimit = [TimeSpan]::FromSeconds(10)
    $searcher.SizeLimit = 1000
    $null = $searcher.PropertiesToLoad.AddRange($Names)
    $results = $searcher.FindAll()
    try {
        foreach ($result in $results) {
            $values = @{}
            foreach ($name in @($result.Properties.PropertyNames)) { $values["$name"] = @($result.Properties[$name]) }
            $values
        }
    }
    finally {
        $results.Dispose()
        $searcher.Dispose()
    }
}

# A name that lost a conflict, or was deleted, holds a line break.
function ConvertTo-PlainName {
    param($Value)
    $plain = [regex]::Replace("$Value", '[\x00-\x1f]', ' ').Trim()
    if ($plain -eq '') { return $null }
    if ($plain.Length -gt 1000) { return $plain.Substring(0, 1000) }
    $plain
}

function Read-DirectoryNumber {
    param($Values, [string] $Name)
    $number = [long] 0
    if ([long]::TryParse("$($Values[$Name])", [ref] $number) -and $number -ge 0) { return $number }
    $null
}

# Long lists of values come in ranges, whose names tell what they hold: otherwellknownobjects;range=0-1499.
function Read-WellKnownObject {
    param([string] $Path)
    $from = 0
    for ($round = 0; $round -lt 20; $round++) {
        $asked = "otherWellKnownObjects;range=$from-*"
        $found = @(Find-DirectoryObject $Path '(objectClass=*)' 'Base' @($asked))
        if ($found.Count -ne 1) { throw "$Path can't be read" }
        $more = $false
        foreach ($name in @($found[0].Keys)) {
            $range = [regex]::Match($name, '\Aotherwellknownobjects(?:;range=[0-9]{1,9}-([0-9]{1,9}|\*))?\z')
            if (-not $range.Success) { continue }
            foreach ($value in $found[0][$name]) { "$value" }
            $last = $range.Groups[1].Value
            if ($last -ne '' -and $last -ne '*') {
                $from = [int] $last + 1
                $more = $true
            }
        }
        if (-not $more) { return }
    }
    throw 'otherWellKnownObjects has too many values'
}

# B:32:<GUID>:<name of the object>
function ConvertTo-WellKnownObject {
    param([string[]] $Values)
    foreach ($value in $Values) {
        $parts = [regex]::Match($value, '\AB:32:([0-9A-Fa-f]{32}):([\s\S]+)\z')
        if (-not $parts.Success) { throw 'otherWellKnownObjects has a value of another form' }
        [ordered]@{
            guid = $parts.Groups[1].Value
            name = ConvertTo-PlainName $parts.Groups[2].Value
        }
    }
}

function Get-SchemaMaster {
    param([string] $Schema)
    $found = @(Find-DirectoryObject $Schema '(objectClass=*)' 'Base' @('fSMORoleOwner'))
    $owner = ''
    if ($found.Count -eq 1) { $owner = "$($found[0]['fsmoroleowner'])" }
    $parts = [regex]::Match($owner, '\ACN=NTDS Settings,CN=([^,]{1,200}),CN=Servers,CN=([^,]{1,200}),CN=Sites,')
    if (-not $parts.Success) { return $null }
    [ordered]@{ server = $parts.Groups[1].Value; site = $parts.Groups[2].Value }
}

# The containers of Exchange in a domain: one where it is prepared, none where it isn't.
function Get-DomainContainer {
    param([string] $Domain, [string] $Context)
    $filter = '(objectClass=msExchSystemObjectsContainer)'
    $names = 'distinguishedName', 'objectVersion'
    foreach ($found in @(Find-DirectoryObject "$Domain/$Context" $filter 'Subtree' $names)) {
        [ordered]@{
            name = ConvertTo-PlainName $found['distinguishedname']
            version = Read-DirectoryNumber $found 'objectversion'
        }
    }
}

function Get-DirectoryDomain {
    param([string] $Configuration)
    $filter = '(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=2))'
    $names = 'nCName', 'dnsRoot'
    foreach ($domain in @(Find-DirectoryObject "CN=Partitions,$Configuration" $filter 'OneLevel' $names)) {
        $name = "$($domain['dnsroot'])"
        $containers = $null
        $unread = $null
        try { $containers = [object[]] @(Get-DomainContainer $name "$($domain['ncname'])") }
        catch { $unread = Get-Reason $_ }
        [ordered]@{ domain = $name; containers = $containers; unread = $unread }
    }
}

# The organization of the forest of this computer must be the one that the endpoint belongs to.
function Get-DirectoryOrganization {
    param([string] $Exchange)
    $filter = '(objectClass=msExchOrganizationContainer)'
    $found = @(Find-DirectoryObject $Exchange $filter 'OneLevel' @('name', 'objectVersion'))
    if ($found.Count -ne 1) { throw "the forest of this computer holds $($found.Count) Exchange organizations" }
    $name = ConvertTo-PlainName $found[0]['name']
    $asked = Get-OrganizationName
    if ($asked -ne $endpoints[0] -and $asked -ne $name) {
        throw "the forest of this computer holds the organization $name, and the endpoint belongs to $asked"
    }
    @{ name = $name; version = Read-DirectoryNumber $found[0] 'objectversion' }
}

function Get-DirectoryLevel {
    $root = Open-DirectoryObject 'RootDSE'
    $configuration = "$($root.Properties['configurationNamingContext'].Value)"
    $schema = "$($root.Properties['schemaNamingContext'].Value)"
    if ($configuration -eq '' -or $schema -eq '') { throw 'no domain controller answers' }
    $exchange = "CN=Microsoft Exchange,CN=Services,$configuration"
    $organization = Get-DirectoryOrganization $exchange
    $version = "CN=ms-Exch-Schema-Version-Pt,$schema"
    $level = @(Find-DirectoryObject $version '(objectClass=*)' 'Base' @('rangeUpper'))
    if ($level.Count -ne 1) { throw "$version can't be read" }
    [ordered]@{
        organization = $organization.name
        organizationVersion = $organization.version
        schemaVersion = Read-DirectoryNumber $level[0] 'rangeupper'
        schemaMaster = Get-SchemaMaster $schema
        wellKnownObjects = @(ConvertTo-WellKnownObject @(Read-WellKnownObject $exchange))
        domains = @(Get-DirectoryDomain $configuration)
    }
}

$organizationSections.directory = { Get-DirectoryLevel }

# ---- The section virtualDirectories. ----------------------------------------------------------------------------

# By LDAP, as the cmdlets of Exchange 2010 would ask the IIS of each server, which takes minutes. The name of the server
# stands in that of the object: CN=owa (Default Web Site),CN=HTTP,CN=Protocols,CN=EX01,CN=Servers,...
function ConvertTo-VirtualDirectory {
    param($Values, [string] $Kind)
    $name = "$($Values['distinguishedname'])"
    $parts = [regex]::Match($name, ',CN=HTTP,CN=Protocols,CN=([^,\\]{1,200}),CN=Servers,')
    if (-not $parts.Success) { throw "$(ConvertTo-PlainName $name) belongs to no server" }
    [ordered]@{
        server = $parts.Groups[1].Value
        kind = $Kind
        internalUrl = ConvertTo-PlainName $Values['msexchinternalhostname']
        externalUrl = ConvertTo-PlainName $Values['msexchexternalhostname']
    }
}

function Get-VirtualDirectory {
    $configuration = "$((Open-DirectoryObject 'RootDSE').Properties['configurationNamingContext'].Value)"
    if ($configuration -eq '') { throw 'no domain controller answers' }
    $exchange = "CN=Microsoft Exchange,CN=Services,$configuration"
    $null = Get-DirectoryOrganization $exchange
    $names = 'distinguishedName', 'msExchInternalHostName', 'msExchExternalHostName'
    $classes = @{ owa = 'msExchOWAVirtualDirectory'; ews = 'msExchWebServicesVirtualDirectory' }
    foreach ($kind in 'owa', 'ews') {
        $found = @(Find-DirectoryObject $exchange "(objectClass=$($classes[$kind]))" 'Subtree' $names)
        # A search gives no more than so many.
        if ($found.Count -ge 1000) { throw "the directory holds 1000 virtual directories of $kind, or more" }
        foreach ($values in $found) { ConvertTo-VirtualDirectory $values $kind }
    }
}

$organizationSections.virtualDirectories = { , @(Get-VirtualDirectory) }

# ---- The section adminNames. ------------------------------------------------------------------------------------

# Members of Exchange's role groups, be it by groups in them, whose name ends in $. Each member is read by itself: a
# search that is cut off by the domain controller would look like one that found nothing.
$mostAdminGroups = 200
$mostAdminMembers = 1000
$mostAdminSeconds = 30

function Read-DirectoryMember {
    param([string] $Name)
    $names = 'objectClass', 'sAMAccountName', 'member'
    $found = @(Find-DirectoryObject $Name.Replace('/', '\/') '(objectClass=*)' 'Base' $names)
    if ($found.Count -ne 1) { throw 'it was not found' }
    $found[0]
}

# A list of more than 1500 members comes in ranges, under another name, and is not read.
function Add-AdminGroup {
    param($Search, [string] $Role, $Values)
    $Search.groups++
    if ($Search.groups -gt $mostAdminGroups) { throw "the role groups hold more than $mostAdminGroups groups" }
    foreach ($name in @($Values.Keys)) {
        if ([regex]::IsMatch($name, '\Amember;range=')) {
            throw "a group in $Role has more than $mostAdminMembers members"
        }
    }
    foreach ($member in @($Values['member'])) {
        if ($null -eq $member -or $Search.seen.ContainsKey("$member")) { continue }
        $Search.seen["$member"] = $true
        if ($Search.seen.Count -gt $mostAdminMembers) {
            throw "the role groups have more than $mostAdminMembers members"
        }
        $Search.open.Enqueue(@{ role = $Role; member = "$member" })
    }
}

# A domain that does not answer is asked three times, and then no more.
function Get-AdminDomain {
    param([string] $Name)
    [regex]::Match($Name, '(?i)DC=[^,]+(,DC=[^,]+)*\z').Value
}

function Test-DollarName {
    param($Name)
    "$Name".EndsWith([string] [char] 36, [StringComparison]::Ordinal)
}

function Read-AdminMember {
    param($Search, $Next)
    $values = $null
    $domain = Get-AdminDomain $Next.member
    $reason = 'its domain gave no answer three times'
    if ($Search.failed[$domain] -lt 3) {
        try { $values = Read-DirectoryMember $Next.member }
        catch {
            $reason = Get-Reason $_
            $Search.failed[$domain]++
        }
    }
    if ($null -eq $values) {
        $unread = [ordered]@{ name = ConvertTo-PlainName $Next.member; reason = $reason }
        $null = $Search.unread.Add($unread)
        return
    }
    $classes = @($values['objectclass'])
    if ($classes -contains 'group') { Add-AdminGroup $Search $Next.role $values }
    elseif ($classes -contains 'foreignSecurityPrincipal') {
        $unread = [ordered]@{ name = ConvertTo-PlainName $Next.member; reason = 'it is an account of another forest' }
        $null = $Search.unread.Add($unread)
    }
    elseif ($classes -notcontains 'computer' -and (Test-DollarName $values['samaccountname'])) {
        $found = [ordered]@{ group = $Next.role; name = ConvertTo-PlainName $values['samaccountname'] }
        $null = $Search.names.Add($found)
    }
}

function Get-AdminName {
    $root = Open-DirectoryObject 'RootDSE'
    $configuration = "$($root.Properties['configurationNamingContext'].Value)"
    $domain = "$($root.Properties['rootDomainNamingContext'].Value)"
    if ($configuration -eq '' -or $domain -eq '') { throw 'no domain controller answers' }
    $null = Get-DirectoryOrganization "CN=Microsoft Exchange,CN=Services,$configuration"
    $comparer = [StringComparer]::OrdinalIgnoreCase
    $search = @{
        groups = 0
        seen = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList $comparer
        failed = @{}
        open = New-Object System.Collections.Queue
        names = New-Object System.Collections.ArrayList
        unread = New-Object System.Collections.ArrayList
    }
    # The type of recipients that is a role group.
    $filter = '(&(objectCategory=group)(msExchRecipientTypeDetails=1073741824))'
    $roles = @(Find-DirectoryObject $domain $filter 'Subtree' @('name', 'member'))
    if ($roles.Count -eq 0) { throw 'the directory shows no role group' }
    foreach ($role in $roles) { Add-AdminGroup $search (ConvertTo-PlainName $role['name']) $role }
    $ends = [DateTime]::UtcNow.AddSeconds($mostAdminSeconds)
    while ($search.open.Count -gt 0) {
        if ([DateTime]::UtcNow -gt $ends) { throw "not read within $mostAdminSeconds s" }
        Read-AdminMember $search $search.open.Dequeue()
    }
    [ordered]@{
        groups = $search.groups
        members = $search.seen.Count
        names = [object[]] @($search.names)
        unread = [object[]] @($search.unread)
    }
}

$organizationSections.adminNames = { Get-AdminName }

# ---- The section componentStates. -------------------------------------------------------------------------------

# Who holds the component in which state: only the same requester can lift it.
function Read-RequestedState {
    param($State, [string] $Name)
    foreach ($one in (Read-Property $State $Name)) {
        [ordered]@{
            requester = Read-Text $one 'Requester'
            state = Read-Text $one 'State'
            time = Read-Instant $one 'Timestamp'
        }
    }
}

function ConvertTo-ComponentState {
    param($Answer)
    foreach ($state in $Answer) {
        [ordered]@{
            component = Read-Text $state 'Component'
            state = Read-Text $state 'State'
            localStates = @(Read-RequestedState $state 'LocalStates')
            remoteStates = @(Read-RequestedState $state 'RemoteStates')
        }
    }
}

$serverSections.componentStates = @{
    cmdlet = 'Get-ServerComponentState'
    before = {
        param($Server)
        $is2010 = "$($Server['version'])".StartsWith('14.', [StringComparison]::Ordinal)
        if ($is2010) { throw 'Exchange 2010 has no component states' }
    }
    parameters = { param($Server) @{ Identity = $Server['fqdn'] } }
    convert = { param($Answer) , @(ConvertTo-ComponentState $Answer) }
}

# ---- The section databaseCopies. --------------------------------------------------------------------------------

function ConvertTo-DatabaseCopy {
    param($Answer)
    foreach ($copy in $Answer) {
        [ordered]@{
            database = Read-Text $copy 'DatabaseName'
            status = Read-Text $copy 'Status'
            copyQueueLength = Read-Number $copy 'CopyQueueLength'
            replayQueueLength = Read-Number $copy 'ReplayQueueLength'
            contentIndexState = Read-Text $copy 'ContentIndexState'
            activationSuspended = Read-Flag $copy 'ActivationSuspended'
            replayLagSeconds = Read-Seconds (Read-Property $copy 'ReplayLagStatus') 'ConfiguredLagTime'
        }
    }
}

$serverSections.databaseCopies = @{
    cmdlet = 'Get-MailboxDatabaseCopyStatus'
    before = { param($Server) if ($Server['roles'] -notcontains 'Mailbox') { , @() } }
    parameters = { param($Server) @{ Server = $Server['name'] } }
    convert = { param($Answer) , @(ConvertTo-DatabaseCopy $Answer) }
}

# ---- The section activation. ------------------------------------------------------------------------------------

function ConvertTo-Activation {
    param($Answer)
    if ($Answer.Count -ne 1) { throw "Get-MailboxServer gave $($Answer.Count) objects" }
    [ordered]@{
        dag = Read-Name $Answer[0] 'DatabaseAvailabilityGroup'
        autoActivationPolicy = Read-Text $Answer[0] 'DatabaseCopyAutoActivationPolicy'
        disabledAndMoveNow = Read-Flag $Answer[0] 'DatabaseCopyActivationDisabledAndMoveNow'
    }
}

$serverSections.activation = @{
    cmdlet = 'Get-MailboxServer'
    before = {
        param($Server)
        if ($Server['roles'] -notcontains 'Mailbox') { throw 'the server has no Mailbox role' }
    }
    parameters = { param($Server) @{ Identity = $Server['name'] } }
    convert = { param($Answer) ConvertTo-Activation $Answer }
}

# ---- The section queues. ----------------------------------------------------------------------------------------

# The queues that empty by themselves. The others keep copies for other servers, or wait for a person; what is what
# tells a queue's identity (EX01\Submission, EX01\Shadow\7, EX01\12), whose words are Exchange's own in all languages.
function ConvertTo-QueueLength {
    param($Answer)
    $messages = [long] 0
    $retried = [long] 0
    foreach ($queue in $Answer) {
        $identity = Read-Text $queue 'Identity'
        if ('Poison', 'Shadow', 'Unreachable' -contains "$identity".Split('\')[1]) { continue }
        $length = Read-Number $queue 'MessageCount'
        if ($null -eq $length) { throw "Get-Queue does not tell how many messages are in $identity" }
        $messages += $length
        # Whom they are for does not answer, which no work on this server changes.
        if ((Read-Text $queue 'Status') -eq 'Retry') { $retried += $length }
    }
    [ordered]@{ deliveryMessages = $messages; retryMessages = $retried }
}

$serverSections.queues = @{
    cmdlet = 'Get-Queue'
    before = {
        param($Server)
        $hasQueues = $Server['roles'] -contains 'Mailbox' -or $Server['roles'] -contains 'HubTransport'
        if (-not $hasQueues) { throw 'the server has no role with queues' }
    }
    parameters = { param($Server) @{ Server = $Server['name']; ResultSize = 'Unlimited' } }
    convert = { param($Answer) ConvertTo-QueueLength $Answer }
}

# ---- The section resourceThrottling. ----------------------------------------------------------------------------

# "[PressureTransitions: MediumToHigh=99 HighToMedium=97 LowToMedium=96 MediumToLow=94]": the words are Exchange's own.
function ConvertTo-Transitions {
    param([string] $Text)
    $found = @{}
    foreach ($part in [regex]::Matches($Text, '([A-Za-z]{1,20})=([0-9]{1,15})')) {
        $found[$part.Groups[1].Value] = [long] $part.Groups[2].Value
    }
    foreach ($name in 'LowToMedium', 'MediumToHigh', 'HighToMedium', 'MediumToLow') {
        if (-not $found.ContainsKey($name)) { return $null }
    }
    [ordered]@{
        lowToMedium = $found['LowToMedium']
        mediumToHigh = $found['MediumToHigh']
        highToMedium = $found['HighToMedium']
        mediumToLow = $found['MediumToLow']
    }
}

function Read-Element {
    param($Node, [string] $Name)
    $found = $Node.SelectSingleNode($Name)
    if ($null -eq $found) { return $null }
    $text = $found.InnerText.Trim()
    if ($text -eq '' -or $text.Length -gt 300) { return $null }
    $text
}

# A meter is named by its resource, and what it watches: UsedDiskSpace[D:\Queue].
function ConvertTo-Meter {
    param($Node)
    $parts = [regex]::Match($Node.GetAttribute('Resource'), '\A([A-Za-z]{1,60})(?:\[(.{1,500})\])?\z')
    if (-not $parts.Success) { throw 'Get-ExchangeDiagnosticInfo names a resource in another form' }
    $path = $null
    if ($parts.Groups[2].Success) { $path = $parts.Groups[2].Value }
    $pressure = [long] 0
    $isNumber = [long]::TryParse((Read-Element $Node 'Pressure'), [ref] $pressure)
    [ordered]@{
        resource = $parts.Groups[1].Value
        path = $path
        use = Read-Element $Node 'CurrentResourceUse'
        pressure = $(if ($isNumber) { $pressure } else { $null })
        transitions = ConvertTo-Transitions (Read-Element $Node 'PressureTransitions')
    }
}

function ConvertTo-Throttling {
    param($Answer)
    if ($Answer.Count -ne 1) { throw "Get-ExchangeDiagnosticInfo gave $($Answer.Count) objects" }
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $settings.MaxCharactersInDocument = 4194304
    $document = New-Object System.Xml.XmlDocument
    $document.XmlResolver = $null
    $source = New-Object System.IO.StringReader -ArgumentList "$(Read-Text $Answer[0] 'Result')"
    try { $document.Load([Xml.XmlReader]::Create($source, $settings)) }
    catch { throw 'Get-ExchangeDiagnosticInfo gave no well-formed XML' }
    $tracker = $document.SelectSingleNode('/Diagnostics/Components/ResourceThrottling/ResourceTracker')
    if ($null -eq $tracker) { throw 'Get-ExchangeDiagnosticInfo tells nothing of ResourceThrottling' }
    [ordered]@{
        aggregate = Read-Element $tracker 'AggregateUse'
        resources = @($tracker.SelectNodes('ResourceMeter') | ForEach-Object { ConvertTo-Meter $_ })
    }
}

$serverSections.resourceThrottling = @{
    cmdlet = 'Get-ExchangeDiagnosticInfo'
    before = {
        param($Server)
        if ($Server['roles'] -notcontains 'Mailbox') { throw 'the server has no Mailbox role' }
        if (-not [regex]::IsMatch("$($Server['version'])", '\A15\.[1-9]')) {
            throw 'servers before Exchange 2016 have no ResourceThrottling'
        }
    }
    parameters = {
        param($Server)
        @{ Server = $Server['fqdn']; Process = 'EdgeTransport'; Component = 'ResourceThrottling' }
    }
    convert = { param($Answer) ConvertTo-Throttling $Answer }
}

# ---- Reads the sections, and writes them. -----------------------------------------------------------------------

# Windows PowerShell writes an array that came wrapped as an object with "value" and "Count".
function Set-Section {
    param($Read, [string] $Name, $Value)
    if ($Value -is [array]) { $Value = [object[]] $Value }
    $Read[$Name] = $Value
}

function Read-OrganizationSections {
    $read = [ordered]@{}
    foreach ($name in @($organizationSections.Keys)) {
        # A cmdlet that was silent costs its own section.
        $link.silent = $null
        try {
            $collect = $organizationSections[$name]
            Set-Section $read $name (& $collect)
        }
        catch {
            $read[$name] = Get-Failure $_
        }
    }
    $read
}

# A lane asks one server after the other, each section by section. Several lanes ask at once, each by its own session.
function Start-NextCall {
    param($Lane, $Waiting, $Servers)
    while ($true) {
        if ($Lane.sections.Count -eq 0) {
            if ($Waiting.Count -eq 0) { return }
            $Lane.server = $Waiting.Dequeue()
            $Lane.silent = $null
            foreach ($name in @($serverSections.Keys)) { $Lane.sections.Enqueue($name) }
        }
        $Lane.section = $Lane.sections.Dequeue()
        $read = $Servers[$Lane.server['name']]
        $section = $serverSections[$Lane.section]
        $before = $section.before
        $parameters = $section.parameters
        try {
            $known = & $before $Lane.server
            if ($null -ne $known) {
                Set-Section $read $Lane.section $known
                continue
            }
            $Lane.call = Start-Call $Lane $section.cmdlet (& $parameters $Lane.server)
            return
        }
        catch {
            $read[$Lane.section] = Get-Failure $_
        }
    }
}

# Takes what the lane's call has given, if it has ended.
function Complete-Call {
    param($Lane, $Servers)
    $call = $Lane.call
    if (-not $call.result.IsCompleted -and (Get-Wait $call) -gt 0) { return }
    $read = $Servers[$Lane.server['name']]
    $Lane.call = $null
    try {
        if (-not $call.result.IsCompleted) { throw (Stop-Call $Lane $call) }
        $convert = $serverSections[$Lane.section].convert
        Set-Section $read $Lane.section (& $convert @(Receive-Call $call))
    }
    catch {
        $read[$Lane.section] = Get-Failure $_
    }
}

# The sections of many servers, by their names in the order of the list.
function Read-Servers {
    param([object[]] $List)
    $servers = [ordered]@{}
    $waiting = New-Object System.Collections.Queue
    foreach ($server in $List) {
        $servers[$server['name']] = [ordered]@{}
        $waiting.Enqueue($server)
    }
    $lanes = @()
    $session = $link.session
    for ($number = [Math]::Min($mostLanes, [Math]::Ceiling($List.Count / 2)); $number -gt 0; $number--) {
        $lanes += @{
            session = $session
            silent = $null
            server = $null
            section = $null
            sections = New-Object System.Collections.Queue
            call = $null
        }
        $session = $null
    }
    while ($true) {
        foreach ($lane in $lanes) {
            if ($null -ne $lane.call) { Complete-Call $lane $servers }
            if ($null -eq $lane.call) { Start-NextCall $lane $waiting $servers }
        }
        $handles = @($lanes | Where-Object { $null -ne $_.call } | ForEach-Object { $_.call.result.AsyncWaitHandle })
        if ($handles.Count -eq 0) { break }
        $null = [Threading.WaitHandle]::WaitAny([Threading.WaitHandle[]] $handles, 500)
    }
    foreach ($lane in $lanes) {
        if ($null -ne $lane.session) { Remove-PSSession $lane.session -ErrorAction SilentlyContinue }
    }
    $link.session = $null
    $servers
}

# Edge Transport servers answer to nobody from here.
function Select-Server {
    param($Facts)
    if ($Facts['servers'] -isnot [array]) { return }
    $asked = @($Facts['servers'] | Where-Object { $_['roles'] -notcontains 'Edge' })
    if ($Dag -eq '') { return $asked }
    if ($Facts['dags'] -isnot [array]) { return }
    $members = @($Facts['dags'] | Where-Object { $_['name'] -eq $Dag } | ForEach-Object { $_['members'] })
    $asked | Where-Object { $members -contains $_['name'] }
}

function Get-OrganizationName {
    try {
        $name = Read-Text (Invoke-Exchange 'Get-OrganizationConfig') 'Name'
        if ($null -ne $name) { return $name }
    }
    catch {
        # The name is a help to the reader only; the endpoint's tells them as much.
        return $endpoints[0]
    }
    $endpoints[0]
}

function Get-TriedEndpoint {
    foreach ($name in @($tried.Keys)) { [ordered]@{ name = $name; fault = $tried[$name] } }
}

$exitCode = 0
$unfinished = $null
try { $link.session = Open-Session }
catch {
    $exitCode = 1
    Write-Complaint (Get-Reason $_)
}

if ($exitCode -eq 0) {
    try {
        $facts = Read-OrganizationSections
        $organization = Get-OrganizationName
        $document = [ordered]@{
            version = 1
            organization = $organization
            collectedAt = ConvertTo-Instant ([DateTime]::UtcNow)
            facts = $facts
            servers = Read-Servers @(Select-Server $facts)
        }
        $document.endpoints = [object[]] @(Get-TriedEndpoint)
        $json = ConvertTo-Json -InputObject $document -Depth 10 -Compress
        if ($OutFile -ne '') {
            $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutFile)
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
    finally {
        if ($null -ne $link.session) { Remove-PSSession $link.session -ErrorAction SilentlyContinue }
    }
}

exit $exitCode
