function Save-RevocationCheck {
    param([string] $Sid, [string] $Folder)
    $state = (Open-PublisherKey $Sid $false).GetValue('State')
    Save-Backup $Folder ([ordered]@{ kind = 'revocation'; sid = $Sid; state = $state })
}
