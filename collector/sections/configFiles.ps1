$mostConfigFiles = 600
$mostCustomBytes = 16777216

# The files below a folder whose names match, so many folders deep. Links are not followed.
function Get-NamedFile {
    param([string] $Folder, [string] $Pattern, [int] $Depth)
    Assert-InTime
    if (-not [IO.Directory]::Exists($Folder)) { return }
    [IO.Directory]::GetFiles($Folder, $Pattern)
    if ($Depth -le 0) { return }
    foreach ($below in [IO.Directory]::GetDirectories($Folder)) {
        $attributes = [IO.File]::GetAttributes($below)
        if (($attributes -band [IO.FileAttributes]::ReparsePoint) -ne 0) { continue }
        Get-NamedFile $below $Pattern ($Depth - 1)
    }
}

# What administrators customize: settings of programs and of web applications, sign-in pages and their theme.
function Get-ConfigPath {
    param([string] $Root)
    Get-NamedFile ($Root + 'Bin') '*.config' 0
    Get-NamedFile ($Root + 'Bin\Search\Ceres\Runtime\1.0') '*.config' 0
    Get-NamedFile ($Root + 'ClientAccess') 'web.config' 2
    # Where Exchange 2010 has its sign-in pages.
    Get-NamedFile ($Root + 'ClientAccess\Owa\auth') '*.aspx' 0
    Get-NamedFile ($Root + 'FrontEnd\HttpProxy') 'web.config' 2
    Get-NamedFile ($Root + 'FrontEnd\HttpProxy\owa\auth') '*.aspx' 0
    Get-NamedFile ($Root + 'FrontEnd\HttpProxy\owa\auth\Current\themes\resources') '*' 0
}

function Get-FileHashText {
    param($Stream)
    $algorithm = New-Object System.Security.Cryptography.SHA256CryptoServiceProvider
    try { [BitConverter]::ToString($algorithm.ComputeHash($Stream)).Replace('-', '') } finally { $algorithm.Dispose() }
}

# Hashes alone: what a file holds stays on the server.
function Get-ConfigFile {
    param([string] $Path, [string] $Below)
    $hash = $null
    $length = $null
    $modified = $null
    $unreadable = $null
    try {
        $modified = ConvertTo-Instant ([IO.File]::GetLastWriteTimeUtc($Path))
        $stream = Open-File $Path
        try {
            $length = $stream.Length
            if ($length -gt $mostCustomBytes) { throw "it has more than $mostCustomBytes bytes" }
            $hash = Get-FileHashText $stream
        }
        finally {
            $stream.Dispose()
        }
    }
    catch {
        $unreadable = Get-Reason $_
    }
    $name = $Path.Substring($Below.Length)
    [ordered]@{ path = $name; sha256 = $hash; length = $length; modified = $modified; unreadable = $unreadable }
}

function Get-ConfigFolder {
    param([string] $Below)
    $paths = @(Get-ConfigPath $Below)
    if ($paths.Count -gt $mostConfigFiles) { throw "there are more than $mostConfigFiles files below $Below" }
    foreach ($path in $paths) {
        Assert-InTime
        Get-ConfigFile $path $Below
    }
}

# The copies that a person keeps lie by the same names below a folder of their own.
function Get-ConfigFiles {
    $root = Get-InstallPath
    $saved = "$env:SystemDrive\ExchangeSavedFiles\"
    [ordered]@{
        files = [object[]] @(Get-ConfigFolder $root)
        savedIn = $saved.TrimEnd('\')
        saved = [object[]] @(Get-ConfigFolder $saved)
    }
}

$sections.configFiles = { Get-ConfigFiles }
