function Get-WindowsVersion {
    $root = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    $build = ConvertTo-KnownText (Get-MachineValue $root 'CurrentBuildNumber')
    if ($null -eq $build) { return $null }
    $major = Get-MachineValue $root 'CurrentMajorVersionNumber'
    $minor = Get-MachineValue $root 'CurrentMinorVersionNumber'
    # Before Windows 10 one value held both.
    $version = if ($null -eq $major) { Get-MachineValue $root 'CurrentVersion' } else { "$major.$minor" }
    ConvertTo-ShortText "$version.$build"
}

function Get-Framework {
    $release = Get-MachineValue 'SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full' 'Release'
    if ($null -eq $release) { $release = 0 }
    [ordered]@{ release = [long] $release; os = Get-WindowsVersion }
}

$sections.framework = { Get-Framework }
