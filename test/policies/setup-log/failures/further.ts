import { type FailureRow, msi, tasks } from './failureRow'

const ldif = (code: string): string =>
  `${tasks}.TaskException: There was an error while running 'ldifde.exe' to import the schema file 'C:\\Windows\\Temp\\schema0.ldf'. The error code is: ${code}. More details can be found in the error file: 'C:\\Temp\\ldif.err'`

const schemaTask = 'install-ExchangeSchema -LdapFileName ($roleInstallPath + "Setup\\Data\\schema0.ldf")'

/** What the steps of some issues must hold besides, and what would contradict them. */
export const furtherFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'schema-import-failed',
    says: ldif('8206'),
    script: schemaTask,
    advice: /repadmin \/replsummary/,
    never: /Duplicate OID|8224/
  },
  {
    issue: 'schema-import-failed',
    says: ldif('8245'),
    script: schemaTask,
    advice: /Duplicate OID/,
    never: /repadmin/
  },
  { issue: 'schema-import-failed', says: ldif('8202'), script: schemaTask, advice: /Duplicate OID[\s\S]*repadmin/ },
  {
    issue: 'only-recovery',
    says: 'System.Exception: The Exchange Server is in an inconsistent state. Only disaster recovery mode is available. Please use Setup /m:RecoverServer to recover this Exchange server.',
    advice: /\/m:RecoverServer[\s\S]*only if nothing of the former server[\s\S]*CN=Servers/
  },
  {
    issue: 'msi-source-missing',
    says: msi('1612', 'The installation source for this product is not available.'),
    advice: /FixInstallerCache\.ps1[\s\S]*it is the wrong one/,
    never: /version the version|before, the version/
  },
  {
    issue: 'patch-for-other-version',
    says: msi('1642', 'The upgrade patch cannot be installed.'),
    advice: /msiexec\.exe \/package[\s\S]*may still be registered/
  },
  {
    issue: 'cached-patch-missing',
    says: msi('1635', "Couldn't find local patch 'C:\\Windows\\Installer\\33502bc.msp'."),
    advice: /-like '\*\\33502bc\.msp'[\s\S]*DisplayName|DisplayName[\s\S]*-like '\*\\33502bc\.msp'/
  },
  {
    issue: 'certificate-named-as-default',
    says: 'System.InvalidOperationException: The internal transport certificate cannot be removed because that would cause the Microsoft Exchange Transport service to stop.',
    script: 'Get-ExchangeCertificate | Remove-ExchangeCertificate',
    advice: /-exportpfx[\s\S]*FriendlyName = 'Exchange SMTP'/
  },
  {
    issue: 'server-object-not-found',
    says: `${tasks}.ManagementObjectNotFoundException: The operation couldn't be performed because object 'EX01' couldn't be found on 'DC01.contoso.com'.`,
    script: 'upgrade-ExchangeServer -Identity $RoleFqdnOrName -DomainController $RoleDomainController',
    advice: /RecoverServer needs it[\s\S]*to the next command/
  },
  {
    issue: 'service-control-nothing-saved',
    says: 'System.Management.Automation.MethodInvocationException: Exception calling "Reverse" with "1" argument(s): "Value cannot be null. Parameter name: array" ---> System.ArgumentNullException: Value cannot be null.',
    script: '& $RoleBinPath\\ServiceControl.ps1 Stop $roleList;',
    advice: /Watermark[\s\S]*wizard/,
    never: /\/m:upgrade/
  },
  {
    issue: 'exsetdata-no-access',
    says: "Microsoft.Exchange.Management.Deployment.ExsetdataException: An error occurred with error code '3221684229' and message 'Access is denied.'.",
    script: 'install-ExsetdataAtom -AtomName SystemAttendant',
    mode: 'Install',
    command: '/m:Install /r:Mailbox /targetdir:C:\\exchange',
    advice: /below C:\\exchange[\s\S]*\/TargetDir and another folder added/
  },
  {
    issue: 'exsetdata-no-access',
    says: "Microsoft.Exchange.Management.Deployment.ExsetdataException: An error occurred with error code '3221684229' and message 'Access is denied.'.",
    script: 'install-ExsetdataAtom -AtomName SystemAttendant',
    never: /TargetDir|next step/
  },
  {
    issue: 'virtual-directory-twice',
    says: "System.Management.Automation.ParameterBindingException: Cannot convert 'System.Object[]' to the type 'Microsoft.Exchange.Configuration.Tasks.VirtualDirectoryIdParameter' required by parameter 'Identity'.",
    script: '$fe = get-ActiveSyncVirtualDirectory -server $RoleFqdnOrName; update-ActiveSyncVirtualDirectory $fe',
    advice:
      /the virtual directory ActiveSync to exist once[\s\S]*Get-ActiveSyncVirtualDirectory -Server 'EX01\.contoso\.example' -ADPropertiesOnly/,
    never: /…/
  },
  {
    issue: 'virtual-directory-without-values',
    says: "System.Management.Automation.ParameterBindingException: Cannot bind argument to parameter 'RequireSSL' because it is null.",
    script:
      '($c = Get-PushNotificationsVirtualDirectory -ShowMailboxVirtualDirectories) | Remove-PushNotificationsVirtualDirectory; New-PushNotificationsVirtualDirectory -Role Mailbox -RequireSSL $c.RequireSSL',
    advice:
      /Get-PushNotificationsVirtualDirectory [^\n]*-ShowMailboxVirtualDirectories[\s\S]*New-PushNotificationsVirtualDirectory -Role Mailbox/,
    never: /-ADPropertiesOnly/
  },
  {
    issue: 'arbitration-mailbox-without-database',
    says: 'Microsoft.Exchange.Data.DataValidationException: Database is mandatory on UserMailbox.',
    script: 'Set-Mailbox -Arbitration -Identity $migrationMailbox',
    advice: /Get-Mailbox -PublicFolder \| Format-List Name, Database/
  },
  {
    issue: 'certificate-key-not-granted',
    says: 'Microsoft.Exchange.Management.SystemConfigurationTasks.AddAccessRuleCryptographicException: Zugriff verweigert',
    script: 'Install-ExchangeCertificate -services "IIS, POP, IMAP"',
    advice: /for the services that use it/,
    never: /SMTP/
  },
  {
    issue: 'virtual-directory-without-values',
    says: "System.Management.Automation.ParameterBindingValidationException: Cannot bind argument to parameter 'RequireSSL' because it is null.",
    script:
      'update-OwaVirtualDirectory "$env:computername\\owa (Exchange Back End)" -DomainController $RoleDomainController',
    advice: /the virtual directory [\w.]*\\?owa|the virtual directory Owa/i,
    never: /…/
  },
  {
    issue: 'backup-extension-not-registered',
    says: `${tasks}.TaskException: Process execution failed with exit code 1.`,
    script:
      '$reg = join-path $x reg.exe; $servicecmd = join-path $x sc.exe; Start-SetupProcess -Name:"$reg" -Args:"add"; Start-SetupProcess -Name:"$servicecmd" -Args:"create wsbexchange"',
    advice: /reg\.exe or sc\.exe/
  },
  {
    issue: 'service-not-installed',
    says: 'System.ComponentModel.Win32Exception: The specified service does not exist as an installed service. (0x80070424)',
    advice: /wizard/,
    never: /setup\.exe/
  }
]
