function ConvertTo-Activation {
    param($Answer)
    if ($Answer.Count -ne 1) { throw "Get-MailboxServer gave $($Answer.Count) objects" }
    [ordered]@{
        dag = Read-Name $Answer[0] 'DatabaseAvailabilityGroup'
        autoActivationPolicy = Read-Text $Answer[0] 'DatabaseCopyAutoActivationPolicy'
        disabledAndMoveNow = Read-Flag $Answer[0] 'DatabaseCopyActivationDisabledAndMoveNow'
    }
}

$serverSections.activation = @{
    cmdlet = 'Get-MailboxServer'
    before = {
        param($Server)
        if ($Server['roles'] -notcontains 'Mailbox') { throw 'the server has no Mailbox role' }
    }
    parameters = { param($Server) @{ Identity = $Server['name'] } }
    convert = { param($Answer) ConvertTo-Activation $Answer }
}
