# Says in one line how a session came to be on this computer: the version of PowerShell, whether the account is an
# administrator here and elevated (True, False, or unknown), and whether the process is one of 64 bits. It changes nothing.
$isAdministrator = 'unknown'
try {
  $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
  $principal = New-Object Security.Principal.WindowsPrincipal $identity
  $isAdministrator = $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
} catch {
  $isAdministrator = 'unknown'
}
'session {0} {1} {2}' -f $PSVersionTable.PSVersion, $isAdministrator, [Environment]::Is64BitProcess
