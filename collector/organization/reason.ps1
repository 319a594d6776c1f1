# The server that answered: the endpoint passes a session on to another one, which may be the broken one.
function Find-AnsweringServer {
    param([string] $Text)
    $told = [regex]::Match($Text, '\[(?:ClientAccessServer=[^,\]]*,BackEndServer|Server)=([A-Za-z0-9_.-]+),')
    # The front end spells "unknown" in its own way.
    if (-not $told.Success -or 'UnKown', 'Unknown' -contains $told.Groups[1].Value) { return $null }
    $told.Groups[1].Value
}

# What the account's roles don't include; null where that is not why something failed.
function Get-Denial {
    param($Record)
    $cause = $Record.Exception
    while ($null -ne $cause) {
        $denied = $cause -is [UnauthorizedAccessException]
        if ($cause -is [Management.Automation.Remoting.PSRemotingTransportException]) {
            $denied = $cause.ErrorCode -eq 5
        }
        if ($cause -is [Management.Automation.RuntimeException]) {
            $told = $cause.ErrorRecord
            if ($told.CategoryInfo.Category -eq 'PermissionDenied') { $denied = $true }
            if ($told.FullyQualifiedErrorId -eq 'CommandNotFoundException') {
                $lacks = "the account's roles do not include it, or the server that answered is of an older version"
                return "the cmdlet is not there: $lacks"
            }
        }
        if ($denied) {
            $server = Find-AnsweringServer $cause.Message
            if ($null -eq $server) { return 'access denied' }
            return "access denied by $server"
        }
        $cause = $cause.InnerException
    }
    $null
}

# Why something failed, in plain words; texts of Exchange come in any language, so they are shown and never read.
function Get-Reason {
    param($Record)
    $thrown = $Record.TargetObject
    if ($thrown -is [string] -and $thrown -eq $Record.Exception.Message) { return $thrown }
    $denial = Get-Denial $Record
    if ($null -ne $denial) { return $denial }
    $cause = $Record.Exception
    while ($null -ne $cause.InnerException) { $cause = $cause.InnerException }
    $text = [regex]::Replace($cause.Message, '\s+', ' ').Trim().TrimEnd('.')
    $server = Find-AnsweringServer $text
    if ($text.Length -gt 300) { $text = $text.Substring(0, 297) + '...' }
    if ($null -ne $server) { return "${server} answered: $text" }
    '{0}: {1}' -f $cause.GetType().Name, $text
}

# A section that could not be read. `denied` says that a right is missing, so that no later look can see more.
function Get-Failure {
    param($Record)
    if ($null -eq (Get-Denial $Record)) { return @{ error = Get-Reason $Record } }
    @{ error = Get-Reason $Record; denied = $true }
}
