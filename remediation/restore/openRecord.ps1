$machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
$present = $machine.OpenSubKey("SYSTEM\CurrentControlSet\Services\HTTP\Parameters\SslBindingInfo\$endpoint")
