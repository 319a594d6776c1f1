# What setup keeps of each role while it works on it: a role without Action and Watermark, whose unpacked version is the
# configured one, is finished.
function Get-SetupState {
    $root = (Get-Generation).root
    $most = 100
    $names = @((Open-MachineKey $root).GetSubKeyNames())
    if ($names.Count -gt $most) { throw "HKLM\$root holds more than $most keys" }
    foreach ($name in $names) {
        Assert-InTime
        $key = Open-MachineKey "$root\$name"
        if ($null -eq $key) { continue }
        $state = [ordered]@{
            role = $name
            unpacked = ConvertTo-ShortText $key.GetValue('UnpackedVersion')
            configured = ConvertTo-ShortText $key.GetValue('ConfiguredVersion')
            action = ConvertTo-ShortText $key.GetValue('Action')
            watermark = ConvertTo-ShortText $key.GetValue('Watermark')
        }
        $known = @('unpacked', 'configured', 'action', 'watermark' | Where-Object { $null -ne $state[$_] })
        if ($known.Count -gt 0) { $state }
    }
}

$sections.setupState = { , @(Get-SetupState) }
