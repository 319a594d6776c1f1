import * as E from 'fp-ts/Either'
import { decodeOrganizationFacts } from '../../facts/organization/decode'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import type { Organization } from '../../judging/inOrganization'
import { copy, mounted } from './dag'
import { frontEndCertificate } from './server'

type Recorded = Readonly<Record<string, unknown>>

/** A component in a state, with those who ask for it: in the server's registry, unless said otherwise. */
export const component = (
  name: string,
  state: string,
  requesters: ReadonlyArray<string> = state === 'Active' ? [] : ['Maintenance'],
  place: 'localStates' | 'remoteStates' = 'localStates'
): Recorded => ({
  component: name,
  state,
  localStates: [],
  remoteStates: [],
  [place]: requesters.map((requester) => ({ requester, state, time: '2026-10-31T22:10:00Z' }))
})

/** As Get-ServerComponentState lists them on a healthy server, in part. */
const healthyComponents: ReadonlyArray<Recorded> = [
  ...['ServerWideOffline', 'HubTransport', 'FrontendTransport', 'Monitoring', 'RecoveryActionsEnabled', 'OwaProxy'].map(
    (name) => component(name, 'Active')
  ),
  component('ForwardSyncDaemon', 'Inactive', []),
  component('ProvisioningRps', 'Inactive', [])
]

/** The healthy components with some of them replaced, or added. */
export const components = (...changed: ReadonlyArray<Recorded>): ReadonlyArray<Recorded> => [
  ...healthyComponents.filter((one) => !changed.some((other) => other.component === one.component)),
  ...changed
]

const names = ['EX01', 'EX02', 'EX03']

const listed = (name: string): Recorded => ({
  name,
  fqdn: `${name.toLowerCase()}.contoso.example`,
  site: 'Berlin',
  roles: ['Mailbox'],
  edition: 'Enterprise',
  version: '15.2.1748.10'
})

/** A healthy DAG of EX01 and EX02; EX03 is in none. */
export const dag1: Recorded = {
  name: 'DAG1',
  members: ['EX01', 'EX02'],
  operationalMembers: ['EX01', 'EX02'],
  serversInMaintenance: [],
  witnessServer: 'fs01',
  witnessShareInUse: 'Primary',
  primaryActiveManager: 'EX02'
}

/** A resource of transport by its thresholds for disk space. */
export const meter = (resource: string, pressure: number, changed: Recorded = {}): Recorded => ({
  resource,
  path: `C:\\Program Files\\Microsoft\\Exchange Server\\V15\\TransportRoles\\data\\Queue`,
  use: 'Low',
  pressure,
  transitions: { lowToMedium: 96, mediumToHigh: 99, highToMedium: 97, mediumToLow: 94 },
  ...changed
})

/** The directory of a forest that is prepared for Exchange Server 2019 CU15. */
export const healthyDirectory: Recorded = {
  organization: 'Contoso',
  organizationVersion: 16_763,
  schemaVersion: 17_003,
  schemaMaster: { server: 'DC01', site: 'Berlin' },
  wellKnownObjects: [
    {
      guid: 'C262A929D691B74A9E068728F8F842EA',
      name: 'CN=Organization Management,OU=Microsoft Exchange Security Groups,DC=contoso,DC=example'
    }
  ],
  domains: [
    {
      ...{ domain: 'contoso.example', unread: null },
      containers: [{ name: 'CN=Microsoft Exchange System Objects,DC=contoso,DC=example', version: 13_243 }]
    }
  ]
}

/** An organization whose directory differs from a prepared one. */
export const withDirectory = (changed: Recorded): Organization =>
  withEx01({}, { directory: { ...healthyDirectory, ...changed } })

/** What is read of a healthy mailbox server, in a DAG or in none. */
export const healthyMember = (dag: string | null): Recorded => ({
  componentStates: healthyComponents,
  databaseCopies: [mounted('DB01'), copy('DB02', { replayLagSeconds: 0 })],
  activation: { dag, autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false },
  queues: { deliveryMessages: 3 },
  resourceThrottling: { aggregate: 'Low', resources: [meter('DatabaseUsedSpace', 33), meter('UsedDiskSpace', 33)] }
})

/** The recorded form of a healthy organization, with sections of its servers and of itself replaced; null leaves a server out. */
export const organizationRecorded = (
  servers: Readonly<Record<string, Recorded | null>> = {},
  sections: Recorded = {}
) => ({
  version: 1,
  organization: 'Contoso',
  collectedAt: '2026-11-01T08:00:00Z',
  facts: {
    servers: names.map(listed),
    dags: [dag1],
    authConfig: { currentThumbprint: frontEndCertificate },
    directory: healthyDirectory,
    adminNames: { groups: 14, members: 23, names: [], unread: [] },
    virtualDirectories: names.map((server) => ({
      server,
      kind: 'owa',
      internalUrl: `https://${server.toLowerCase()}.contoso.example/owa`,
      externalUrl: 'https://mail.contoso.example/owa'
    })),
    ...sections
  },
  servers: Object.fromEntries(
    names.flatMap((name) =>
      servers[name] === null ? [] : [[name, { ...healthyMember(name === 'EX03' ? null : 'DAG1'), ...servers[name] }]]
    )
  )
})

export const organizationFacts = (
  servers: Readonly<Record<string, Recorded | null>> = {},
  sections: Recorded = {}
): OrganizationFacts => {
  const decoded = decodeOrganizationFacts(JSON.parse(JSON.stringify(organizationRecorded(servers, sections))))
  if (E.isLeft(decoded) || decoded.right.damage.length > 0) throw new Error(JSON.stringify(decoded))
  return decoded.right.facts
}

/** An organization in which EX01 differs from a healthy server. */
export const withEx01 = (member: Recorded | null, sections: Recorded = {}): Organization =>
  E.right(organizationFacts({ EX01: member }, sections))
