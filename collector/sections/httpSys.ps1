# The server's own addresses, to know which records its clients can reach; null where Windows doesn't list them.
function Get-OwnAddress {
    $addresses = New-Object 'System.Collections.Generic.Dictionary[string,bool]'
    try {
        foreach ($interface in [Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces()) {
            foreach ($entry in $interface.GetIPProperties().UnicastAddresses) {
                $addresses[[regex]::Replace($entry.Address.ToString(), '%.*', '')] = $true
            }
        }
    }
    catch {
        return $null
    }
    if ($addresses.Count -eq 0) { return $null }
    $addresses
}

# Null for all addresses, for a host name, and where it can't be known.
function Test-OwnAddress {
    param([string] $Place, $OwnAddresses)
    $address = $null
    if ($null -eq $OwnAddresses) { return $null }
    if (-not [Net.IPAddress]::TryParse($Place.Trim('[', ']'), [ref] $address)) { return $null }
    if ($address.Equals([Net.IPAddress]::Any) -or $address.Equals([Net.IPAddress]::IPv6Any)) { return $null }
    if ([Net.IPAddress]::IsLoopback($address)) { return $true }
    $OwnAddresses.ContainsKey([regex]::Replace($address.ToString(), '%.*', ''))
}

# An endpoint is 0.0.0.0:443, [::]:443 or, by host name, mail.contoso.com:443. What is odd in a record costs it alone.
function ConvertTo-HttpSysRecord {
    param([string] $Endpoint, $Values, $OwnAddresses)
    $address = $null
    $name = $null
    $port = 0
    $unreadable = $Values.unreadable
    $place = [regex]::Match($Endpoint, '^(\[[0-9A-Fa-f:.%]{2,60}\]|[^\s"<>|&:\x00-\x1f]{1,255}):([0-9]{1,5})\z')
    if ($place.Success -and [int] $place.Groups[2].Value -ge 1 -and [int] $place.Groups[2].Value -le 65535) {
        $port = [int] $place.Groups[2].Value
        $name = $place.Groups[1].Value
        $isAddress = $name.StartsWith('[', [StringComparison]::Ordinal) -or [regex]::IsMatch($name, '^\d+(\.\d+){3}$')
        if ($isAddress) {
            $address = $name
            $name = $null
        }
    }
    else {
        $shown = if ($Endpoint.Length -gt 60) { $Endpoint.Substring(0, 60) + '...' } else { $Endpoint }
        $unreadable = "http.sys has a record named '$shown', which is no address or host name with a port"
    }
    [ordered]@{
        address = $address
        port = $port
        host = $name
        thumbprint = $Values.thumbprint
        store = $Values.store
        appId = $Values.appId
        isOwnAddress = if ($null -eq $address) { $null } else { Test-OwnAddress $address $OwnAddresses }
        isCentral = $Values.isCentral
        unreadable = $unreadable
    }
}

function ConvertTo-ApplicationId {
    param($Value)
    if ($Value -is [byte[]] -and $Value.Length -eq 16) {
        return (New-Object System.Guid -ArgumentList (, $Value)).ToString('B').ToLowerInvariant()
    }
    $guid = [regex]::Match("$Value", '^\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}')
    if (-not $guid.Success) { return $null }
    $guid.Value.ToLowerInvariant()
}

# Http.sys takes a record without a store for one of the personal store.
function ConvertTo-StoreName {
    param($Value)
    $name = ConvertTo-KnownText $Value
    if ($null -eq $name) { return 'My' }
    if (-not [regex]::IsMatch($name, '^[A-Za-z0-9_ .-]{1,120}\z')) { throw 'it names a certificate store that is none' }
    $name
}

function Read-HttpSysValue {
    param($Key, [string] $Endpoint)
    $values = @{ thumbprint = $null; store = $null; appId = $null; isCentral = $false; unreadable = $null }
    try {
        $record = $Key.OpenSubKey($Endpoint)
        $values.appId = ConvertTo-ApplicationId $record.GetValue('AppId')
        $values.store = ConvertTo-StoreName $record.GetValue('SslCertStoreName')
        $hash = $record.GetValue('SslCertHash')
        if ($null -ne $hash -and $hash -isnot [byte[]]) { throw 'its SslCertHash holds no bytes' }
        if ($null -ne $hash -and $hash.Length -gt 0) {
            if ($hash.Length -ne 20) { throw "its SslCertHash holds $($hash.Length) bytes, where a thumbprint has 20" }
            $values.thumbprint = [BitConverter]::ToString($hash).Replace('-', '')
        }
    }
    catch {
        $values.unreadable = "the record of http.sys for $Endpoint could not be read: $(Get-Reason $_)"
    }
    $values
}

# Windows makes each of the three keys with the first record of its kind: without a key there is no such record.
function Get-HttpSysFromRegistry {
    $parameters = 'SYSTEM\CurrentControlSet\Services\HTTP\Parameters'
    if ($null -eq (Open-MachineKey $parameters)) { throw "the registry holds no key $parameters" }
    $ownAddresses = Get-OwnAddress
    foreach ($kind in 'SslBindingInfo', 'SslSniBindingInfo', 'SslCcsBindingInfo') {
        $key = Open-MachineKey "$parameters\$kind"
        if ($null -eq $key) { continue }
        foreach ($endpoint in $key.GetSubKeyNames()) {
            Assert-InTime
            $values = Read-HttpSysValue $key $endpoint
            if ($kind -eq 'SslCcsBindingInfo') { $values.isCentral = $true }
            ConvertTo-HttpSysRecord $endpoint $values $ownAddresses
        }
    }
}

# Only values are read: an endpoint at the end of a line, the next 40 digits, the next application id, and the store on
# the line after that; the words before them are localised.
function Read-NetshLine {
    param($Lines)
    $values = $null
    $isStore = $false
    foreach ($line in $Lines) {
        Assert-InTime
        $place = [regex]::Match($line, '\s((?:\[[^\]\s]+\]|[^\s:]+):\d{1,5})\s*$')
        $hash = [regex]::Match($line, '\s([0-9A-Fa-f]{40})\s*$')
        $id = [regex]::Match($line, '\s(\{[0-9A-Fa-f-]{36}\})\s*$')
        $store = [regex]::Match($line, ':\s+([A-Za-z0-9_ .-]{1,120}?)\s*$')
        if ($isStore -and $null -ne $values -and $store.Success) { $values.store = $store.Groups[1].Value }
        $isStore = $id.Success
        if ($place.Success) {
            $values = @{ thumbprint = $null; store = $null; appId = $null; isCentral = $null; unreadable = $null }
            $values.endpoint = $place.Groups[1].Value
            $values
        }
        elseif ($null -eq $values) { continue }
        elseif ($hash.Success) { $values.thumbprint = $hash.Groups[1].Value.ToUpperInvariant() }
        elseif ($id.Success) { $values.appId = ConvertTo-ApplicationId $id.Groups[1].Value }
    }
}

# A netsh that shows no record may have failed, and shows so only in the words of its language.
function Get-HttpSysFromNetsh {
    param([string] $Why)
    $netsh = Get-SystemPath 'netsh.exe'
    try {
        $lines = @(& $netsh http show sslcert)
        if ($LASTEXITCODE -ne 0) { throw "exit code $LASTEXITCODE" }
        # As a whole first: the lines after its endpoint fill a record.
        $read = @(Read-NetshLine $lines)
        $found = @($read | Where-Object { $null -ne $_.thumbprint })
        if ($found.Count -eq 0) { throw 'it shows no record' }
    }
    catch {
        throw "not read by the registry ($Why), nor by netsh ($(Get-Reason $_))"
    }
    $ownAddresses = Get-OwnAddress
    foreach ($values in $found) { ConvertTo-HttpSysRecord $values.endpoint $values $ownAddresses }
}

# Three sections need the records, and get those of one reading.
$memory = @{}

function Get-HttpSysRecord {
    if ($memory.ContainsKey('records')) { return $memory.records }
    try {
        $records = @(Get-HttpSysFromRegistry)
    }
    catch {
        $why = Get-Reason $_
        Assert-InTime
        $records = @(Get-HttpSysFromNetsh $why)
    }
    $memory.records = $records
    $records
}

$sections.httpSys = { , @(Get-HttpSysRecord) }
