function Set-RevocationCheck {
    param([string] $Sid)
    $key = Open-PublisherKey $Sid $true
    $state = $key.GetValue('State')
    if (($state -band 512) -ne 0) { $key.SetValue('State', $state - 512, 'DWord') }
}
