# Setup.exe of a medium, and the program that it starts: both are of the build that the medium installs.
function Get-SetupMedia {
    if ($mediaFolder -eq '') { return $null }
    Assert-LocalPath $mediaFolder
    $root = $mediaFolder.TrimEnd('\') + '\'
    $found = @{}
    $lost = @()
    foreach ($part in 'Setup.exe', 'Setup\ServerRoles\Common\ExSetup.exe') {
        if (Test-File ($root + $part)) { $found[$part] = Get-VersionOrNull ($root + $part) } else { $lost += $part }
    }
    [ordered]@{
        path = $mediaFolder
        setup = $found['Setup.exe']
        exSetup = $found['Setup\ServerRoles\Common\ExSetup.exe']
        missing = $lost
    }
}

$sections.setupMedia = { Get-SetupMedia }
