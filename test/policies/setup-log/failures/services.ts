import { type FailureRow, tasks } from './failureRow'

export const serviceFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'service-not-running-in-time',
    says: `${tasks}.ServiceDidNotReachStatusException: Service 'MSExchangeDagMgmt' failed to reach status 'Running' on this server.`,
    script: 'start-SetupService -ServiceName MSExchangeDagMgmt',
    advice: /Start-Service -Name 'MSExchangeDagMgmt'/
  },
  {
    issue: 'service-not-running-in-time',
    says: `${tasks}.ServiceDidNotReachStatusException: Der Dienst 'MSExchangeRepl' konnte auf diesem Server nicht gestartet werden.`,
    script: 'start-SetupService -ServiceName MSExchangeRepl',
    advice: /Start-Service -Name 'MSExchangeRepl'/
  },
  {
    issue: 'service-disabled',
    says: `${tasks}.ServiceDisabledException: Der Dienst 'MSExchangeADTopology' kann nicht verwendet werden.`,
    script: 'start-SetupService -ServiceName MSExchangeMailboxAssistants'
  },
  {
    issue: 'firewall-not-configurable',
    says: 'Microsoft.PowerShell.Commands.ServiceCommandException: Der Dienst "Windows Defender Firewall (MpsSvc)" kann nicht konfiguriert werden: Zugriff verweigert ---> System.ComponentModel.Win32Exception: Zugriff verweigert',
    script: 'Set-Service MpsSvc -StartupType Automatic; Start-SetupService -ServiceName MpsSvc'
  },
  {
    issue: 'service-disabled',
    says: `${tasks}.ServiceDisabledException: Service 'MSExchangeADTopology' is disabled on this server. ---> System.InvalidOperationException: Cannot start service MSExchangeADTopology on computer '.'. ---> System.ComponentModel.Win32Exception: The service cannot be started, either because it is disabled or because it has no enabled devices associated with it`,
    script: 'start-SetupService -ServiceName MSExchangeMailboxAssistants'
  },
  {
    issue: 'remote-management-busy',
    says: "System.InvalidOperationException: Running the command 'C:\\Windows\\system32\\net.exe start winrm' failed. Output message: The service is starting or stopping.  Please try again later.",
    script: 'configure-WSManIISHosting -EnableKerberosModule;'
  },
  {
    issue: 'service-control-nothing-saved',
    says: 'System.Management.Automation.MethodInvocationException: Exception calling "Reverse" with "1" argument(s): "Value cannot be null. Parameter name: array" ---> System.ArgumentNullException: Value cannot be null.',
    script: '& $RoleBinPath\\ServiceControl.ps1 Stop $roleList;'
  },
  {
    issue: 'server-object-not-found',
    says: `${tasks}.ManagementObjectNotFoundException: Der Vorgang konnte nicht ausgef\u00fchrt werden, weil das Objekt 'EX01' nicht gefunden wurde.`,
    script: 'upgrade-ExchangeServer -DomainController $RoleDomainController'
  },
  {
    issue: 'firewall-not-configurable',
    says: "Microsoft.PowerShell.Commands.ServiceCommandException: Service 'Windows Defender Firewall (MpsSvc)' cannot be configured due to the following error: Access is denied ---> System.ComponentModel.Win32Exception: Access is denied",
    script: 'Set-Service MpsSvc -StartupType Automatic'
  },
  {
    issue: 'rpc-unreachable',
    says: 'System.ComponentModel.Win32Exception: The RPC server is unavailable. (0x800706BA)'
  },
  {
    issue: 'transport-does-not-start',
    says: 'Microsoft.Exchange.Configuration.Tasks.ServiceDidNotReachStatusException: Der Dienst "MSExchangeTransport" hat den Status "Running" auf diesem Server nicht erreicht.',
    script: 'start-SetupService -ServiceName MSExchangeTransport'
  },
  {
    issue: 'service-not-running-in-time',
    says: "Microsoft.Exchange.Configuration.Tasks.ServiceDidNotReachStatusException: Service 'MSExchangeFrontendTransport' failed to reach status 'Running' on this server.",
    script: 'start-SetupService -ServiceName MSExchangeFrontendTransport',
    mode: 'DisasterRecovery',
    command: '/m:RecoverServer'
  },
  {
    issue: 'service-disabled',
    says: "System.InvalidOperationException: Impossible de démarrer le service MSExchangeADTopology sur l'ordinateur '.'. ---> System.ComponentModel.Win32Exception: Le service ne peut pas être démarré parce qu'il est désactivé ou qu'aucun périphérique activé ne lui est associé",
    script: 'start-SetupService -ServiceName MSExchangeADTopology'
  },
  {
    issue: 'service-disabled',
    says: 'System.InvalidOperationException: Der Dienst MSExchangeADTopology kann nicht auf Computer . gestartet werden.',
    script: 'start-SetupService -ServiceName MSExchangeADTopology'
  },
  {
    issue: 'service-does-not-stop',
    says: 'System.ServiceProcess.TimeoutException: Das Timeout ist abgelaufen, und der Vorgang wurde nicht abgeschlossen.',
    script: "Stop-SetupService -ServiceName 'MSExchangeServiceHost'"
  },
  {
    issue: 'service-does-not-stop',
    says: "Installing C:\\SU\\Exchange2019-KB5030524-x64-en.msp failed. Stop-SetupService : Service 'Microsoft Exchange Search Host Controller' (HostControllerService) failed to stop Error code is 1603.",
    advice: /HostControllerService to stop/
  },
  {
    issue: 'service-marked-for-deletion',
    says: 'System.ComponentModel.Win32Exception (0x80004005): The specified service has been marked for deletion',
    script: 'install-TransportService'
  }
]
