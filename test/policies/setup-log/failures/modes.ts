import { directory, type FailureRow, tasks } from './failureRow'

/** Of a removal, of a recovery, and of Edge Transport servers. */
export const modeFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'switch-not-for-mode',
    says: "Contoso.ValidationException: The parameter 'roles' is not valid for current operation 'Uninstall'.",
    mode: 'Uninstall',
    command: '/m:Uninstall /Roles:ClientAccess',
    advice: /without the switch roles/
  },
  {
    issue: 'roles-installed-already',
    says: 'Contoso.ValidationException: The following server roles are already installed: MailboxRole, AdminToolsRole.',
    mode: 'DisasterRecovery',
    command: '/m:RecoverServer',
    advice: /\/m:upgrade/
  },
  {
    issue: 'recovery-extended-protection',
    says: 'System.Management.Automation.SetValueInvocationException: Exception setting "ExtendedProtectionTokenChecking": "Cannot convert null to type "Microsoft.Exchange.Data.Directory.SystemConfiguration.ExtendedProtectionTokenCheckingMode""',
    script: 'new-PushNotificationsVirtualDirectory -Role Mailbox',
    mode: 'DisasterRecovery',
    command: '/m:RecoverServer',
    advice: /CU13/
  },
  {
    issue: 'removal-server-object-gone',
    says: `${tasks}.ManagementObjectNotFoundException: The operation couldn't be performed because object 'EX01' couldn't be found on 'DC01.contoso.com'.`,
    script: 'uninstall-MsiPackage -ProductCode $RoleTtsProductCode',
    component: 'UmLanguagePackComponent___1',
    mode: 'Uninstall',
    command: '/m:Uninstall'
  },
  {
    issue: 'removal-language-files-denied',
    says: 'System.UnauthorizedAccessException: Access is denied ---> System.ComponentModel.Win32Exception: Access is denied',
    script: 'Get-Childitem -Path $InstallPath -recurse',
    component: 'LanguagePackUninstallationComponent___9a89e7313d524f298d51c24709f69125',
    mode: 'Uninstall',
    command: '/m:Uninstall'
  },
  {
    issue: 'edge-in-domain-unattended',
    says: 'System.ArgumentNullException: Value cannot be null.\n~Parameter name: Cannot get child of ADObjectId: this is a GUID based ADObjectId.',
    script: 'new-ExchangeServer',
    mode: 'Install',
    command: '/m:Install /r:EdgeTransport'
  },
  {
    issue: 'edge-account-of-other-domain',
    says: `${directory}.NoSuitableServerFoundException: An Active Directory error 0x52 occurred when trying to check the suitability of server 'localhost'. Error: 'Active directory response: A local error occurred.' ---> ${directory}.SuitabilityDirectoryException: An Active Directory error 0x52 occurred.`,
    script: 'Set-TopologyMode; Start-Sleep -s 5;',
    mode: 'Install',
    command: '/m:Install /r:EdgeTransport'
  }
]
