# A 32-bit PowerShell gets another folder by the name System32.
function Get-SystemPath {
    param([string] $Name)
    $narrow = [Environment]::Is64BitOperatingSystem -and -not [Environment]::Is64BitProcess
    $folder = if ($narrow) { 'Sysnative' } else { 'System32' }
    '{0}\{1}\{2}' -f $env:windir, $folder, $Name
}

function Open-File {
    param([string] $Path)
    , [IO.File]::Open($Path, 'Open', 'Read', 'ReadWrite, Delete')
}
