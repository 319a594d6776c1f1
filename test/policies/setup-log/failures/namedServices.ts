import { type FailureRow, response, tasks } from './failureRow'

const open = (program: string): string =>
  `Setup can't continue with the upgrade because the ${program} has open files. Close the process, and then restart Setup.`

const feature = (name: string): string =>
  `The Windows component ${name} isn't installed on this computer and needs to be installed before Exchange Setup can begin.`

/** Failures whose process, service, feature or file the log names. */
export const namedServiceFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'open-processes',
    says: `System.Exception: ${open('wmiprvse (4312)')}`,
    advice: /DSC[\s\S]*Get-Process -Id 4312 [\s\S]*-eq 'wmiprvse'[\s\S]*Stop-Process -Force/,
    never: /what the rule names|If one comes back/
  },
  {
    issue: 'open-processes',
    says: `System.Exception: ${open('powershell (5140)')}`,
    advice: /scheduled task[\s\S]*Get-Process -Id 5140 /,
    never: /DSC/
  },
  {
    issue: 'open-processes',
    says: 'System.Exception: Setup cannot continue with the upgrade because a program has open files.',
    advice: /If one comes back, restart/,
    never: /Stop-Process/
  },
  {
    issue: 'service-not-running-in-time',
    says: `${tasks}.ServiceDidNotReachStatusExcep\ntion: Service 'MSExchangeFrontendTransport' failed to reach status 'Running' on\nthis server.`,
    script: 'start-SetupService -ServiceName MSExchangeFrontendTransport',
    advice: /Application log of that minute[\s\S]*:25[\s\S]*TransportRole[\s\S]*Set-Service/
  },
  {
    issue: 'service-not-running-in-time',
    says: `${tasks}.ServiceDidNotReachStatusException: Service 'MSExchangeRepl' failed to reach status 'Running' on this server.`,
    script: 'start-SetupService -ServiceName MSExchangeRepl',
    advice: /Application log of that minute[\s\S]*Set-Service/,
    never: /:25/
  },
  {
    issue: 'service-disabled',
    says: "Microsoft.PowerShell.Commands.ServiceCommandException: Failed to start service 'Microsoft Exchange Service Host (MSExchangeServiceHost)'.",
    script: 'Start-service MSExchangeServiceHost',
    advice: /find in the event logs[\s\S]*Application log[\s\S]*Only if it is Disabled[\s\S]*-StartupType Automatic/
  },
  {
    issue: 'service-disabled',
    says: `${tasks}.ServiceDisabledException: Service 'MSExchangeServiceHost' is disabled on this server.`,
    script: 'start-SetupService -ServiceName MSExchangeServiceHost',
    advice: /to be enabled and startable/,
    never: /Only if it is Disabled/
  },
  {
    issue: 'transport-does-not-start',
    says: `${tasks}.ServiceDidNotReachStatusException: Service 'MSExchangeTransport' failed to reach status 'Running' on this server.`,
    script: 'start-SetupService -ServiceName MSExchangeTransport',
    before: [
      '[2] [WARNING] The TransportAgentFactory type must be the Microsoft .NET class type of the transport agent factory.'
    ],
    advice: /KB2938053[\s\S]*Get-TransportAgent[\s\S]*Disable-TransportAgent/
  },
  {
    issue: 'transport-does-not-start',
    says: `${tasks}.ServiceDidNotReachStatusException: Service 'MSExchangeTransport' failed to reach status 'Running' on this server.`,
    script: 'start-SetupService -ServiceName MSExchangeTransport',
    mode: 'Install',
    command: '/m:Install /r:Mailbox',
    never: /Get-TransportAgent/
  },
  ...[
    "Der Dienst 'MSExchangeTransport' konnte auf diesem Server den Status 'Running' nicht erreichen.",
    "サービス 'MSExchangeTransport' は状態 'Running' に到達できませんでした。",
    `${tasks}.ServiceDidNotReachStatusException: Transport did not come up.`
  ].map((says) => ({
    issue: 'transport-does-not-start',
    says,
    script: 'start-SetupService -ServiceName MSExchangeTransport',
    advice: /'FMS'[\s\S]*'MSExchangeTransport'/,
    never: /IPv6/
  })),
  {
    issue: 'transport-does-not-start',
    says: `${tasks}.ServiceDidNotReachStatusException: Service 'MSExchangeTransport' failed to reach status 'Running' on this server.`,
    script: 'start-SetupService -ServiceName MSExchangeTransport',
    setupVersion: '14.3.123.4',
    advice: /IPv6[\s\S]*DisabledComponents[\s\S]*PowerShell\.E2010/,
    never: /FMS|PowerShell\.SnapIn/
  },
  {
    issue: 'windows-feature-missing',
    says: `System.Exception: ${feature('RPC-over-HTTP-proxy')}`,
    advice: /Install-WindowsFeature -Name 'RPC-over-HTTP-proxy'/,
    never: /InstallWindowsComponents/
  },
  {
    issue: 'assembly-not-loaded',
    says: "System.BadImageFormatException: Could not load file or assembly 'Microsoft.Exchange.PublicFolders, Version=15.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35' or one of its dependencies. The module was expected to contain an assembly manifest.",
    advice: /-Filter 'Microsoft\.Exchange\.PublicFolders\.dll' \| Get-AuthenticodeSignature[\s\S]*chkdsk/
  },
  {
    issue: 'assembly-not-loaded',
    says: 'System.TypeLoadException: Could not load type Odd from a file.',
    never: /Get-AuthenticodeSignature/
  },
  {
    issue: 'domain-lacks-object',
    says: response(
      '0000208D',
      "NameErr: DSID-03100288, problem 2001 (NO_OBJECT), data 0, best match of: 'DC=child,DC=root,DC=local'"
    ),
    script: 'Enable-Mailbox -Arbitration -Identity $arbUsers[0] -database $dbs[0].Identity;',
    mode: 'Install',
    command: '/m:Install /r:Mailbox',
    advice: /\/PrepareAD[\s\S]*\/PrepareDomain:child\.root\.local[\s\S]*repadmin/
  },
  {
    issue: 'unknown-failure',
    says: response(
      '0000208D',
      "NameErr: DSID-03100288, problem 2001 (NO_OBJECT), data 0, best match of: 'CN=Servers,CN=First,DC=root,DC=local'"
    ),
    script: 'Set-Odd',
    mode: 'Install',
    command: '/m:Install /r:Mailbox'
  },
  {
    issue: 'removal-language-files-denied',
    says: 'System.UnauthorizedAccessException: Access is denied ---> System.ComponentModel.Win32Exception: Access is denied',
    script: 'Write-ExchangeSetupLog -info "Remove Language Packs completed."',
    mode: 'Uninstall',
    command: '/m:Uninstall',
    advice: /Restart/
  }
]
