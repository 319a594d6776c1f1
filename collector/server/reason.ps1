# Why something failed, in plain words; texts of Windows come in any language, so they are shown and never read.
function Get-Reason {
    param($Record)
    $thrown = $Record.TargetObject
    if ($thrown -is [string] -and $thrown -eq $Record.Exception.Message) { return $thrown }
    $cause = $Record.Exception
    while ($true) {
        if ($cause -is [UnauthorizedAccessException]) { return 'access denied' }
        if ($cause -is [Security.SecurityException]) { return 'access denied' }
        if ($cause -is [ComponentModel.Win32Exception] -and $cause.NativeErrorCode -eq 5) { return 'access denied' }
        if ($null -eq $cause.InnerException) { break }
        $cause = $cause.InnerException
    }
    # It becomes part of a sentence, which has a full stop of its own.
    '{0}: {1}' -f $cause.GetType().Name, [regex]::Replace($cause.Message, '\s+', ' ').Trim().TrimEnd('.')
}
