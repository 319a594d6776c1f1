function Get-PatchFile {
    if ($packageFile -eq '') { return $null }
    Assert-LocalPath $packageFile
    $isThere = Test-File $packageFile
    [ordered]@{
        path = $packageFile
        state = if ($isThere) { 'present' } else { 'absent' }
        version = if ($isThere) { Get-VersionOrNull $packageFile } else { $null }
    }
}

$sections.patchFile = { Get-PatchFile }
