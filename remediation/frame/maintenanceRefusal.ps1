# Why a server that a person took out of service is left alone; nothing where nobody did, or it is allowed.
function Get-MaintenanceRefusal {
    if ($inMaintenance -eq 'allow') { return }
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $key = $machine.OpenSubKey('SOFTWARE\Microsoft\ExchangeServer\v15\ServerComponentStates\ServerWideOffline')
    if ($null -eq $key) { return }
    # Version, state and time; what has another form Exchange passes over too.
    $value = "$($key.GetValue('Maintenance'))"
    $parts = @($value -split ':')
    if ($parts.Count -lt 3) { return }
    $state = $parts[1].Trim()
    if ('1', 'Active' -contains $state) { return }
    $remedy = 'end the maintenance, or set inMaintenance: allow for the server if it is meant for this repair'
    $held = 'somebody has taken the server out of service: Maintenance holds ServerWideOffline'
    if ('0', 'Inactive' -contains $state) { return "$held Inactive; $remedy" }
    if ('3', 'Draining' -contains $state) { return "$held Draining; $remedy" }
    if ($value.Length -gt 60) { $value = $value.Substring(0, 60) }
    "unknown: whether somebody has taken the server out of service: Maintenance holds ServerWideOffline by '$value'; $remedy"
}
