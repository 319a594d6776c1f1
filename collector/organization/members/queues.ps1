# The queues that empty by themselves. The others keep copies for other servers, or wait for a person; what is what
# tells a queue's identity (EX01\Submission, EX01\Shadow\7, EX01\12), whose words are Exchange's own in all languages.
function ConvertTo-QueueLength {
    param($Answer)
    $messages = [long] 0
    $retried = [long] 0
    foreach ($queue in $Answer) {
        $identity = Read-Text $queue 'Identity'
        if ('Poison', 'Shadow', 'Unreachable' -contains "$identity".Split('\')[1]) { continue }
        $length = Read-Number $queue 'MessageCount'
        if ($null -eq $length) { throw "Get-Queue does not tell how many messages are in $identity" }
        $messages += $length
        # Whom they are for does not answer, which no work on this server changes.
        if ((Read-Text $queue 'Status') -eq 'Retry') { $retried += $length }
    }
    [ordered]@{ deliveryMessages = $messages; retryMessages = $retried }
}

$serverSections.queues = @{
    cmdlet = 'Get-Queue'
    before = {
        param($Server)
        $hasQueues = $Server['roles'] -contains 'Mailbox' -or $Server['roles'] -contains 'HubTransport'
        if (-not $hasQueues) { throw 'the server has no role with queues' }
    }
    parameters = { param($Server) @{ Server = $Server['name']; ResultSize = 'Unlimited' } }
    convert = { param($Answer) ConvertTo-QueueLength $Answer }
}
