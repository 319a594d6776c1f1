<#
.SYNOPSIS
Reads the facts of an Exchange organization through Exchange's own PowerShell endpoint, and writes them as JSON.

.DESCRIPTION
Run it once for all servers, on the operator's computer: from within a session on a server Exchange's cmdlets can't
reach the directory (the second hop has no credentials). It opens one session to the endpoint by Kerberos as the
account that runs it, calls cmdlets that only view, and closes it; for many servers it opens up to four. It needs
neither the management tools nor any module, and runs in Windows PowerShell 5.1 and PowerShell 7 on Windows. The role
group View-Only Organization Management suffices for all but the queues, which need Server Management; what the
account's roles don't include is {"error": "why"} in the place of its section.

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

# Why something failed, in plain words; texts of Exchange come in any language, so they are shown and never read.
function Get-Reason {
    param($Record)
    $thrown = $Record.TargetObject
    if ($thrown -is [string] -and $thrown -eq $Record.Exception.Message) { return $thrown }
    $cause = $Record.Exception
    while ($true) {
        if ($cause -is [UnauthorizedAccessException]) { return 'access denied' }
        if ($cause -is [Management.Automation.Remoting.PSRemotingTransportException] -and $cause.ErrorCode -eq 5) {
            return 'access denied'
        }
        if ($cause -is [Management.Automation.RuntimeException]) {
            $told = $cause.ErrorRecord
            if ($told.CategoryInfo.Category -eq 'PermissionDenied') { return 'access denied' }
            if ($told.FullyQualifiedErrorId -eq 'CommandNotFoundException') {
                $lacks = "the account's roles do not include it, or the server that answered is of an older version"
                return "the cmdlet is not there: $lacks"
            }
        }
        if ($null -eq $cause.InnerException) { break }
        $cause = $cause.InnerException
    }
    $text = [regex]::Replace($cause.Message, '\s+', ' ').Trim().TrimEnd('.')
    # The endpoint passes a session on to another server, which may be the broken one.
    $answering = [regex]::Match($text, '\[Server=([A-Za-z0-9_-]+),')
    if ($answering.Success) { return '{0} answered: {1}' -f $answering.Groups[1].Value, $text }
    '{0}: {1}' -f $cause.GetType().Name, $text
}

# The session that is asked, opened when it is needed, and the cmdlet that gave no answer: a session runs one at a time,
# so that nothing more can be asked by it.
$link = @{ session = $null; silent = $null }

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
            ConnectionUri = "${scheme}://$name/PowerShell/"
            Authentication = 'Kerberos'
            SessionOption = $limits
        }
        try { return New-PSSession @place }
        catch { $faults += "The Exchange PowerShell endpoint of $name can't be reached: $(Get-Reason $_)" }
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

# In a string an enumeration that came over the wire is its word; a cast would give its number.
function Read-Text {
    param($Object, [string] $Name)
    $text = "$(Read-Property $Object $Name)".Trim()
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
            $read[$name] = @{ error = Get-Reason $_ }
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
            $read[$Lane.section] = @{ error = Get-Reason $_ }
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
        $read[$Lane.section] = @{ error = Get-Reason $_ }
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
