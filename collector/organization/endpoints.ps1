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
