# From the registry, since the service manager's list has no delayed start.
function Get-StartType {
    param($Key)
    $types = 'Boot', 'System', 'Automatic', 'Manual', 'Disabled'
    $start = $Key.GetValue('Start')
    if ($start -eq 2 -and $Key.GetValue('DelayedAutostart') -eq 1) { return 'AutomaticDelayedStart' }
    if ($start -is [int] -and $start -ge 0 -and $start -lt $types.Count) { return $types[$start] }
    $null
}

# Null for a service whose key is not there, or may not be read.
function Open-ServiceKey {
    param([string] $Name)
    try { Open-MachineKey "SYSTEM\CurrentControlSet\Services\$Name" } catch [Security.SecurityException] { $null }
}

function Get-ServiceState {
    # PowerShell 7 complains of each service whose details are withheld, and lists it all the same.
    $services = @(Get-Service -ErrorAction SilentlyContinue -ErrorVariable complaints)
    if ($services.Count -eq 0) {
        $why = if ($complaints.Count -gt 0) { Get-Reason $complaints[0] } else { 'it gives no reason' }
        throw "the service manager lists no service: $why"
    }
    foreach ($service in $services) {
        Assert-InTime
        $key = Open-ServiceKey $service.ServiceName
        $isKnown = $null -ne $key
        [ordered]@{
            name = $service.ServiceName
            status = $service.Status.ToString()
            startType = if ($isKnown) { Get-StartType $key } else { $null }
            delayedAutostart = if ($isKnown) { $key.GetValue('DelayedAutostart') -eq 1 } else { $null }
            markedForDeletion = if ($isKnown) { $key.GetValue('DeleteFlag') -eq 1 } else { $null }
            hasTriggers = if ($isKnown) { @($key.GetSubKeyNames()) -contains 'TriggerInfo' } else { $null }
        }
    }
}

$sections.services = { , @(Get-ServiceState) }
