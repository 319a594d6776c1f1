import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as t from 'io-ts'
import { copy, mounted, offlineState } from './support/dag'
import { healthyDirectory } from './support/inOrganization'
import type { RecordedSections } from './support/server'

/** A server of the demonstration: how it is at first, and what a failed update makes of it. */
export interface DemoServer {
  readonly dag?: string
  readonly healthy: RecordedSections
  readonly drift: RecordedSections
}

const service = t.type({ name: t.string, status: t.string, startType: t.string })
const binding = t.intersection([t.UnknownRecord, t.type({ port: t.number, thumbprint: t.union([t.string, t.null]) })])
const record = t.intersection([t.UnknownRecord, t.type({ port: t.number })])
const folder = t.type({ path: t.string, sddl: t.string, inherits: t.boolean })

const recorded = t.type({
  facts: t.intersection([
    t.UnknownRecord,
    t.type({ identity: t.UnknownRecord }),
    t.partial({ bindings: t.array(binding), httpSys: t.array(record), acls: t.array(folder) })
  ])
})

const factsOf = (name: string): t.TypeOf<typeof recorded>['facts'] => {
  const file = join(__dirname, '..', 'stacks', 'demo-fleet', `${name}.json`)
  const decoded = recorded.decode(JSON.parse(readFileSync(file, 'utf8')))
  if (decoded._tag === 'Left') throw new Error(`${file} is not as the demonstration needs it`)
  return decoded.right.facts
}

type Services = ReadonlyArray<t.TypeOf<typeof service>>

const running = (...names: ReadonlyArray<string>): Services =>
  names.map((name) => ({ name, status: 'Running', startType: 'Automatic' }))

/** As ServiceControl.ps1 leaves services where an update breaks off. */
const disabled = (services: Services, ...names: ReadonlyArray<string>): RecordedSections => ({
  services: services.map((one) =>
    names.includes(one.name) ? { ...one, status: 'Stopped', startType: 'Disabled' } : one
  )
})

const mailbox = running(
  ...['WinMgmt', 'NetTcpPortSharing', 'W3SVC', 'IISADMIN', 'MSExchangeADTopology', 'MSExchangeServiceHost'],
  ...['MSExchangeDiagnostics', 'MSExchangeHM', 'MSExchangeIS', 'MSExchangeRepl', 'MSExchangeRPC'],
  ...['MSExchangeThrottling', 'MSExchangeMailboxAssistants', 'MSExchangeMailboxReplication', 'FMS'],
  ...['MSExchangeTransport', 'MSExchangeTransportLogSearch', 'MSExchangeFrontEndTransport', 'MSExchangeDelivery'],
  ...['MSExchangeSubmission', 'MSExchangeEdgeSync']
)

const edge = running(
  ...['WinMgmt', 'ADAM_MSExchange', 'MSExchangeEdgeCredential', 'MSExchangeServiceHost', 'MSExchangeDiagnostics'],
  ...['MSExchangeHM', 'FMS', 'MSExchangeTransport', 'MSExchangeTransportLogSearch']
)

const [ex19a, ex19b] = [factsOf('EX19A'), factsOf('EX19B')]

/** Those of EX19A, of which the one of the back end is issued to EX19B. */
const ownCertificates: unknown = JSON.parse(JSON.stringify(ex19a.certificates).replaceAll('CN=EX19A', 'CN=EX19B'))

/** The back end's binding without its certificate, and the folder of the logon page without its inheritance. */
const lostAndLocked: RecordedSections = {
  bindings: ex19a.bindings?.map((one) => (one.port === 444 ? { ...one, thumbprint: null } : one)),
  httpSys: ex19a.httpSys?.filter(({ port }) => port !== 444),
  acls: ex19a.acls?.map((one, index) =>
    index === 0 ? { ...one, sddl: 'O:SYG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)', inherits: false } : one
  )
}

/** Two members of a DAG and an Edge Transport server, with drift in each policy that can be remediated. */
export const demoServers: Readonly<Record<string, DemoServer>> = {
  EX19A: {
    dag: 'DAG1',
    healthy: { ...ex19a, services: mailbox },
    drift: {
      ...disabled(mailbox, 'MSExchangeServiceHost', 'MSExchangeTransport'),
      sharedWebConfig: { clientAccess: 'absent', httpProxy: 'present' }
    }
  },
  EX19B: {
    dag: 'DAG1',
    healthy: {
      ...ex19a,
      identity: { ...ex19b.identity, version: ex19a.identity.version },
      certificates: ownCertificates,
      services: mailbox
    },
    drift: lostAndLocked
  },
  EDGE1: {
    healthy: { ...factsOf('EDGE1'), services: edge },
    drift: disabled(edge, 'ADAM_MSExchange', 'MSExchangeTransport')
  }
}

const member = (own: string, other: string) => ({
  componentStates: offlineState('Active'),
  databaseCopies: [mounted(own), copy(other)],
  activation: { dag: 'DAG1', autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false },
  queues: { deliveryMessages: 0 }
})

const members = ['EX19A', 'EX19B']

/** What Exchange's own endpoint tells: a healthy DAG, in which either server can do without the other. */
export const demoOrganization = {
  version: 1,
  organization: 'Contoso',
  collectedAt: new Date().toISOString(),
  facts: {
    servers: Object.entries(demoServers).map(([name, { healthy }]) => ({
      ...(typeof healthy.identity === 'object' ? healthy.identity : {}),
      name
    })),
    dags: [
      {
        name: 'DAG1',
        members,
        operationalMembers: members,
        serversInMaintenance: [],
        witnessServer: 'fs01.contoso.example',
        witnessShareInUse: 'Primary',
        primaryActiveManager: 'EX19A'
      }
    ],
    authConfig: {
      currentThumbprint: 'D008C7D5D942B140180F7F27EEF88AE2A6DECC87',
      previousThumbprint: null,
      nextThumbprint: null,
      nextEffectiveDate: null
    },
    directory: healthyDirectory,
    adminNames: { groups: 14, members: 23, names: [], unread: [] }
  },
  servers: { EX19A: member('DB01', 'DB02'), EX19B: member('DB02', 'DB01') }
}
