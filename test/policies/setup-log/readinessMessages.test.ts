import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { diagnose } from '../../../policies/setup-log/diagnose'
import { link } from '../../support/setupLogRows'
import { beginning, failing, logText, sectionOf } from '../../support/setupLogs'

/** An issue, the rule that tells it, and what setup says of it. */
type Row = readonly [issue: string, rule: string, message: string]

const told = (...lines: ReadonlyArray<string>): ReadonlyArray<readonly [string, string]> =>
  diagnose(sectionOf(logText([...beginning, ...lines, ...failing]))).map(({ issue, confidence }) => [
    issue.id,
    confidence
  ])

/** Rules that setup's own words tell as well, where a copy lacks their names. */
const byWords: ReadonlyArray<Row> = [
  [
    'computer-without-site',
    'InvalidADSite',
    "This computer doesn't belong to a valid Active Directory site. Check the site and subnet definitions."
  ],
  [
    'domain-controller-out-of-site',
    'DomainControllerIsOutOfSite',
    "Setup can't use the domain controller 'DC01.contoso.com' because it belongs to Active Directory site 'Monaco'. Setup must use a domain controller in the same site as this computer (HQ)."
  ],
  [
    'local-domain-not-prepared',
    'DomainPrepRequired',
    'The local domain needs to be prepared using Setup /PrepareDomain before server roles can be installed.'
  ],
  [
    'dns',
    'PrimaryDNSTestFailed',
    'Setup cannot contact the primary DNS server (10.0.0.10) using TCP port 53. Check that DNS server is accessible and that its address is correct.'
  ],
  [
    'dns',
    'HostRecordMissing',
    "Host record (A) for the computer 'EX01.contoso.com' cannot be found in the DNS database on server 10.0.0.10."
  ],
  [
    'earlier-try-unfinished',
    'InstallWatermark',
    'A Setup failure previously occurred while installing the BridgeheadRole role. Either run Setup again for just this role, or remove the role using Control Panel.'
  ],
  [
    'windows-feature-missing',
    'RsatClusteringInstalled',
    "The Windows component RSAT-Clustering-CmdInterface isn't installed on this computer and needs to be installed before Exchange Setup can begin."
  ],
  [
    'windows-feature-missing',
    'WebNetExt45',
    "The Windows component Web-Net-Ext45 isn't installed on this computer and needs to be installed before Exchange Setup can begin."
  ],
  [
    'wrong-windows',
    'ValidOSVersion',
    "This computer requires Windows Server 2019 or later. The operating system on this computer doesn't meet the minimum requirements for Exchange Server 2019."
  ],
  [
    'hybrid',
    'HybridIsEnabledAndTenantVersionIsNotUpgraded',
    'A hybrid deployment with Office 365 has been detected. Please ensure that you are running setup with the /TenantOrganizationConfig switch.'
  ],
  [
    'visual-cpp-missing',
    'VC2013RedistDependencyRequirement',
    'Visual C++ 2013 Redistributable Package is a required component. Please, install the required binaries and re-run the setup.'
  ],
  [
    'ucma-missing',
    'UcmaRedistMsi',
    'This computer requires the Microsoft Unified Communications Managed API 4.0, Core Runtime 64-bit. Please install the software from http://go.microsoft.com/fwlink/?LinkId=260990.'
  ],
  [
    'net-framework-too-old',
    'MinimumFrameworkNotInstalled',
    'This computer requires .NET Framework 4.8 (https://support.microsoft.com/kb/4503548).'
  ],
  [
    'url-rewrite-missing',
    'IISURLRewriteNotInstalled',
    'The IIS URL Rewrite Module must be installed. Install it from https://www.iis.net/downloads/microsoft/url-rewrite.'
  ],
  [
    'send-connector-source',
    'ServerIsSourceForSendConnector',
    'This computer is configured as a source server for 2 connector(s) in the organization. These connectors must be moved or deleted before Setup can continue.'
  ],
  [
    'split-permissions',
    'InstallOnDCInADSplitPermissionMode',
    "Exchange can't be installed on a domain controller in an Active Directory split permissions model."
  ],
  [
    'recovery-wants-newer-medium',
    'ServerIsRecoveredByOlderVersion',
    'Exchange Server version Version 15.2 (Build 1118.20) or later must be used to perform a recovery of this server.'
  ],
  [
    'domain-controller-out-of-site',
    'DomainControllerIsOutOfSite',
    'Setup must use a domain controller in the same site as this computer (HQ).'
  ],
  [
    'not-in-organization-management',
    'GlobalServerInstall',
    "You must be a member of the 'Organization Management' role group or a member of the 'Enterprise Admins' group to continue."
  ],
  [
    'missing-group-membership',
    'SchemaUpdateRequired',
    "The Active Directory schema isn't up-to-date, and this user account isn't a member of the 'Schema Admins' and/or 'Enterprise Admins' groups."
  ],
  [
    'active-directory-out-of-reach',
    'CannotAccessAD',
    "Either Active Directory doesn't exist, or it can't be contacted."
  ],
  [
    'restart-pending',
    'RebootPending',
    'A reboot from a previous installation is pending. Please restart the system and then rerun Setup.'
  ],
  [
    'functional-level',
    'ForestLevelNotWin2012R2',
    "The forest functional level of the current Active Directory forest isn't Windows Server 2012 R2 native or later. To install Exchange Server 2019, the forest functional level must be at least Windows Server 2012 R2 native."
  ],
  [
    'older-servers',
    'E14E12CoexistenceMinVersionRequirement',
    'All Exchange 2010 servers in the organization must be upgraded to Exchange 2010 Service Pack 3 Update Rollup 11 or later.'
  ]
]

