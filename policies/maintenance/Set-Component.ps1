function Get-ComponentState {
    param([string] $Server, [string] $Component)
    $found = @(Invoke-Exchange 'Get-ServerComponentState' @{ Identity = $Server; Component = $Component })
    if ($found.Count -ne 1) { throw "Exchange tells of $Component $($found.Count) times" }
    $found[0]
}

function Test-ComponentActive {
    param([string] $Server, [string] $Component)
    (Read-Text (Get-ComponentState $Server $Component) 'State') -eq 'Active'
}

# Who asks for a component to be in another state than Active. Of a requester the newest word counts, wherever it stands.
function Get-ComponentHold {
    param($State)
    $newest = @{}
    foreach ($place in 'LocalStates', 'RemoteStates') {
        foreach ($one in (Read-Property $State $place)) {
            $hold = @{ requester = Read-Text $one 'Requester'; state = Read-Text $one 'State'; time = Read-Instant $one 'Timestamp' }
            if ($null -eq $hold.requester -or $null -eq $hold.state -or $null -eq $hold.time) {
                throw 'Exchange tells of a request for a state in a form that is not known'
            }
            $known = $newest[$hold.requester]
            $isNewer = $null -eq $known -or [string]::CompareOrdinal($hold.time, $known.time) -gt 0
            if ($isNewer) { $newest[$hold.requester] = $hold }
        }
    }
    $newest.Values | Where-Object { $_.state -ne 'Active' }
}

# Whoever asked for anything after it was judged, or besides the requester, may have a reason that nobody here knows.
function Assert-HeldBy {
    param([string] $Server, [string] $Requester, [string] $Since)
    foreach ($state in @(Invoke-Exchange 'Get-ServerComponentState' @{ Identity = $Server })) {
        $component = Read-Text $state 'Component'
        if ('ForwardSyncDaemon', 'ProvisioningRps' -contains $component) { continue }
        foreach ($hold in @(Get-ComponentHold $state)) {
            $asks = "$($hold.requester) asks for $component to be $($hold.state)"
            if ($hold.requester -ne $Requester) { throw "$asks, too" }
            if ([string]::CompareOrdinal($hold.time, $Since) -gt 0) { throw "$asks since $($hold.time), after it was judged" }
        }
    }
}

# Active Directory may show it a moment later.
function Set-ComponentActive {
    param([string] $Server, [string] $Component, [string] $Requester, [string] $Since)
    Assert-HeldBy $Server $Requester $Since
    $wanted = @{ Identity = $Server; Component = $Component; State = 'Active'; Requester = $Requester }
    Invoke-Exchange 'Set-ServerComponentState' $wanted
    for ($look = 0; $look -lt 6; $look++) {
        if (Test-ComponentActive $Server $Component) { return }
        Start-Sleep -Seconds 5
    }
}
