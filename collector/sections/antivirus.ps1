$defenderRoot = 'SOFTWARE\Microsoft\Windows Defender'
$defenderPolicy = 'SOFTWARE\Policies\Microsoft\Windows Defender'

# The names of values are the exclusions; management keeps all of a kind in one value, with bars between them.
function Get-DefenderExclusion {
    param([string] $Kind, [string] $Managed)
    $most = 500
    $listed = New-Object 'System.Collections.Generic.List[string]'
    foreach ($root in $defenderRoot, $defenderPolicy) {
        $key = Open-MachineKey "$root\Exclusions\$Kind"
        if ($null -eq $key) { continue }
        foreach ($name in @($key.GetValueNames())) { $listed.Add($name) }
    }
    $joined = Get-MachineValue "$defenderPolicy\Policy Manager" $Managed
    if ($joined -is [string]) { foreach ($name in $joined.Split([char] '|')) { $listed.Add($name) } }
    if ($listed.Count -gt $most) { throw "there are more than $most exclusions of one kind" }
    foreach ($name in $listed) {
        if ($name.Trim() -eq '') { continue }
        if ($name.Length -gt 400) { throw 'an exclusion has more than 400 characters' }
        $name
    }
}

function Get-DefenderSetting {
    $isOff = (Get-MachineValue $defenderPolicy 'DisableAntiSpyware') -eq 1
    foreach ($root in $defenderRoot, $defenderPolicy) {
        if ((Get-MachineValue "$root\Real-Time Protection" 'DisableRealtimeMonitoring') -eq 1) { $isOff = $true }
    }
    [ordered]@{
        realTimeOff = $isOff
        paths = [object[]] @(Get-DefenderExclusion 'Paths' 'ExcludedPaths')
        processes = [object[]] @(Get-DefenderExclusion 'Processes' 'ExcludedProcesses')
        extensions = [object[]] @(Get-DefenderExclusion 'Extensions' 'ExcludedExtensions')
    }
}

# The altitudes from 320000 to 329999 belong to antivirus programs.
function Get-AntivirusFilter {
    $mostFilters = 100
    $number = 0
    $drivers = 'SYSTEM\CurrentControlSet\Services'
    $key = Open-MachineKey $drivers
    if ($null -eq $key) { throw "the registry holds no $drivers" }
    foreach ($name in @($key.GetSubKeyNames())) {
        Assert-InTime
        $instances = Open-MachineKey "$drivers\$name\Instances"
        if ($null -eq $instances) { continue }
        $own = @($instances.GetSubKeyNames() | Select-Object -First $mostFilters | ForEach-Object {
                "$(Get-MachineValue "$drivers\$name\Instances\$_" 'Altitude')"
            } | Where-Object { [regex]::IsMatch($_, '\A32[0-9]{4}(?:\.[0-9]{1,9})?\z') })
        if ($own.Count -eq 0) { continue }
        $number += 1
        if ($number -gt $mostFilters) { throw "there are more than $mostFilters filter drivers" }
        $start = Get-MachineValue "$drivers\$name" 'Start'
        [ordered]@{
            name = ConvertTo-ShortText $name
            altitude = $own[0]
            start = if ($start -is [int] -and $start -ge 0) { $start } else { $null }
        }
    }
}

# Each source is read by itself, so that one that is withheld costs it alone.
function Get-Antivirus {
    $withheld = New-Object 'System.Collections.Generic.List[object]'
    $settings = $null
    $filters = $null
    try { $settings = Get-DefenderSetting }
    catch { $withheld.Add([ordered]@{ source = 'defender'; reason = Get-Reason $_ }) }
    try { $filters = [object[]] @(Get-AntivirusFilter) }
    catch { $withheld.Add([ordered]@{ source = 'filters'; reason = Get-Reason $_ }) }
    [ordered]@{ defender = $settings; filters = $filters; unread = $withheld.ToArray() }
}

$sections.antivirus = { Get-Antivirus }
