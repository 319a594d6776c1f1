function Test-StartType {
    param([string] $Name, [string] $Type)
    $key = Get-Item -LiteralPath "HKLM:\SYSTEM\CurrentControlSet\Services\$Name"
    $start = $key.GetValue('Start')
    if ($Type -eq 'Enabled') { return ($null -ne $start -and $start -ne 4) }
    if ($Type -eq 'Delayed') { return ($start -eq 2 -and $key.GetValue('DelayedAutostart') -eq 1) }
    $values = @{ Automatic = 2; Manual = 3; Disabled = 4 }
    $start -eq $values[$Type]
}
