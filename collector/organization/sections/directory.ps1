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
