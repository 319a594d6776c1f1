function Get-SslRecord {
    param([string] $Endpoint)
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $record = $machine.OpenSubKey("SYSTEM\CurrentControlSet\Services\HTTP\Parameters\SslBindingInfo\$Endpoint")
    $values = @{ application = ''; store = ''; settings = @() }
    if ($null -eq $record) { return $values }
    $values.application = "$(Get-ApplicationId $record)"
    $values.store = "$($record.GetValue('SslCertStoreName'))"
    foreach ($name in $record.GetValueNames()) {
        $value = "$($record.GetValue($name))"
        if ($name.StartsWith('Default') -and '', '0' -notcontains $value) { $values.settings += "$name $value" }
    }
    $values
}
