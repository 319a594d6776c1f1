# Without the rights, runs and their tasks are not seen, and what follows would fail at one thing or the other.
function Assert-Administrator {
    $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
    $me = [Security.Principal.WindowsPrincipal] $identity
    $administrators = [Security.Principal.SecurityIdentifier] 'S-1-5-32-544'
    if ($me.IsInRole($administrators)) { return }
    throw "$($identity.Name) is no local administrator here, or is not elevated: connect as one who is"
}
