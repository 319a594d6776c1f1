import { directory, exit, type FailureRow, prepare, response, tasks } from './failureRow'

/** Parts of Windows and of the directory, by what setup says where one lacks or is damaged. */
export const partFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'registry-key-missing',
    says: "System.Management.Automation.ItemNotFoundException: Cannot find path 'HKLM:\\SOFTWARE\\Microsoft\\ExchangeServer\\v15\\Search' because it does not exist.",
    advice: /HKLM:\\SOFTWARE\\Microsoft\\ExchangeServer\\v15\\Search to be there/
  },
  {
    issue: 'registry-key-missing',
    says: "System.Exception: Unable to determine the installed file version from the registry key 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\PowerShell\\1\\PowerShellEngine'."
  },
  {
    issue: 'powershell-module-missing',
    says: "System.IO.FileNotFoundException: The specified module 'WebAdministration' was not loaded because no valid module file was found in any module directory.",
    advice: /the module WebAdministration to be found/
  },
  {
    issue: 'machine-config-damaged',
    says: "System.TypeInitializationException: The type initializer for 'X' threw an exception. ---> System.Configuration.ConfigurationErrorsException: Configuration system failed to initialize ---> System.Configuration.ConfigurationErrorsException: Root element is missing. (C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\Config\\machine.config)",
    advice: /Config\\machine\.config to be valid/
  },
  {
    issue: 'config-file-damaged',
    says: 'System.Management.Automation.RuntimeException: Cannot convert value "System.Object[]" to type "System.Xml.XmlDocument". ---> System.Xml.XmlException: Data at the root level is invalid. Line 1, position 1.',
    script: '$x = [xml](Get-Content "$RoleInstallPath\\ClientAccess\\owa\\web.config")',
    advice: /web\.config to be valid XML/
  },
  {
    issue: 'program-crashed',
    says: exit(-1073741515),
    script: 'Start-SetupProcess -Name:"$RoleBinPath\\foo.exe"',
    advice: /foo\.exe to start/
  },
  { issue: 'share-lost', says: 'System.IO.IOException: The specified network name is no longer available.' },
  {
    issue: 'web-site-missing',
    says: `${tasks}.TaskException: The web site 'Default Web Site' could not be found on server 'EX01'.`,
    script: 'new-OwaVirtualDirectory'
  },
  {
    issue: 'setup-cmdlets-not-loaded',
    says: "System.Management.Automation.PSArgumentException: The Windows PowerShell snap-in 'Microsoft.Exchange.Management.PowerShell.E2010' is not installed on this computer."
  },
  {
    issue: 'service-does-not-stop',
    says: "System.InvalidOperationException: Cannot stop MSExchangeTransport service on computer '.'. ---> System.ComponentModel.Win32Exception: A stop control has been sent to a service that other running services are dependent on"
  },
  {
    issue: 'service-does-not-stop',
    says: `${tasks}.TaskException: Time out has expired.`,
    script: 'Stop-SetupService -ServiceName MSExchangeIS',
    advice: /the service MSExchangeIS to stop/
  },
  {
    issue: 'transport-does-not-start',
    says: `${tasks}.ServiceDidNotReachStatusException: Service 'MSExchangeTransport' failed to reach status 'Running' on this server.`,
    script: 'start-SetupService -ServiceName MSExchangeTransport',
    advice: /-Name 'FMS'/
  },
  {
    issue: 'cluster',
    says: 'Microsoft.Exchange.Cluster.ClusApi.ClusCommonTransientException: Cluster API failed: "OpenCluster(EX01) failed with 0x6d9. Error: There are no more endpoints available from the endpoint mapper"'
  },
  {
    issue: 'topology-service-not-running',
    says: 'System.ServiceModel.EndpointNotFoundException: Could not connect to net.tcp://localhost:890/Microsoft.Exchange.Directory.TopologyService. TCP error code 10061'
  },
  {
    issue: 'not-enough-memory',
    says: 'System.ComponentModel.Win32Exception: Insufficient system resources exist to complete the requested service'
  },
  {
    issue: 'arbitration-mailbox',
    says: `${tasks}.RecipientTaskException: The name 'SystemMailbox{8cc370d3-822a-4ab8-a926-bb94bd0641a9}' is already being used. Please try another name.`,
    ...prepare
  },
  {
    issue: 'address-list-service',
    says: `${tasks}.RecipientTaskException: The Exchange server address list service failed to respond.`
  },
  {
    issue: 'database-not-mounted',
    says: 'Microsoft.Mapi.MapiExceptionLogonFailed: Unable to make connection to the server. (hr=0x80040111, ec=1010)'
  },
  {
    issue: 'directory-name-bad',
    says: response('0000208F', 'NameErr: DSID-03100225, problem 2006 (BAD_NAME), data 8350')
  },
  {
    issue: 'directory-group-scope',
    says: response('00002141', 'SvcErr: DSID-031A0FC0, problem 5003 (WILL_NOT_PERFORM), data 0')
  },
  {
    issue: 'service-principal-name-taken',
    says: response(
      '000021C7',
      'AtrErr: DSID-03200E6E, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 90303 (servicePrincipalName)'
    )
  },
  {
    issue: 'schema-master-silent',
    says: `${directory}.ADTransientException: Could not find the schema master.`,
    ...prepare
  },
  {
    issue: 'schema-too-old',
    says: `${directory}.DSSchemaException: The property 'msExchFoo' isn't found in the Active Directory schema.`,
    ...prepare
  },
  {
    issue: 'removal-database-copies',
    says: `${tasks}.TaskException: The operation couldn't be performed because server EX01 holds mailbox database copies.`,
    command: '/m:Uninstall',
    mode: 'Uninstall'
  },
  {
    issue: 'removal-edge-subscription',
    says: `${tasks}.TaskException: This server is subscribed to an Edge Transport server.`,
    command: '/m:Uninstall',
    mode: 'Uninstall'
  },
  {
    issue: 'virtual-directory-missing',
    says: `${tasks}.ManagementObjectNotFoundException: Impossibile trovare l'oggetto 'EX01\\owa (Default Web Site)' su 'DC01.contoso.com'.`,
    advice: /the virtual directory EX01\\owa \(Default Web Site\) to exist/
  },
  {
    issue: 'corrupt-object',
    says: 'Microsoft.Exchange.Data.DataValidationException: The length of the property is too long. Property Name: LegacyDN',
    advice: /correct LegacyDN/
  },
  {
    issue: 'recovery-dag-member',
    says: `${tasks}.TaskException: The server EX01 is a member of database availability group DAG01.`,
    command: '/m:RecoverServer',
    mode: 'DisasterRecovery',
    advice: /ConfigurationOnly/
  },
  {
    issue: 'certificate-key-not-granted',
    says: "System.UnauthorizedAccessException: Access to the path 'C:\\ProgramData\\Microsoft\\Crypto\\RSA\\MachineKeys\\abc_1' is denied."
  },
  {
    issue: 'licence-not-accepted',
    says: "Contoso.ParseException: The parameter 'IAcceptExchangeServerLicenseTerms' isn't valid."
  },
  {
    issue: 'update-ended-prematurely',
    says: 'Contoso.Exception: Security Update For Exchange Server 2019 CU14 (KB5036402) - Error 0x80070643',
    advice: /msiexec\.exe \/update/
  },
  {
    issue: 'service-dependency-missing',
    says: "System.InvalidOperationException: Cannot start service MSExchangeFastSearch on computer '.'. ---> System.ComponentModel.Win32Exception: The dependency service does not exist or has been marked for deletion",
    advice: /all services that MSExchangeFastSearch depends on/
  },
  {
    issue: 'resumed-by-another-action',
    says: 'Contoso.SetupException: Setup ist bei der Aktion "Install" fehlgeschlagen. Die Aktion "BuildToBuildUpgrade" kann es nicht fortsetzen.',
    advice: /mode that the message names first, Install.*reg export.*Watermark and Action/s
  },
  {
    issue: 'active-directory-out-of-reach',
    says: "Contoso.SetupException: Either Active Directory doesn't exist, or it can't be contacted."
  },
  {
    issue: 'address-lists',
    says: `${tasks}.ManagementObjectNotFoundException: The offline address book '\\Default Offline Address Book' couldn't be found.`,
    advice: /correct \\Default Offline Address Book/
  },
  {
    issue: 'temporary-class-not-made',
    says: "System.InvalidOperationException: Unable to generate a temporary class (result=1). error CS2001: Source file 'C:\\Windows\\TEMP\\a.0.cs' could not be found"
  },
  { issue: 'path-not-valid', says: 'System.ArgumentException: Illegal characters in path.' },
  { issue: 'performance-counter-names', says: exit(5), script: 'Start-SetupProcess -Name "lodctr.exe" -Args "/m:x"' },
  { issue: 'unknown-failure', says: "System.InvalidOperationException: The thing of 'contoso.com/Users/WinRM' is odd." }
]
