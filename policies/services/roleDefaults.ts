import type { ServerKind } from '../../judging/kind'
import { sameName } from '../../kernel/compare'
import type { RoleName } from '../../kernel/words'

/**
 * How a healthy server holds a service: `running` (Automatic and running), `automatic` (Automatic, but stopped on
 * healthy servers too), `enabled` (Manual: anything but Disabled), or `optional` (the operator's choice).
 */
export type Expectation = 'running' | 'automatic' | 'enabled' | 'optional'

/** A service that belongs to Exchange, or that an update of Exchange stops and disables. */
export interface ServiceDefault {
  readonly name: string
  readonly displayName: string
  readonly expected: Expectation
  /** On which servers the expectation holds, where the service is installed. */
  readonly judged: (kind: ServerKind) => boolean
  /** On which servers setup always installs it. */
  readonly core: (kind: ServerKind) => boolean
}

type Where = (kind: ServerKind) => boolean

const nowhere: Where = () => false
const everywhere: Where = () => true
const edge: Where = (kind) => kind.edge
const inside: Where = (kind) => !kind.edge
const modern: Where = ({ product }) => product !== '2010'
const mailbox: Where = (kind) => kind.backEnd
const frontEnd: Where = (kind) => modern(kind) && kind.frontEnd
const website: Where = (kind) => kind.frontEnd || kind.backEnd
const modernInside: Where = (kind) => modern(kind) && inside(kind)
const upTo2016: Where = ({ product }) => product === '2013' || product === '2016'
/** Later ones index within the mailbox itself, so that their search needs no service. */
const searchable: Where = (kind) => upTo2016(kind) && kind.backEnd
const anyOf =
  (...places: ReadonlyArray<Where>): Where =>
  (kind) =>
    places.some((place) => place(kind))

/** Any of these roles of Exchange 2010. */
const legacy =
  (...roles: ReadonlyArray<RoleName>): Where =>
  (kind) =>
    !modern(kind) && roles.some((role) => kind.roles.some((name) => sameName(name, role)))

const row =
  (expected: Expectation, judged: Where = everywhere) =>
  (name: string, displayName: string, core: Where = nowhere): ServiceDefault => ({
    name,
    displayName,
    expected,
    judged,
    core
  })

const running = row('running')
const automatic = row('automatic')
const manual = row('enabled')
const optional = row('optional')

/**
 * Exchange's services and their defaults by product and role (learn.microsoft.com, "Overview of Exchange services on
 * Exchange servers" and its editions for 2013 and 2010), and those that ServiceControl.ps1 handles besides, in the
 * order in which they start.
 */
