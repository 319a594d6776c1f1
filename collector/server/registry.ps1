# A 32-bit PowerShell sees other keys unless it asks for the 64-bit ones. Null where there is no such key.
function Open-MachineKey {
    param([string] $Path)
    [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64').OpenSubKey($Path)
}

function Get-MachineValue {
    param([string] $Path, [string] $Name)
    $key = Open-MachineKey $Path
    if ($null -eq $key) { return $null }
    $key.GetValue($Name)
}
