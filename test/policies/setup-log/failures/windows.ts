import { exit, type FailureRow } from './failureRow'

export const windowsFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'script-refused',
    says: 'System.Management.Automation.PSSecurityException: Die Datei "C:\\Windows\\Temp\\ExchangeSetup\\ServiceControl.ps1" kann nicht geladen werden.'
  },
  { issue: 'host-name-not-resolved', says: 'System.Net.Sockets.SocketException: No such host is known' },
  {
    issue: 'system-folder-not-in-path',
    says: 'System.Management.Automation.CommandNotFoundException: Die Benennung "where.exe" wurde nicht als Name eines Cmdlet erkannt.',
    script: 'Copy-Item -Path ($RoleInstallPath+"Bin\\mmc.exe.config") -Destination (Split-Path (where.exe mmc)) -Force'
  },
  {
    issue: 'smime-library-not-registered',
    says: exit(3),
    script: '$dllFile = join-path $RoleInstallPath "bin\\ExSMIME.dll"; start-SetupProcess -Name:"$regsvr" -Args:"/s"',
    advice: /Visual C\+\+ 2012/
  },
  {
    issue: 'backup-extension-not-registered',
    says: exit(1),
    script: 'Start-SetupProcess -Name:"$servicecmd" -Args:"delete wsbexchange"'
  },
  {
    issue: 'system-folder-not-in-path',
    says: "System.Management.Automation.CommandNotFoundException: The term 'where.exe' is not recognized as the name of a cmdlet, function, script file, or operable program.",
    script: 'Copy-Item -Destination (Split-Path (where.exe mmc)) -Force',
    advice: /DoNotExpandEnvironmentNames.*'%SystemRoot%\\System32;.*'ExpandString'/s
  },
  {
    issue: 'account-name-not-mapped',
    says: 'System.Exception: No mapping between account names and security IDs was done. (0x80070534)',
    script: 'ServiceControl.ps1 AfterPatch'
  },
  {
    issue: 'computer-trust-broken',
    says: 'System.SystemException: The trust relationship between this workstation and the primary domain failed.'
  },
  {
    issue: 'scripts-disabled',
    says: 'System.Management.Automation.PSSecurityException: File C:\\Windows\\Temp\\ExchangeSetup\\ServiceControl.ps1 cannot be loaded because running scripts is disabled on this system.'
  },
  {
    issue: 'script-not-trusted-by-user',
    says: 'System.Management.Automation.PSSecurityException: File C:\\Windows\\Temp\\ExchangeSetup\\InstallWindowsComponent.ps1 cannot be loaded because you opted not to run this software now. ---> System.UnauthorizedAccessException: x',
    script: '& $RoleBinPath\\InstallWindowsComponent.ps1 -ShortNameForRole "AdminTools"'
  },
  {
    issue: 'language-mode-constrained',
    says: 'System.Management.Automation.PSNotSupportedException: Cannot invoke method. Method invocation is supported only on core types in this language mode.'
  },
  {
    issue: 'fips-algorithms-only',
    says: 'System.InvalidOperationException: This implementation is not part of the Windows Platform FIPS validated cryptographic algorithms.'
  },
  {
    issue: 'provisioning-agent-file',
    says: 'Microsoft.Exchange.Provisioning.ProvisioningException: "Scripting Agent initialization failed: "File is not found: \'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Bin\\CmdletExtensionAgents\\ScriptingAgentConfig.xml\'."" ---> System.IO.FileNotFoundException: File is not found'
  },
  {
    issue: 'setup-cmdlets-not-loaded',
    says: "System.Management.Automation.CommandNotFoundException: The term 'Stop-SetupService' is not recognized as the name of a cmdlet, function, script file, or operable program."
  },
  { issue: 'medium-not-ready', says: 'System.IO.IOException: The device is not ready.' },
  {
    issue: 'path-too-long',
    says: 'System.IO.PathTooLongException: The specified path, file name, or both are too long.'
  },
  { issue: 'network-path-not-found', says: 'System.IO.IOException: The network path was not found.' },
  {
    issue: 'content-filter-not-registered',
    says: "System.Exception: Couldn't register the content filter.",
    script: 'register-ContentFilter'
  },
  {
    issue: 'windows-right-missing',
    says: 'System.ComponentModel.Win32Exception: A required privilege is not held by the client'
  },
  {
    issue: 'windows-right-missing',
    says: 'System.Security.SecurityException: The requested operation requires elevation.'
  },
  {
    issue: 'invalid-credentials',
    says: 'System.ComponentModel.Win32Exception: Logon failure: unknown user name or bad password'
  },
  {
    issue: 'active-directory-out-of-reach',
    says: 'System.DirectoryServices.ActiveDirectory.ActiveDirectoryObjectNotFoundException: The specified domain does not exist or cannot be contacted.'
  },
  {
    issue: 'active-directory-out-of-reach',
    says: 'System.ComponentModel.Win32Exception: There are currently no logon servers available to service the logon request'
  },
  {
    issue: 'identity-not-translated',
    says: 'System.ComponentModel.Win32Exception: No mapping between account names and security IDs was done'
  },
  {
    issue: 'iis-section-undeclared',
    says: "System.Runtime.InteropServices.COMException (0x8007000D): Filename: \\\\?\\C:\\inetpub\\temp\\apppools\\x.config Error: The configuration section 'system.webServer/rewrite/outboundRules' cannot be read because it is missing a section declaration",
    script: 'Get-WebConfigurationProperty'
  },
  {
    issue: 'iis-entry-twice',
    says: "System.Runtime.InteropServices.COMException (0x800700B7): Cannot add duplicate collection entry of type 'add' with unique key attribute 'name' set to 'ExppwModule'",
    script: 'Add-WebConfigurationLock'
  },
  {
    issue: 'medium-files-blocked',
    says: "System.IO.FileLoadException: Could not load file or assembly 'file:///D:\\Setup\\x.dll' or one of its dependencies. Operation is not supported. (Exception from HRESULT: 0x80131515)"
  },
  {
    issue: 'disk-full',
    says: 'System.InvalidOperationException: Failed to mount database "DB01". Error: MapiExceptionJetErrorLogDiskFull: Unable to mount database. (hr=0x80004005, ec=-529)',
    script: 'mount-database'
  },
  {
    issue: 'port-in-use',
    says: 'System.Net.Sockets.SocketException: Only one usage of each socket address (protocol/network address/port) is normally permitted'
  },
  {
    issue: 'port-in-use',
    says: "System.Net.HttpListenerException: Failed to listen on prefix 'http://+:444/' because it conflicts with an existing registration on the machine."
  }
]
