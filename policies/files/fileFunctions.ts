/** Keeps the rights of a folder. */
export const saveRights = `function Save-Rights {
    param([string] $Path, [string] $Folder)
    Save-Backup $Folder ([ordered]@{ kind = 'rights'; path = $Path; sddl = (Get-Acl -LiteralPath $Path).Sddl })
}`

/** Keeps a file, or that there was none. */
export const saveFile = `function Save-File {
    param([string] $Path, [string] $Folder)
    $copy = $null
    if ([IO.File]::Exists($Path)) {
        $copy = [IO.Path]::GetFileName($Path)
        [IO.File]::Copy($Path, (Join-Path $Folder $copy))
    }
    Save-Backup $Folder ([ordered]@{ kind = 'file'; path = $Path; copy = $copy })
}`
