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

# A share of another server would ask for credentials that this session may not pass on.
function Assert-LocalPath {
    param([string] $Path)
    if ($Path.Length -gt 400) { throw 'the path has more than 400 characters' }
    if (-not [regex]::IsMatch($Path, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*]*\z')) {
        throw "$Path is no path on a drive of this server"
    }
}
