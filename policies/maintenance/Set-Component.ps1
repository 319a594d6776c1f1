function Get-ComponentState {
    param([string] $Server, [string] $Component)
    $found = @(Invoke-Exchange 'Get-ServerComponentState' @{ Identity = $Server; Component = $Component })
    if ($found.Count -ne 1) { throw "Exchange tells of $Component $($found.Count) times" }
    $found[0]
}

function Test-ComponentActive {
    param([string] $Server, [string] $Component)
    "$((Get-ComponentState $Server $Component).State)" -eq 'Active'
}

# Whoever asked for it after it was judged, or besides the requester, may have a reason that nobody here knows.
function Assert-HeldBy {
    param([string] $Server, [string] $Component, [string] $Requester, [string] $Since)
    $state = Get-ComponentState $Server $Component
    foreach ($one in @($state.LocalStates) + @($state.RemoteStates)) {
        if ($null -eq $one -or "$($one.State)" -eq 'Active') { continue }
        $asks = "$($one.Requester) asks for $Component to be $($one.State)"
        if ("$($one.Requester)" -ne $Requester) { throw "$asks, too" }
        $time = ConvertTo-Instant $one.Timestamp
        if ([string]::CompareOrdinal($time, $Since) -gt 0) { throw "$asks since $time, after it was judged" }
    }
}

# Active Directory may show it a moment later.
function Set-ComponentActive {
    param([string] $Server, [string] $Component, [string] $Requester, [string] $Since)
    Assert-HeldBy $Server $Component $Requester $Since
    $wanted = @{ Identity = $Server; Component = $Component; State = 'Active'; Requester = $Requester }
    Invoke-Exchange 'Set-ServerComponentState' $wanted
    for ($look = 0; $look -lt 6; $look++) {
        if (Test-ComponentActive $Server $Component) { return }
        Start-Sleep -Seconds 5
    }
}
