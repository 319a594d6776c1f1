function ConvertTo-DatabaseCopy {
    param($Answer)
    foreach ($copy in $Answer) {
        [ordered]@{
            database = Read-Text $copy 'DatabaseName'
            status = Read-Text $copy 'Status'
            copyQueueLength = Read-Number $copy 'CopyQueueLength'
            replayQueueLength = Read-Number $copy 'ReplayQueueLength'
            contentIndexState = Read-Text $copy 'ContentIndexState'
            activationSuspended = Read-Flag $copy 'ActivationSuspended'
            replayLagSeconds = Read-Seconds (Read-Property $copy 'ReplayLagStatus') 'ConfiguredLagTime'
        }
    }
}

$serverSections.databaseCopies = @{
    cmdlet = 'Get-MailboxDatabaseCopyStatus'
    before = { param($Server) if ($Server['roles'] -notcontains 'Mailbox') { , @() } }
    parameters = { param($Server) @{ Server = $Server['name'] } }
    convert = { param($Answer) , @(ConvertTo-DatabaseCopy $Answer) }
}
