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
