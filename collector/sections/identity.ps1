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
