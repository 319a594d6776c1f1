function Test-Administrator {
    $account = [Security.Principal.WindowsIdentity]::GetCurrent()
    $principal = New-Object System.Security.Principal.WindowsPrincipal -ArgumentList $account
    $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}
