<#
.SYNOPSIS
Reads the facts of an Exchange organization through Exchange's own PowerShell endpoint, and writes them as JSON.

.DESCRIPTION
Run it once for all servers, on the operator's computer: from within a session on a server Exchange's cmdlets can't
reach the directory (the second hop has no credentials). It opens one session to the endpoint by Kerberos as the
account that runs it, calls cmdlets that only view, and closes it. It needs neither the management tools nor any
module, and runs in Windows PowerShell 5.1 and PowerShell 7 on Windows. The role group View-Only Organization Management
is meant to suffice; what the account's roles don't include is {"error": "why"} in the place of its section.

.PARAMETER Endpoint
The fully qualified name of an Exchange Mailbox or Client Access server, such as ex01.contoso.com.

.PARAMETER OutFile
The file to write, in UTF-8 without byte order mark; a file of that name is replaced. Without it the JSON goes to
standard output, or to the pipeline of an interactive session.

.INPUTS
None.

.OUTPUTS
System.String. The organization facts, version 1, in one line of JSON. The exit code is 0 where they were written, and 1
where they were not, or where the endpoint can't be reached; one sentence on standard error then says why.

.EXAMPLE
powershell.exe -NoProfile -File Get-ExchangeOrganizationFacts.ps1 -Endpoint ex01.contoso.com -OutFile organization.json

Records the facts of the organization in a file.
#>
[CmdletBinding()] param([string] $Endpoint = '', [string] $OutFile = '')

function Write-Complaint {
    param([string] $Sentence)
    $inConsole = $Host.Name -eq 'ConsoleHost' -and $ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage'
    if ($inConsole) { [Console]::Error.WriteLine($Sentence) } else { Write-Error $Sentence -ErrorAction Continue }
}

# Windows PowerShell 2.0 must be able to parse the whole file, or it could not say what it lacks.
$engine = $PSVersionTable.PSVersion
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
elseif (-not [regex]::IsMatch("$Endpoint", '^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+\z')) {
    $lack = 'the parameter -Endpoint, the fully qualified name of an Exchange server, such as ex01.contoso.com'
}

if ($lack -ne '') {
    Write-Complaint "The collector of organization facts needs $lack."
    exit 1
}

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$utf8 = New-Object System.Text.UTF8Encoding -ArgumentList $false
$toProcess = $Host.Name -eq 'ConsoleHost' -and [Console]::IsOutputRedirected

# ---- What all sections use. -------------------------------------------------------------------------------------

$longestCall = 60
$longestRun = 600
$allEnds = [DateTime]::UtcNow.AddSeconds($longestRun)

# The cmdlet that gave no answer. A session runs one at a time, so that nothing more can be asked after it.
$silent = @{ cmdlet = $null }

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
                return "access denied: the account's roles do not include the cmdlet"
            }
        }
        if ($null -eq $cause.InnerException) { break }
        $cause = $cause.InnerException
    }
    '{0}: {1}' -f $cause.GetType().Name, [regex]::Replace($cause.Message, '\s+', ' ').Trim().TrimEnd('.')
}

