# Windows gives 0.0.0.0 for a file that holds no version, and for one that may not be read.
function Get-FileVersion {
    param([string] $Path)
    $info = [Diagnostics.FileVersionInfo]::GetVersionInfo($Path)
    $version = '{0}.{1}.{2}.{3}' -f $info.FileMajorPart, $info.FileMinorPart, $info.FileBuildPart, $info.FilePrivatePart
    if ($version -eq '0.0.0.0') { throw "the file version of $Path can't be read" }
    $version
}

# Listed rather than looked for: what may not be entered looks absent, too.
function Test-File {
    param([string] $Path)
    $cut = $Path.LastIndexOf([char] '\')
    try {
        [IO.Directory]::GetFiles($Path.Substring(0, $cut), $Path.Substring($cut + 1)).Length -gt 0
    }
    catch [IO.DirectoryNotFoundException] {
        $false
    }
}

# Null for a file without a version, as a copy that broke off leaves it.
function Get-VersionOrNull {
    param([string] $Path)
    try { Get-FileVersion $Path } catch { $null }
}

# The files by which a half-applied update shows; which of them belong to the server depends on the roles.
function Get-Build {
    $folder = Get-InstallPath
    $exSetup = $null
    $binaries = @()
    $missing = @()
    $names = @(
        'Bin\ExSetup.exe'
        'Bin\EdgeTransport.exe'
        'Bin\Microsoft.Exchange.Common.dll'
        'ClientAccess\Owa\bin\Microsoft.Exchange.Clients.Owa2.Server.dll'
    )
    foreach ($name in $names) {
        if (-not (Test-File ($folder + $name))) { $missing += $name }
        elseif ($name -eq $names[0]) { $exSetup = Get-FileVersion ($folder + $name) }
        else { $binaries += [ordered]@{ path = $name; version = Get-VersionOrNull ($folder + $name) } }
    }
    [ordered]@{ exSetup = $exSetup; binaries = $binaries; missing = $missing }
}

$sections.build = { Get-Build }
