import { inPowerShell } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, has } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { runSetup } from '../setupCommands'

const pages = 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref'

const prerequisites = 'https://learn.microsoft.com/exchange/plan-and-deploy/prerequisites'

const runtimes: ReadonlyArray<readonly [string, string, string, ReadonlyArray<string>, string]> = [
  [
    'visual-cpp-missing',
    'A Visual C++ Redistributable',
    'the Visual C++ 2012 and 2013 Redistributables (x64)',
    ['VC2012RedistDependencyRequirement', 'VC2013RedistDependencyRequirement', 'VC20*'],
    prerequisites
  ],
  [
    'ucma-missing',
    'The Unified Communications Managed API 4.0',
    'UCMA 4.0 (UCMARedist\\Setup.exe of the medium)',
    ['UcmaRedistMsi', 'SpeechRedistMsi'],
    `${pages}/ms-exch-setupreadiness-ucmaredistmsi`
  ],
  [
    'net-framework-too-old',
    'The .NET Framework in the version for this update',
    'the .NET Framework version that the supportability matrix names for this Cumulative Update',
    ['MinimumFrameworkNotInstalled', 'NETFrameworkNotInstalled', 'NETFrameworkMaximumVersion*'],
    'https://learn.microsoft.com/exchange/plan-and-deploy/supportability-matrix'
  ],
  [
    'url-rewrite-missing',
    'The IIS URL Rewrite module',
    'IIS URL Rewrite Module 2 (x64)',
    ['IISURLRewriteNotInstalled', 'UrlRewrite*'],
    `${pages}/ms-exch-setupreadiness-iisurlrewritenotinstalled`
  ],
  [
    'universal-runtime-missing',
    'The Universal C Runtime',
    'the update KB2999226 of Windows',
    ['KB2999226NotInstalled'],
    `${pages}/ms-exch-setupreadiness-kb2999226notinstalled`
  ],
  [
    'windows-update-missing',
    'An update of Windows that Exchange needs',
    'the update of Windows that the rule names',
    [
      'Win2k12RefsUpdateNotInstalled',
      'Win2k12RollupUpdateNotInstalled',
      'Win2k12UrefsUpdateNotInstalled',
      'Win2k16LSARollupUpdateNotInstalled',
      'Win7RpcHttpAssocCookieGuidUpdateNotInstalled',
      'Win7WindowsIdentityFoundationUpdateNotInstalled',
      'Win8WindowsIdentityFoundationUpdateNotInstalled',
      'SearchFoundationAssemblyLoaderKBNotInstalled'
    ],
    pages
  ]
]

const missing = runtimes.map(([id, what, thing, rules, link]) =>
  known({
    id,
    title: `${what} is not installed`,
    link,
    rules,
    meaning: 'The readiness check looks for it before anything is changed, and did not find it.',
    expected: `${thing} to be installed on {machine}; install it and restart`,
    steps: [`Install ${thing}.`, 'Restart {machine}.']
  })
)

