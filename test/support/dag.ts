import * as E from 'fp-ts/Either'
import { decodeOrganizationFacts } from '../../facts/organization/decode'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { frontEndCertificate } from './server'

type Recorded = Readonly<Record<string, unknown>>

/** How the recorded facts of a DAG differ from those of a healthy one. */
export interface DagChanges {
  /** The section itself, where it isn't the list of the one DAG. */
  readonly dags?: unknown
  readonly dag?: Recorded
  /** The servers that the directory lists. */
  readonly listed?: ReadonlyArray<Recorded>
  /** Sections by server; null leaves the server out. */
  readonly servers?: Readonly<Record<string, Recorded | null>>
}

/** A healthy passive copy, but for some fields. */
export const copy = (database: string, fields: Recorded = {}): Recorded => ({
  database,
  status: 'Healthy',
  copyQueueLength: 0,
  replayQueueLength: 0,
  contentIndexState: 'Healthy',
  activationSuspended: false,
  ...fields
})

export const mounted = (database: string): Recorded => copy(database, { status: 'Mounted' })

/** The section of a server whose ServerWideOffline is in a state. */
export const offlineState = (state: string): unknown => [
  { component: 'ServerWideOffline', state, localStates: [] },
  { component: 'HubTransport', state: 'Active', localStates: [] }
]

/** Each server has its own database mounted, and a copy of the one before: EX02 has DB02, and a copy of DB01. */
const healthyMember = (place: number, size: number): Recorded => ({
  componentStates: offlineState('Active'),
  databaseCopies: [mounted(`DB0${place}`), ...(size > 1 ? [copy(`DB0${place === 1 ? size : place - 1}`)] : [])],
  activation: { dag: 'DAG1', autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false },
  queues: { deliveryMessages: 3 }
})

/** The facts of an organization with DAG1, whose members are EX01, EX02 and so on, healthy but for some changes. */
export const dagFacts = (
  size: number,
  { dags, dag = {}, listed = [], servers = {} }: DagChanges = {}
): OrganizationFacts => {
  const names = Array.from({ length: size }, (_, index) => `EX0${index + 1}`)
  const witness = { witnessServer: 'fs01', witnessShareInUse: size % 2 === 0 ? 'Primary' : 'None' }
  const healthy = { name: 'DAG1', members: names, operationalMembers: names, primaryActiveManager: 'EX01', ...witness }
  const members = names.flatMap((name, index) =>
    servers[name] === null ? [] : [[name, { ...healthyMember(index + 1, size), ...servers[name] }] as const]
  )
  const decoded = decodeOrganizationFacts({
    version: 1,
    organization: 'Contoso',
    collectedAt: '2026-11-01T08:00:00Z',
    facts: {
      servers: listed,
      dags: dags ?? [{ ...healthy, ...dag }],
      authConfig: { currentThumbprint: frontEndCertificate }
    },
    servers: Object.fromEntries(members)
  })
  if (E.isLeft(decoded) || decoded.right.damage.length > 0) throw new Error(JSON.stringify(decoded))
  return decoded.right.facts
}
