# Why something failed, in plain words; texts of Exchange come in any language, so they are shown and never read.
function Get-Reason {
    param($Record)
    $thrown = $Record.TargetObject
    if ($thrown -is [string] -and $thrown -eq $Record.Exception.Message) { return $thrown }
    $cause = $Record.Exception
    while ($true) {
        if ($cause -is [UnauthorizedAccessException]) { return 'access denied' }
        if ($cause -is [Management.Automation.Remoting.PSRemotingTransportException] -and $cause.ErrorCode -eq 5) {
            return 'access denied'
        }
        if ($cause -is [Management.Automation.RuntimeException]) {
            $told = $cause.ErrorRecord
            if ($told.CategoryInfo.Category -eq 'PermissionDenied') { return 'access denied' }
            if ($told.FullyQualifiedErrorId -eq 'CommandNotFoundException') {
                $lacks = "the account's roles do not include it, or the server that answered is of an older version"
                return "the cmdlet is not there: $lacks"
            }
        }
        if ($null -eq $cause.InnerException) { break }
        $cause = $cause.InnerException
    }
    $text = [regex]::Replace($cause.Message, '\s+', ' ').Trim().TrimEnd('.')
    # The endpoint passes a session on to another server, which may be the broken one.
    $answering = [regex]::Match($text, '\[Server=([A-Za-z0-9_-]+),')
    if ($answering.Success) { return '{0} answered: {1}' -f $answering.Groups[1].Value, $text }
    '{0}: {1}' -f $cause.GetType().Name, $text
}
