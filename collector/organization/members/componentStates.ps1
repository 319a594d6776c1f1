# Who holds the component in which state: only the same requester can lift it.
function Read-RequestedState {
    param($State, [string] $Name)
    foreach ($one in (Read-Property $State $Name)) {
        [ordered]@{
            requester = Read-Text $one 'Requester'
            state = Read-Text $one 'State'
            time = Read-Instant $one 'Timestamp'
        }
    }
}

function ConvertTo-ComponentState {
    param($Answer)
    foreach ($state in $Answer) {
        [ordered]@{
            component = Read-Text $state 'Component'
            state = Read-Text $state 'State'
            localStates = @(Read-RequestedState $state 'LocalStates')
            remoteStates = @(Read-RequestedState $state 'RemoteStates')
        }
    }
}

$serverSections.componentStates = @{
    cmdlet = 'Get-ServerComponentState'
    before = {
        param($Server)
        $is2010 = "$($Server['version'])".StartsWith('14.', [StringComparison]::Ordinal)
        if ($is2010) { throw 'Exchange 2010 has no component states' }
    }
    parameters = { param($Server) @{ Identity = $Server['fqdn'] } }
    convert = { param($Answer) , @(ConvertTo-ComponentState $Answer) }
}
