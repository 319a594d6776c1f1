# Whether a user checks if the certificates of publishers were revoked: one bit of many in State.
function Get-PublisherState {
    param($Users, [string] $Sid)
    $names = $Users.OpenSubKey("$Sid\Volatile Environment")
    $account = $null
    if ($null -ne $names) {
        $domain = ConvertTo-ShortText $names.GetValue('USERDOMAIN')
        $name = ConvertTo-ShortText $names.GetValue('USERNAME')
        if ($null -ne $domain -and $null -ne $name) { $account = "$domain\$name" }
    }
    $below = 'Software\Microsoft\Windows\CurrentVersion\WinTrust\Trust Providers\Software Publishing'
    $key = $Users.OpenSubKey("$Sid\$below")
    if ($null -eq $key) { return @{ account = $account; state = $null } }
    $state = $key.GetValue('State')
    if ($null -eq $state) { return @{ account = $account; state = $null } }
    if ($state -isnot [int]) { throw 'State is no number' }
    # The registry gives a number above 2^31 as a negative one.
    @{ account = $account; state = [BitConverter]::ToUInt32([BitConverter]::GetBytes([int] $state), 0) }
}

function Get-Revocation {
    $users = [Microsoft.Win32.RegistryKey]::OpenBaseKey('Users', 'Registry64')
    $accounts = @(
        foreach ($sid in @($users.GetSubKeyNames())) {
            Assert-InTime
            if (-not [regex]::IsMatch($sid, '\AS-1-[0-9-]{1,180}\z')) { continue }
            $found = @{ account = $null; state = $null }
            $unreadable = $null
            try { $found = Get-PublisherState $users $sid } catch { $unreadable = Get-Reason $_ }
            [ordered]@{ sid = $sid; account = $found.account; state = $found.state; unreadable = $unreadable }
        }
    )
    $settings = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings'
    $connections = Open-MachineKey "$settings\Connections"
    $winHttp = if ($null -eq $connections) { $null } else { , $connections.GetValue('WinHttpSettings') }
    [ordered]@{
        accounts = [object[]] $accounts
        # The third number of four bytes tells whether a proxy is set: 1 is none.
        winHttpProxy = if ($winHttp -is [byte[]] -and $winHttp.Length -gt 8) { $winHttp[8] -ne 1 } else { $null }
        machineProxy = ConvertTo-ShortText (Get-MachineValue $settings 'ProxyServer')
    }
}

$sections.revocation = { Get-Revocation }
