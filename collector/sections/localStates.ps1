# A request as the registry keeps it: the version of the form, the state, and when it was made, in ticks.
function ConvertFrom-ComponentRequest {
    param($Value)
    $known = @{ state = $null; time = $null }
    if ($Value -isnot [string]) { return $known }
    $parts = [regex]::Match($Value, '\A[1-9][0-9]{0,3}:([A-Za-z]{1,20}|[0-9]):([0-9]{1,18})(:|\z)')
    if (-not $parts.Success) { return $known }
    $states = @{ '0' = 'Inactive'; '1' = 'Active'; '2' = 'Draining' }
    foreach ($state in @($states.Values)) { $states[$state] = $state }
    $known.state = $states[$parts.Groups[1].Value]
    $ticks = [long] $parts.Groups[2].Value
    $known.time = ConvertTo-Instant (New-Object System.DateTime -ArgumentList $ticks, 'Utc')
    $known
}

# Who has asked for which state of the server's components. What was asked later in the directory is not here.
function Get-LocalState {
    $root = 'SOFTWARE\Microsoft\ExchangeServer\v15\ServerComponentStates'
    $components = Open-MachineKey $root
    if ($null -eq $components) { return }
    foreach ($component in @($components.GetSubKeyNames())) {
        Assert-InTime
        $requests = $components.OpenSubKey($component)
        if ($null -eq $requests) { continue }
        foreach ($requester in @($requests.GetValueNames())) {
            if ($requester -eq '') { continue }
            $request = ConvertFrom-ComponentRequest $requests.GetValue($requester)
            [ordered]@{
                component = $component
                requester = $requester
                state = $request.state
                time = $request.time
            }
        }
    }
}

$sections.localStates = { , @(Get-LocalState) }
