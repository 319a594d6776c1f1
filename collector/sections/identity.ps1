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
