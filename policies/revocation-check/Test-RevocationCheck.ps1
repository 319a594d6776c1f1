function Test-RevocationCheck {
    param([string] $Sid)
    $state = (Open-PublisherKey $Sid $false).GetValue('State')
    $null -eq $state -or ($state -band 512) -eq 0
}