/** Readiness rules whose remedy is one thing. */
export const readinessRules: ReadonlyArray<KnownIssue> = [
  ...missing,
  known({
    id: 'edge-directory-folder-exists',
    title: 'A folder of an earlier Edge Transport directory exists',
    link: `${pages}/ms-exch-setupreadiness-adamdatapathexists`,
    rules: ['ADAMDataPathExists'],
    meaning: 'Setup would make the directory of the Edge Transport server in a folder that exists already.',
    expected: 'the folder TransportRoles\\data\\Adam not to exist; move it away, and run setup again',
    steps: ['Move the folder away (do not delete it if this server ever worked), then run setup again.']
  }),
  known({
    id: 'edge-directory-feature-missing',
    title: 'Active Directory Lightweight Directory Services are not installed',
    link: prerequisites,
    rules: ['ADAMSvcStopped', 'ADAMLonghornWin7Server*', 'LonghornADAM*'],
    meaning:
      'The Edge Transport role keeps its directory in AD LDS, a feature of Windows that is not there or does not run.',
    expected: 'the feature ADLDS to be installed on {machine}; install it, and run setup again',
    steps: [inPowerShell('In an elevated PowerShell:', 'Install-WindowsFeature ADLDS')]
  }),
  known({
    id: 'server-core-installed',
    title: 'This version of Exchange needs Windows with Desktop Experience',
    link: `${pages}/ms-exch-setupreadiness-isservercoreinstalled`,
    rules: ['IsServerCoreInstalled', 'WindowsServer2008CoreServerEdition', 'ServerGuiMgmtInfraNotInstalled'],
    meaning: 'This Windows is a Server Core; Exchange 2016 and older do not run there, Exchange 2019 and later do.',
    expected:
      'Exchange to be installed on a Windows that supports it; take a server with Desktop Experience, or a newer Exchange',
    steps: ['Install Windows with Desktop Experience. It can not be added later to Windows Server 2016 or newer.'],
    again: false
  }),
  known({
    id: 'domain-controller-as-host',
    title: 'Setup warns that this computer is a domain controller',
    link: `${pages}/ms-exch-setupreadiness-warninginstallexchangerolesondomaincontroller`,
    rules: ['WarningInstallExchangeRolesOnDomainController'],
    meaning:
      'Exchange on a domain controller can not be demoted later, and its rights are those of domain administrators.',
    expected: 'Exchange to run on a member server; choose one, unless there is no other way',
    steps: ['Install Exchange on a member server.']
  }),
  known({
    id: 'mitigation-service-unreachable',
    title: 'The service that hands out mitigations can not be reached',
    link: `${pages}/ms-exch-setupreadiness-mitigationscloudendpointunreachable`,
    rules: ['MitigationsCloudEndpointUnreachable'],
    meaning:
      'The Emergency Mitigation service fetches from officeclient.microsoft.com, which this server does not reach. Setup only warns of it.',
    expected:
      'officeclient.microsoft.com to be reachable from {machine} over HTTPS; open the way, or accept to do without',
    steps: ['Open outbound HTTPS to officeclient.microsoft.com, or set the proxy of the organization for it.']
  }),
  known({
    id: 'older-version-in-forest',
    title: 'The forest still holds a version of Exchange that this one refuses',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-se/upgrade-to-exchange-server-se',
    where: allOf(
      has('Exchange Server 2013'),
      anyOf(
        has('decommission'),
        has('coexist'),
        has('must be removed'),
        has('no longer supported'),
        has('must be uninstalled')
      )
    ),
    meaning:
      'Exchange Server SE does not coexist with Exchange 2013. From its second Cumulative Update on, it coexists only with supported versions.',
    expected:
      'no server of the version that the rule names to be in the organization; remove these properly, and run setup again',
    steps: [
      inPowerShell(
        'See all server objects, in PowerShell with the Active Directory module:',
        "Get-ADObject -SearchBase (Get-ADRootDSE).configurationNamingContext -LDAPFilter '(objectClass=msExchExchangeServer)' -Properties serialNumber | Format-Table Name, serialNumber"
      ),
      'Uninstall the old servers. A server that is lost: recover it first, or let a person remove its object.'
    ]
  }),
  known({
    id: 'watermark-of-other-role',
    title: 'An earlier installation of a role did not finish',
    link: 'https://microsoft.github.io/CSS-Exchange/Setup/SetupAssist/InstallWatermark/',
    rules: ['InterruptedUninstallNotContinued'],
    meaning: 'A removal was begun and not finished; setup goes on with that first.',
    expected: 'the removal to be finished; run it again in the mode Uninstall, and then what you want to do',
    steps: [(found) => runSetup(found.run, '/m:Uninstall')],
    again: false
  }),
  known({
    id: 'send-connector-source',
    title: 'The server is the source of a Send connector',
    link: 'https://learn.microsoft.com/exchange/mail-flow/connectors/send-connectors',
    rules: ['ServerIsSourceForSendConnector', 'SendConnectorException'],
    meaning: 'A Send connector names this server as its source, so that mail would stop with it.',
    expected: 'no Send connector to use {machine}; give each another source, and run setup again',
    steps: ['On another server: Get-SendConnector, and set -SourceTransportServers without {machine}.']
  }),
  known({
    id: 'group-expansion-server',
    title: 'The server expands distribution groups',
    link: 'https://learn.microsoft.com/exchange/recipients/distribution-groups',
    rules: ['ServerIsGroupExpansionServer'],
    meaning: 'A distribution group names this server as its expansion server.',
    expected: 'no group to name {machine} as its expansion server; change them, and run setup again',
    steps: [
      'On another server: Get-DistributionGroup -ResultSize Unlimited, and clear ExpansionServer where it names {machine}.'
    ]
  }),
  known({
    id: 'messages-in-queue',
    title: 'Messages are left in the queues',
    link: 'https://learn.microsoft.com/exchange/mail-flow/queues/queues',
    rules: ['MessagesInQueue', 'VoiceMessagesInQueue'],
    meaning: 'The queues hold messages that would be lost with the role.',
    expected: 'the queues of {machine} to be empty; drain them, and run setup again',
    steps: ['Drain transport (Set-ServerComponentState with -State Draining), wait, and see the rest with Get-Queue.']
  }),
  known({
    id: 'mailbox-database-in-use',
    title: 'A mailbox database blocks the removal',
    link: `${pages}/ms-exch-setupreadiness-unwillingtoremovemailboxdatabase`,
    rules: ['UnwillingToRemoveMailboxDatabase'],
    meaning: 'Removing the server would lose user mailboxes in its databases.',
    expected: 'the databases of {machine} to hold no mailbox; move all, and run the removal again',
    steps: [
      'Move all mailboxes with New-MoveRequest, those of -Arbitration, -Archive, -AuditLog, -Monitoring and -PublicFolder too.'
    ]
  })
]
