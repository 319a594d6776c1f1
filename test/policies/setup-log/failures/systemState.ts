import { directory, exit, type FailureRow, prepare, response, tasks } from './failureRow'

const lastError = (text: string): string =>
  `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. Fatal error during installation. Error code is 1603. Last error reported by the MSI package is '${text}'.`

/** The state of Windows and of the directory, and what the installer says last in words without a number. */
export const stateFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'time-differs',
    says: `${directory}.ADOperationException: There is a time and/or date difference between the client and server. (DC01.contoso.com)`,
    advice: /w32tm \/monitor/
  },
  {
    issue: 'class-not-registered',
    says: 'System.Runtime.InteropServices.COMException (0x80040154): Retrieving the COM class factory for component with CLSID {2B72133B-3F5B-4602-8952-803546CE3344} failed due to the following error: 80040154 Class not registered.'
  },
  {
    issue: 'certificate-key-not-granted',
    says: 'Microsoft.Exchange.Management.SystemConfigurationTasks.AddAccessRuleCryptographicException: Could not grant Network Service access to the certificate with thumbprint 4C8B1E11D8B5D4CF2E2B5DB3ECF4FCD4F6C3C1AA because a cryptographic exception was thrown. ---> System.Security.Cryptography.CryptographicException: Access is denied.',
    script: 'Install-ExchangeCertificate -services "IIS, POP, IMAP"',
    advice: /4C8B1E11D8B5D4CF2E2B5DB3ECF4FCD4F6C3C1AA.*MachineKeys/s
  },
  {
    issue: 'fip-fs-snap-in-missing',
    says: 'System.Management.Automation.PSArgumentException: No snap-ins have been registered for Windows PowerShell version 4.',
    script: 'Add-PSSnapin Microsoft.Forefront.Filtering.Management.PowerShell'
  },
  {
    issue: 'execution-policy-overridden',
    says: 'System.Security.SecurityException: Windows PowerShell updated your execution policy successfully, but the setting is overridden by a policy defined at a more specific scope.',
    script: 'Set-ExecutionPolicy RemoteSigned -Force',
    advice: /Get-ExecutionPolicy -List/
  },
  {
    issue: 'iis-entry-refused',
    says: "Microsoft.Exchange.Management.Metabase.IISGeneralCOMException: An IIS directory entry couldn't be created. The error message is Access is denied. . HResult = -2147024891",
    script: 'New-PushNotificationsVirtualDirectory -Role Mailbox'
  },
  {
    issue: 'tls',
    says: 'System.ComponentModel.Win32Exception (0x80090331): The client and server cannot communicate, because they do not possess a common algorithm'
  },
  {
    issue: 'address-taken',
    says: `${tasks}.ProxyAddressExistsException: The proxy address "SMTP:SystemMailbox{1f05a927}@contoso.com" is already being used by the proxy addresses or LegacyExchangeDN of "contoso.com/Users/OldUser". Please choose another proxy address.`,
    advice: /SystemMailbox\{1f05a927\}@contoso\.com to belong .* take it from contoso\.com\/Users\/OldUser/
  },
  {
    issue: 'performance-counter-names',
    says: "System.InvalidOperationException: Cannot load Counter Name data because an invalid index '' was read from the registry.",
    advice: /lodctr \/R/
  },
  {
    issue: 'event-log-source',
    says: 'System.Security.SecurityException: The source was not found, but some or all event logs could not be searched. Inaccessible logs: Security.'
  },
  {
    issue: 'event-log-source',
    says: "System.InvalidOperationException: Cannot open log for source 'MSExchangeTransport'. You may not have write access. ---> System.ComponentModel.Win32Exception: Access is denied"
  },
  {
    issue: 'library-not-loaded',
    says: "System.DllNotFoundException: Unable to load DLL 'ExSetData.dll': The specified module could not be found. (Exception from HRESULT: 0x8007007E)",
    advice: /ExSetData\.dll and the Visual C\+\+/
  },
  {
    issue: 'no-domain-controller-in-domain',
    says: `${directory}.ADTransientException: Could not find any available Domain Controller in domain DC=contoso,DC=com.`,
    advice: /the domain DC=contoso,DC=com to answer/
  },
  { issue: 'directory-busy', says: response('0000200E', 'SvcErr: DSID-02030A0B, problem 5001 (BUSY), data 0') },
  {
    issue: 'directory-quota',
    says: response('00000718', 'SvcErr: DSID-031A124C, problem 5003 (WILL_NOT_PERFORM), data 0')
  },
  {
    issue: 'exsetdata-object-missing',
    says: "Microsoft.Exchange.Management.Deployment.ExsetdataException: An error occurred with error code '2147950640' and message 'There is no such object on the server.'."
  },
  {
    issue: 'object-of-newer-version',
    says: `${tasks}.InvalidObjectOperationException: The object "Default" can't be modified by this version of Exchange, since it was last modified by a newer version of Exchange.`,
    ...prepare
  },
  {
    issue: 'canned-roles',
    says: 'System.Collections.Generic.KeyNotFoundException: The given key was not present in the dictionary.',
    script: 'install-CannedRbacRoles -InvocationMode $RoleInstallationMode',
    ...prepare
  },
  {
    issue: 'process-failed',
    says: exit(15010),
    script: 'Start-SetupProcess -Name "wevtutil" -args "im a.man"',
    advice: /wevtutil to end without an error/
  },
  {
    issue: 'iisreset-failed',
    says: exit(1062),
    script: '$exe = "DependentAssemblyGenerator.exe"; Start-SetupProcess -Name "iisreset" -Args "/timeout:120"'
  },
  {
    issue: 'installer-file-not-written',
    says: lastError(
      'Error writing to file: C:\\Exchange\\Bin\\Microsoft.Exchange.Net.dll.  Verify that you have access to that directory'
    )
  },
  {
    issue: 'installer-file-not-read',
    says: lastError(
      'Source file not found: E:\\Setup\\ServerRoles\\Common\\a.dll.  Verify that the file exists and that you can access it'
    )
  },
  {
    issue: 'installer-registry-denied',
    says: lastError(
      'Could not open key: HKEY_LOCAL_MACHINE\\Software\\Microsoft\\ExchangeServer\\v15.  Verify that you have sufficient access to that key, or contact your support personnel'
    )
  },
  {
    issue: 'installer-service-not-made',
    says: lastError(
      "Service 'Microsoft Exchange Search Host Controller' (HostControllerService) could not be installed.  Verify that you have sufficient privileges to install system services"
    ),
    advice: /HostControllerService to be changeable/
  },
  {
    issue: 'service-disabled',
    says: lastError(
      "Service 'Microsoft Exchange Search Host Controller' (HostControllerService) failed to start.  Verify that you have sufficient privileges to start system services"
    ),
    advice: /the service HostControllerService to be enabled/
  },
  {
    issue: 'installer-not-elevated',
    says: lastError(
      'You do not have sufficient privileges to complete this installation for all users of the machine. Log on as administrator and then retry this installation'
    )
  },
  {
    issue: 'open-processes',
    says: "Setup cannot continue with the upgrade because the 'MonitoringHost' () process (ID: 4711) has open files. Close the process and restart Setup.",
    advice: /MonitoringHost \(process 4711\)/
  }
]