# The endpoint knows commands and parameters alone, no script; so values can't become code there.
function Invoke-Exchange {
    param([string] $Cmdlet, [hashtable] $Parameters = @{})
    if ([DateTime]::UtcNow -gt $allEnds) { throw "not read within $longestRun s for the whole organization" }
    if ($null -ne $silent.cmdlet) { throw "not asked, since $($silent.cmdlet) gave no answer within $longestCall s" }
    $shell = [PowerShell]::Create()
    try {
        $shell.Runspace = $session.Runspace
        $null = $shell.AddCommand($Cmdlet)
        foreach ($name in $Parameters.Keys) { $null = $shell.AddParameter($name, $Parameters[$name]) }
        $call = $shell.BeginInvoke()
        if (-not $call.AsyncWaitHandle.WaitOne($longestCall * 1000)) {
            $silent.cmdlet = $Cmdlet
            $null = $shell.BeginStop($null, $null)
            throw "$Cmdlet gave no answer within $longestCall s"
        }
        $output = $shell.EndInvoke($call)
        if ($shell.Streams.Error.Count -gt 0) { throw $shell.Streams.Error[0] }
        foreach ($object in $output) { $object }
    }
    finally {
        # Disposing of a call that still runs would wait for it.
        if ($null -eq $silent.cmdlet) { $shell.Dispose() }
    }
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

function ConvertTo-Instant {
    param([DateTime] $Time)
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [Globalization.CultureInfo]::InvariantCulture)
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

# ---- One function for each section. What is written into the facts is an [ordered] literal. ---------------------

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

function Get-ComponentState {
    param($Server)
    if ("$($Server['version'])".StartsWith('14.')) { throw 'Exchange 2010 has no component states' }
    foreach ($state in @(Invoke-Exchange 'Get-ServerComponentState' @{ Identity = $Server['fqdn'] })) {
        [ordered]@{
            component = Read-Text $state 'Component'
            state = Read-Text $state 'State'
            localStates = @(Read-RequestedState $state 'LocalStates')
            remoteStates = @(Read-RequestedState $state 'RemoteStates')
        }
    }
}

function Get-DatabaseCopy {
    param($Server)
    if ($Server['roles'] -notcontains 'Mailbox') { return }
    foreach ($copy in @(Invoke-Exchange 'Get-MailboxDatabaseCopyStatus' @{ Server = $Server['name'] })) {
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

function Get-Activation {
    param($Server)
    if ($Server['roles'] -notcontains 'Mailbox') { throw 'the server has no Mailbox role' }
    $found = @(Invoke-Exchange 'Get-MailboxServer' @{ Identity = $Server['name'] })
    if ($found.Count -ne 1) { throw "Get-MailboxServer gave $($found.Count) objects" }
    [ordered]@{
        dag = Read-Name $found[0] 'DatabaseAvailabilityGroup'
        autoActivationPolicy = Read-Text $found[0] 'DatabaseCopyAutoActivationPolicy'
        disabledAndMoveNow = Read-Flag $found[0] 'DatabaseCopyActivationDisabledAndMoveNow'
    }
}

# The queues that empty by themselves. The others keep copies for other servers, or wait for a person; what is what
# tells a queue's identity (EX01\Submission, EX01\Shadow\7, EX01\12), whose words are Exchange's own in all languages.
function Get-QueueLength {
    param($Server)
    if (-not ($Server['roles'] -contains 'Mailbox' -or $Server['roles'] -contains 'HubTransport')) {
        throw 'the server has no role with queues'
    }
    $messages = [long] 0
    foreach ($queue in @(Invoke-Exchange 'Get-Queue' @{ Server = $Server['name']; ResultSize = 'Unlimited' })) {
        $identity = Read-Text $queue 'Identity'
        if ('Poison', 'Shadow', 'Unreachable' -contains "$identity".Split('\')[1]) { continue }
        $length = Read-Number $queue 'MessageCount'
        if ($null -eq $length) { throw "Get-Queue does not tell how many messages are in $identity" }
        $messages += $length
    }
    [ordered]@{ deliveryMessages = $messages }
}

# ---- The sections: the name in the facts, and what reads it. A list stands after a comma, or one item would lose it.

$organizationSections = [ordered]@{
    servers = { , @(Get-ServerList) }
    dags = { , @(Get-Dag) }
    authConfig = { Get-OAuthConfiguration }
}

$serverSections = [ordered]@{
    componentStates = { param($Server) , @(Get-ComponentState $Server) }
    databaseCopies = { param($Server) , @(Get-DatabaseCopy $Server) }
    activation = { param($Server) Get-Activation $Server }
    queues = { param($Server) Get-QueueLength $Server }
}

function Read-Sections {
    param($Sections, $Server)
    $read = [ordered]@{}
    foreach ($name in @($Sections.Keys)) {
        try {
            $collect = $Sections[$name]
            $value = & $collect $Server
            # Windows PowerShell writes an array that came wrapped as an object with "value" and "Count".
            if ($value -is [array]) { $value = [object[]] $value }
            $read[$name] = $value
        }
        catch {
            $read[$name] = @{ error = Get-Reason $_ }
        }
    }
    $read
}

function Get-OrganizationName {
    try {
        $name = Read-Text (Invoke-Exchange 'Get-OrganizationConfig') 'Name'
        if ($null -ne $name) { return $name }
    }
    catch {
        # The name is a help to the reader only; the endpoint's tells them as much.
        return $Endpoint
    }
    $Endpoint
}

$exitCode = 0
$unfinished = $null
$session = $null
try {
    $times = @{ OpenTimeout = 30000; OperationTimeout = 60000; CancelTimeout = 10000 }
    $limits = New-PSSessionOption @times -Culture 'en-US' -UICulture 'en-US'
    $place = @{
        ConfigurationName = 'Microsoft.Exchange'
        ConnectionUri = "http://$Endpoint/PowerShell/"
        Authentication = 'Kerberos'
        SessionOption = $limits
    }
    $session = New-PSSession @place
}
catch {
    $exitCode = 1
    Write-Complaint "The Exchange PowerShell endpoint of $Endpoint can't be reached: $(Get-Reason $_)"
}

if ($exitCode -eq 0) {
    try {
        $facts = Read-Sections $organizationSections $null
        $servers = [ordered]@{}
        if ($facts['servers'] -is [array]) {
            # Edge Transport servers answer to nobody from here.
            foreach ($server in $facts['servers']) {
                if ($server['roles'] -contains 'Edge') { continue }
                $servers[$server['name']] = Read-Sections $serverSections $server
            }
        }
        $document = [ordered]@{
            version = 1
            organization = Get-OrganizationName
            collectedAt = ConvertTo-Instant ([DateTime]::UtcNow)
            facts = $facts
            servers = $servers
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
        Remove-PSSession $session -ErrorAction SilentlyContinue
    }
}

exit $exitCode
