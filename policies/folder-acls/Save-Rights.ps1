function Save-Rights {
    param([string] $Path, [string] $Folder)
    Save-Backup $Folder ([ordered]@{ kind = 'rights'; path = $Path; sddl = (Get-Acl -LiteralPath $Path).Sddl })
}
