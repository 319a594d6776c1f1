function Save-File {
    param([string] $Path, [string] $Folder)
    $copy = $null
    if ([IO.File]::Exists($Path)) {
        $copy = [IO.Path]::GetFileName($Path)
        [IO.File]::Copy($Path, (Join-Path $Folder $copy))
    }
    Save-Backup $Folder ([ordered]@{ kind = 'file'; path = $Path; copy = $copy })
}
