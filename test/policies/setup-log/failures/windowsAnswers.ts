import { exit, type FailureRow, mount, tasks } from './failureRow'

/** What Windows, IIS and its programs answer to setup. */
export const windowsAnswerFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'authorization-manager',
    says: 'System.Management.Automation.PSSecurityException: AuthorizationManager check failed. ---> System.Runtime.InteropServices.COMException: Call was canceled by the message filter.'
  },
  {
    issue: 'search-foundation-admin-node',
    says: 'System.Exception: Failure configuring SearchFoundation through installconfig.ps1 - Error occurred while configuring Search Foundation for Exchange.System.TimeoutException: Timed out waiting for Admin node to be up and running\n   at Microsoft.Ceres.Exchange.PostSetup.DeploymentManager.WaitForAdminNode(String hostName, Int32 port)',
    script: '& $fastInstallConfigPath -action I -dataFolder $dataFolderPath',
    component: 'FastConfigComponent___0123'
  },
  {
    issue: 'search-foundation',
    says: 'System.Exception: Failure configuring SearchFoundation through installconfig.ps1 - Error occurred while configuring Search Foundation for Exchange.System.ServiceModel.EndpointNotFoundException: There was no endpoint listening that could accept the message.',
    script: '& $fastInstallConfigPath -action I -dataFolder $dataFolderPath'
  },
  {
    issue: 'fip-fs-access-denied',
    says: 'System.Exception: Upgrade of Configuration.xml was unsuccessful. ---> System.UnauthorizedAccessException: Access to the path is denied.',
    script: '& $RoleBinPath\\FIP-FS\\Bin\\UpgradeConfig.ps1'
  },
  {
    issue: 'iis-values-missing',
    says: 'System.Management.Automation.SetValueInvocationException: Exception setting "RequireSSL": "Cannot convert null to type "System.Boolean"."',
    script: 'Update-WebSite'
  },
  {
    issue: 'only-recovery',
    says: 'System.Exception: The Exchange server is in an inconsistent state. Only disaster recovery mode is available. Please use Setup /m:RecoverServer to recover this Exchange server.',
    advice: /RecoverServer/
  },
  {
    issue: 'script-missing',
    says: "System.Management.Automation.CommandNotFoundException: The term 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Scripts\\ManageScheduledTask.ps1' is not recognized as the name of a cmdlet, function, script file, or operable program.",
    script: '& $RoleBinPath\\ManageScheduledTask.ps1 -Install'
  },
  {
    issue: 'earlier-try-unfinished',
    says: 'System.Exception: A Setup failure previously occurred while installing the BridgeheadRole role. Either run Setup again for just this role, or remove the role using Control Panel.'
  },
  {
    issue: 'receive-connector',
    says: "Microsoft.Exchange.Data.DataValidationException: The values that you specified for the Bindings and RemoteIPRanges parameters conflict with the settings on Receive connector 'EX01\\Relay'. Receive connectors assigned to different Transport roles on a single server must listen on unique local IP address & port bindings.",
    script: 'new-ReceiveConnector -Name $name -Bindings 0.0.0.0:25'
  },
  {
    issue: 'performance-counters',
    says: 'System.UnauthorizedAccessException: The performance counter definition could not be registered. (0x80070005)',
    script: 'new-PerfCounters -DefinitionFileName "AntiSpamPerfCounters.xml"'
  },
  {
    issue: 'iis-configuration',
    says: 'System.Runtime.InteropServices.COMException: Filename: \\\\?\\C:\\Windows\\system32\\inetsrv\\config\\applicationHost.config Line number: 312 Error: Configuration file is not well-formed XML',
    script: 'Get-WebConfigurationProperty -Filter system.webServer'
  },
  {
    issue: 'url-rewrite',
    says: 'System.Exception: The URL Rewrite Module could not be loaded: RewriteModule was not found.',
    script: 'Set-InboundProxyRewriteRule'
  },
  {
    issue: 'iis-not-reachable',
    says: 'Microsoft.Exchange.Management.Metabase.IISNotReachableException: IIS://EX01.contoso.com/W3SVC could not be reached.',
    script: 'install-Something'
  },
  {
    issue: 'auth-certificate',
    says: 'System.Exception: Federation or Auth certificate not found: 3E5F0A12B3C4D5E6F70819203A4B5C6D7E8F9012. Unable to find the certificate in the local or neighboring sites. Confirm that the certificate is available in your topology and if necessary, reset the certificate on the Federation Trust to a valid certificate using Set-FederationTrust or Set-AuthConfig.',
    script: 'Set-AuthConfig -CertificateThumbprint $thumb'
  },
  {
    issue: 'certificate',
    says: 'System.Security.Cryptography.CryptographicException: The certificate could not be installed.',
    script: 'Install-AuthCertificate'
  },
  {
    issue: 'remote-powershell',
    says: 'System.Management.Automation.Remoting.PSRemotingTransportException: Connecting to remote server EX01 failed with the following error message : The WinRM client cannot process the request.'
  },
  { issue: 'wmi', says: 'System.Management.ManagementException: Invalid class' },
  {
    issue: 'assembly-not-loaded',
    says: "System.IO.FileNotFoundException: Could not load file or assembly 'Microsoft.Exchange.Security, Version=15.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35' or one of its dependencies. The system cannot find the file specified."
  },
  { issue: 'timeout', says: 'System.TimeoutException: The operation has timed out.' },
  {
    issue: 'library-not-registered',
    says: exit(3),
    script: 'start-SetupProcess -Name "regsvr32" -args "/s `"$RoleBinPath\\ExContent.dll`""'
  },
  {
    issue: 'net-framework-compiling',
    says: 'System.IO.IOException: The process cannot access the file because mscorsvw.exe (process 3120) holds it.'
  },
  {
    issue: 'edge-directory-ports',
    says: 'Microsoft.Exchange.Management.Edge.SetupTasks.AdamInstallGeneralFailureWithResultException: The AD LDS installation failed with exit code 2147942402.',
    script: 'Install-AdamInstance -LdapPort 50389 -SslPort 50636'
  },
  {
    issue: 'cached-patch-missing',
    says: "System.Exception: Couldn't find local patch 'C:\\Windows\\Installer\\33502bc.msp'. Looking for it at its source."
  },
  {
    issue: 'removal-mailboxes-left',
    says: 'System.InvalidOperationException: This mailbox database contains one or more mailboxes, mailbox plans, archive mailboxes, public folder mailboxes or arbitration mailboxes, Audit mailboxes.',
    mode: 'Uninstall',
    command: '/m:Uninstall'
  },
  {
    issue: 'removal-public-folder-left',
    says: "System.InvalidOperationException: The public folder database 'Public Folder Database 1903' contains folder replicas and cannot be deleted.",
    mode: 'Uninstall',
    command: '/m:Uninstall'
  },
  {
    issue: 'windows-component-not-installed',
    says: `${tasks}.TaskException: Installing the Windows components failed with error code 1003.`,
    script: "Install-WindowsComponent -ShortNameForRole 'Mailbox' -ADToolsNeeded $false"
  },
  {
    issue: 'identity-not-translated',
    says: 'System.Security.Principal.IdentityNotMappedException: Some or all identity references could not be translated.',
    script: 'Set-LocalPermissions -Feature:"Mailbox"'
  },
  {
    issue: 'script-not-signed',
    says: 'System.Management.Automation.PSSecurityException: File D:\\Exchange\\bin\\ConfigureNetworkProtocolParameters.ps1 cannot be loaded. The file D:\\Exchange\\bin\\ConfigureNetworkProtocolParameters.ps1 is not digitally signed. You cannot run this script on the current system.'
  },
  {
    issue: 'program-blocked',
    says: 'System.ComponentModel.Win32Exception: This program is blocked by group policy. For more information, contact your system administrator',
    script: 'start-SetupProcess -Name "wevtutil.exe"'
  },
  {
    issue: 'database-directory-unavailable',
    says: mount('MapiExceptionADUnavailable: Unable to mount database. (hr=0x80004005, ec=2414)')
  },
  {
    issue: 'database-needs-more-memory',
    says: mount('MapiExceptionNotEnoughMemory: Unable to mount database. (hr=0x8007000E, ec=-1011) JET_errOutOfMemory')
  },
  { issue: 'medium-read-error', says: 'System.IO.IOException: Data error (cyclic redundancy check).' },
  {
    issue: 'service-not-installed',
    says: "System.InvalidOperationException: Cannot open Contoso service on computer '.'. ---> System.ComponentModel.Win32Exception: The specified service does not exist as an installed service"
  },
  {
    issue: 'service-logon-failed',
    says: "System.InvalidOperationException: Cannot start service MSExchangeADTopology on computer '.'. ---> System.ComponentModel.Win32Exception: The service did not start due to a logon failure",
    script: 'start-SetupService -ServiceName MSExchangeADTopology'
  },
  {
    issue: 'certificate-without-key',
    says: 'System.InvalidOperationException: The certificate with thumbprint 3E5F0A12B3C4D5E6F70819203A4B5C6D7E8F9012 was found but is not valid for use with Exchange Server (reason: PrivateKeyMissing).',
    script: 'Install-ExchangeCertificate -services "IIS, POP, IMAP"'
  },
  {
    issue: 'certificate-algorithm',
    says: 'System.InvalidOperationException: The certificate with thumbprint 3E5F0A12B3C4D5E6F70819203A4B5C6D7E8F9012 was found but is not valid for use with Exchange Server (reason: KeyAlgorithmUnsupported).',
    script: 'Install-ExchangeCertificate -services "IIS, POP, IMAP"'
  },
  {
    issue: 'certificate-named-as-default',
    says: 'System.InvalidOperationException: The internal transport certificate cannot be removed because that would cause the Microsoft Exchange Transport service to stop.',
    script: 'Remove-ExchangeCertificate -Thumbprint $old'
  },
  {
    issue: 'certificate-revocation-unreachable',
    says: 'System.InvalidOperationException: The certificate with thumbprint 3E5F0A12B3C4D5E6F70819203A4B5C6D7E8F9012 was found but is not valid for use with Exchange Server (reason: RevocationCheckFailure).',
    script: 'Install-ExchangeCertificate -services "IIS, POP, IMAP"'
  },
  {
    issue: 'exchange-certificate-recovery',
    says: 'System.Security.Cryptography.CryptographicException: Access is denied.',
    script: 'Install-ExchangeCertificate -services "IIS, POP, IMAP" -DomainController $RoleDomainController',
    mode: 'DisasterRecovery',
    command: '/m:RecoverServer'
  },
  {
    issue: 'older-version-in-forest',
    says: 'System.Exception: All Exchange Server 2013 servers in the organization must be decommissioned. Exchange Server 2013 is no longer supported in coexistence with this version.'
  },
  {
    issue: 'certificate-expired',
    says: 'System.InvalidOperationException: The certificate with thumbprint 3E5F0A12B3C4D5E6F70819203A4B5C6D7E8F9012 was found but is not valid for use with Exchange Server (reason: DateInvalid).',
    script: 'Install-ExchangeCertificate -services SMTP'
  },
  {
    issue: 'cluster',
    says: 'Microsoft.Exchange.Cluster.Replay.AmClusterApiException: An Active Manager operation failed. Error: An error occurred while attempting a cluster operation. Error: Cluster API failed: "OpenCluster(EX01) failed with 0x6d9."',
    script: 'stop-clusterservice'
  },
  { issue: 'process-failed', says: exit(1618), script: 'start-SetupProcess -Name appcmd.exe -args "add module"' },
  {
    issue: 'library-not-registered',
    says: exit(1072),
    script: 'start-SetupProcess -Name regsvr32.exe -args "/s x.dll"'
  },
  { issue: 'service-disabled', says: exit(1058), script: "start-SetupProcess -Name sc.exe -args 'start MSExchangeIS'" }
]