export const serviceDefaults: ReadonlyArray<ServiceDefault> = [
  row('enabled', anyOf(modernInside, legacy('ClientAccess')))('NetTcpPortSharing', 'Net.Tcp Port Sharing Service'),
  running('WinMgmt', 'Windows Management Instrumentation', everywhere),
  automatic('RemoteRegistry', 'Remote Registry'),
  manual('pla', 'Performance Logs & Alerts'),
  manual('WAS', 'Windows Process Activation Service'),
  row('running', inside)('W3SVC', 'World Wide Web Publishing Service', website),
  row('running', inside)('IISADMIN', 'IIS Admin Service', website),
  running('ADAM_MSExchange', 'Microsoft Exchange ADAM', edge),
  running('MSExchangeEdgeCredential', 'Microsoft Exchange Credential Service', edge),
  running('MSExchangeADTopology', 'Microsoft Exchange Active Directory Topology', inside),
  running('MSExchangeServiceHost', 'Microsoft Exchange Service Host', everywhere),
  running('MSExchangeDiagnostics', 'Microsoft Exchange Diagnostics', modern),
  running('MSExchangeHM', 'Microsoft Exchange Health Manager', modern),
  running('MSExchangeHMRecovery', 'Microsoft Exchange Health Manager Recovery'),
  running('MSExchangeIS', 'Microsoft Exchange Information Store', anyOf(mailbox, legacy('Mailbox'))),
  running('MSExchangeSA', 'Microsoft Exchange System Attendant', legacy('Mailbox')),
  running('MSExchangeAB', 'Microsoft Exchange Address Book', legacy('ClientAccess')),
  running('MSExchangeFBA', 'Microsoft Exchange Forms-Based Authentication', legacy('ClientAccess')),
  running('MSExchangeFDS', 'Microsoft Exchange File Distribution', legacy('ClientAccess', 'UnifiedMessaging')),
  running('MSExchangeProtectedServiceHost', 'Microsoft Exchange Protected Service Host', legacy('ClientAccess')),
  running('MSExchangeRepl', 'Microsoft Exchange Replication', anyOf(mailbox, legacy('Mailbox'))),
  running('MSExchangeRPC', 'Microsoft Exchange RPC Client Access', anyOf(mailbox, legacy('ClientAccess', 'Mailbox'))),
  running('MSExchangeThrottling', 'Microsoft Exchange Throttling', anyOf(mailbox, legacy('Mailbox'))),
  running('MSExchangeMailboxAssistants', 'Microsoft Exchange Mailbox Assistants', anyOf(mailbox, legacy('Mailbox'))),
  running(
    'MSExchangeMailboxReplication',
    'Microsoft Exchange Mailbox Replication',
    anyOf(mailbox, legacy('ClientAccess'))
  ),
  running('MSExchangeMailSubmission', 'Microsoft Exchange Mail Submission', legacy('Mailbox')),
  running('MSExchangeSearch', 'Microsoft Exchange Search Indexer', legacy('Mailbox')),
  running('FMS', 'Microsoft Filtering Management Service', mailbox),
  running('MSExchangeTransport', 'Microsoft Exchange Transport', anyOf(mailbox, edge, legacy('HubTransport'))),
  running(
    'MSExchangeTransportLogSearch',
    'Microsoft Exchange Transport Log Search',
    anyOf(mailbox, edge, legacy('HubTransport', 'Mailbox'))
  ),
  running('MSExchangeFrontEndTransport', 'Microsoft Exchange Frontend Transport', frontEnd),
  running('MSExchangeDelivery', 'Microsoft Exchange Mailbox Transport Delivery', mailbox),
  running('MSExchangeSubmission', 'Microsoft Exchange Mailbox Transport Submission', mailbox),
  running('MSExchangeEdgeSync', 'Microsoft Exchange EdgeSync', anyOf(mailbox, legacy('HubTransport'))),
  running('MSExchangeAntispamUpdate', 'Microsoft Exchange Anti-spam Update'),
  running('MSExchangeDagMgmt', 'Microsoft Exchange DAG Management'),
  running('MSExchangeMigrationWorkflow', 'Microsoft Exchange Migration Workflow'),
  running('MSExchangeFastSearch', 'Microsoft Exchange Search', searchable),
  running('HostControllerService', 'Microsoft Exchange Search Host Controller', searchable),
  running('SearchExchangeTracing', 'Tracing Service for Search in Exchange'),
  running('MSExchangeCompliance', 'Microsoft Exchange Compliance Service'),
  running('MSComplianceAudit', 'Microsoft Exchange Compliance Audit'),
  running('MSExchangeMitigation', 'Microsoft Exchange Emergency Mitigation Service'),
  row('automatic', upTo2016)('MSExchangeNotificationsBroker', 'Microsoft Exchange Notifications Broker'),
  row('running', anyOf(upTo2016, legacy('UnifiedMessaging')))(
    'MSExchangeUM',
    'Microsoft Exchange Unified Messaging',
    legacy('UnifiedMessaging')
  ),
  row('running', upTo2016)('MSExchangeUMCR', 'Microsoft Exchange Unified Messaging Call Router'),
  manual('MSExchangeMonitoring', 'Microsoft Exchange Monitoring'),
  manual('msftesql-Exchange', 'Microsoft Search (Exchange)'),
  manual('wsbexchange', 'Microsoft Exchange Server Extension for Windows Server Backup'),
  optional('MSExchangeIMAP4', 'Microsoft Exchange IMAP4'),
  optional('MSExchangeIMAP4BE', 'Microsoft Exchange IMAP4 Backend'),
  optional('MSExchangePOP3', 'Microsoft Exchange POP3'),
  optional('MSExchangePOP3BE', 'Microsoft Exchange POP3 Backend'),
  optional('ClusSvc', 'Cluster Service'),
  optional('HealthService', 'Microsoft Monitoring Agent'),
  optional('MOM', 'Microsoft Operations Manager'),
  optional('OMCFG', 'System Center Management Configuration'),
  optional('OnePoint', 'Microsoft Operations Manager Agent')
]

/** Where Exchange does not work at all without a service, so that no record of it being off is taken for the right state. */
const vital: Readonly<Record<string, Where>> = {
  winmgmt: everywhere,
  nettcpportsharing: modernInside,
  was: website,
  w3svc: website,
  iisadmin: website,
  adam_msexchange: edge,
  msexchangeadtopology: inside,
  msexchangeis: anyOf(mailbox, legacy('Mailbox')),
  msexchangerepl: anyOf(mailbox, legacy('Mailbox')),
  msexchangerpc: anyOf(mailbox, legacy('ClientAccess', 'Mailbox')),
  msexchangesa: legacy('Mailbox'),
  msexchangeab: legacy('ClientAccess'),
  msexchangemailsubmission: legacy('Mailbox'),
  // MSExchangeTransport depends on FMS, but not on an Edge Transport server.
  fms: mailbox,
  msexchangetransport: anyOf(mailbox, edge, legacy('HubTransport')),
  msexchangedelivery: mailbox,
  msexchangesubmission: mailbox
}

const vitalByName = new Map(Object.entries(vital))

/** Whether Exchange works at all without a service on such a server. */
export const isVital = ({ name }: ServiceDefault, kind: ServerKind): boolean =>
  vitalByName.get(name.toLowerCase())?.(kind) === true