/** Rules that only their names tell. */
const byName: ReadonlyArray<Row> = [
  [
    'edge-directory-feature-missing',
    'ADAMLonghornWin7ServerNotInstalled',
    'Active Directory Lightweight Directory Services must be installed before the Edge Transport server role.'
  ],
  ['not-local-administrator', 'NotLocalAdmin', 'The account must be a member of the local group Administrators.'],
  [
    'domain-controller-forced',
    'ConfigDCHostNameMismatch',
    "The domain controller 'DC02.contoso.com' set for this server's configuration isn't the one that Setup uses, 'DC01.contoso.com'."
  ],
  ['on-domain-controller', 'ComputerRODC', "Exchange can't be installed on a read-only domain controller."],
  [
    'execution-policy',
    'PowerShellExecutionPolicyCheckSet',
    "The PowerShell execution policy of the machine or user is set by Group Policy. Setup can't continue."
  ],
  [
    'service-marked-for-deletion',
    'ServicesAreMarkedForDeletion',
    'One or more of the Microsoft Exchange services are marked for deletion: MSExchangeFrontEndTransport.'
  ],
  [
    'windows-service-disabled',
    'WinRMServiceDisabledOrNotInstalled',
    'The Windows Remote Management (WinRM) service is disabled or not installed on this computer. WinRM is required for the installation to continue.'
  ],
  [
    'prerequisite-missing',
    'Win7LDRGDRRMSNotInstalled',
    'A hotfix of the active directory rights management client is missing.'
  ],
  [
    'organization-name-taken',
    'ExOrgAlreadyExists',
    "The Exchange organization 'Contoso' already exists, so it can't be made under another name."
  ],
  [
    'port-sharing-not-automatic',
    'NetTcpPortSharingSvcNotAuto',
    'The start type of the Net.Tcp Port Sharing service must be set to Automatic.'
  ],
  [
    'universal-runtime-missing',
    'KB2999226NotInstalled',
    'The Universal C Runtime (KB2999226) must be installed on this computer.'
  ],
  [
    'windows-update-missing',
    'Win2k16LSARollupUpdateNotInstalled',
    'This computer requires the update described in Microsoft Knowledge Base article KB3206632.'
  ],
  [
    'edge-directory-folder-exists',
    'ADAMDataPathExists',
    "The AD LDS data path 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\TransportRoles\\data\\Adam' already exists."
  ],
  [
    'server-core-installed',
    'IsServerCoreInstalled',
    "Exchange can't be installed on a Server Core installation of this version of Windows."
  ],
  [
    'domain-controller-as-host',
    'WarningInstallExchangeRolesOnDomainController',
    'Setup is going to install Exchange on a domain controller, which is not recommended.'
  ],
  [
    'mitigation-service-unreachable',
    'MitigationsCloudEndpointUnreachable',
    "The Mitigation Service endpoint can't be reached: https://officeclient.microsoft.com/getexchangemitigations."
  ],
  [
    'watermark-of-other-role',
    'InterruptedUninstallNotContinued',
    'An uninstallation of another role was interrupted. It must be completed first.'
  ],
  [
    'group-expansion-server',
    'ServerIsGroupExpansionServer',
    'This computer is configured as a group expansion server for 3 group(s).'
  ],
  [
    'messages-in-queue',
    'MessagesInQueue',
    'There are 12 messages in the queue on this server. Wait for the messages to be delivered before you uninstall.'
  ],
  [
    'mailbox-database-in-use',
    'UnwillingToRemoveMailboxDatabase',
    "Uninstall can't continue. Database 'DB01': This mailbox database contains one or more mailboxes, mailbox plans, archive mailboxes, public folder mailboxes or arbitration mailboxes, Audit mailboxes."
  ]
]

for (const [issue, rule, message] of [...byWords, ...byName])
  test(`the rule ${rule}`, () => {
    const lines = [`[1] Failed [Rule:${rule}] [Message:${message}]`, `[1] [REQUIRED] ${message}`, link(rule)]
    assert.equal(told(...lines), [[issue, 'known']])
  })

for (const [issue, rule, message] of byWords)
  test(`what the rule ${rule} says, without its name`, () =>
    assert.equal(told(`[1] [REQUIRED] ${message}`), [[issue, 'known']]))

test('a run without an error that could not write to the event log is told', () => {
  const lines = ["[1] [WARNING] Cannot open log for source 'MSExchangeSetup'. You may not have write access."]
  assert.equal(told(...lines), [['event-log-access-denied', 'known']])
})

test('what only resembles the words of a rule is not told as that rule', () => {
  for (const message of [
    'The local domain contoso.com was updated.',
    'The Active Directory schema is up-to-date.',
    'You must be a member of the group that owns the folder.',
    'This computer requires a restart.',
    'Visual C++ 2010 Redistributable Package is there.'
  ])
    assert.equal(told(`[1] [REQUIRED] ${message}`), [['unknown-failure', 'not known']])
})

test.run()
