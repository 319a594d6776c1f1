# Of another user: only while that user's part of the registry is loaded.
function Open-PublisherKey {
    param([string] $Sid, [bool] $IsWritable)
    $path = $Sid + '\Software\Microsoft\Windows\CurrentVersion\WinTrust\Trust Providers\Software Publishing'
    $key = [Microsoft.Win32.RegistryKey]::OpenBaseKey('Users', 'Registry64').OpenSubKey($path, $IsWritable)
    if ($null -eq $key) { throw "the settings of $Sid are not loaded" }
    $key
}
