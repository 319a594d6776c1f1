function Get-Dag {
    foreach ($dag in @(Invoke-Exchange 'Get-DatabaseAvailabilityGroup' @{ Status = $true })) {
        # A version of Exchange that has no such property says nothing, which is not the same as an empty list.
        $paused = $null
        if ($null -ne $dag.PSObject.Properties['ServersInMaintenance']) {
            $paused = [object[]] @(Read-NameList $dag 'ServersInMaintenance')
        }
        [ordered]@{
            name = Read-Text $dag 'Name'
            members = @(Read-NameList $dag 'Servers')
            operationalMembers = @(Read-NameList $dag 'OperationalServers')
            serversInMaintenance = $paused
            witnessServer = Read-Text $dag 'WitnessServer'
            witnessShareInUse = Read-Text $dag 'WitnessShareInUse'
            primaryActiveManager = Read-Name $dag 'PrimaryActiveManager'
        }
    }
}

$organizationSections.dags = { , @(Get-Dag) }
