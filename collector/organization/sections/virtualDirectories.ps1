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
