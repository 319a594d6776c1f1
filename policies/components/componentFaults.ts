import type { ComponentState, RequestedState } from '../../facts/organization/componentStates'
import { sameName } from '../../kernel/compare'

/** A requester that asks for another state than Active, and where that is written. */
export interface Hold {
  readonly requester: string
  readonly state: string
  readonly place: 'registry' | 'directory'
  readonly time: string | null
}

const places = { registry: 'in the registry of the server', directory: 'in Active Directory' } as const

/** What a requester asks for, and where, without its name: `asks for Inactive in Active Directory`. */
export const askedIn = ({ state, place }: Pick<Hold, 'state' | 'place'>): string => `asks for ${state} ${places[place]}`

/** Who asks for what since when, as a sentence. */
export const holdSentence = (hold: Hold): string =>
  `${hold.requester} ${askedIn(hold)}${hold.time === null ? '' : `, since ${hold.time}`}.`

/** A component that isn't Active, and who asks for that; nobody where no requester is recorded. */
export interface ComponentFault {
  readonly component: string
  readonly state: string
  readonly holds: ReadonlyArray<Hold>
}

export const serverWideOffline = 'ServerWideOffline'

export const isActive = (state: string): boolean => sameName(state, 'Active')

/** These are Inactive on healthy servers: they belong to Exchange Online. */
const inactiveByDefault = ['ForwardSyncDaemon', 'ProvisioningRps']

export const isOfExchangeOnline = (component: string): boolean =>
  inactiveByDefault.some((name) => sameName(name, component))

export const isInactiveByDefault = ({ component }: ComponentState): boolean => isOfExchangeOnline(component)

interface Entry extends RequestedState {
  readonly place: Hold['place']
}

const entriesOf = ({ localStates, remoteStates }: ComponentState): ReadonlyArray<Entry> => [
  ...localStates.map((one) => ({ ...one, place: 'registry' as const })),
  ...(remoteStates ?? []).map((one) => ({ ...one, place: 'directory' as const }))
]

const milliseconds = (time: string | null): number => (time === null ? Number.NaN : Date.parse(time))

/** A requester that has set the component Active again, later and in the other place, asks for nothing any more. */
const isWithdrawn = (entry: Entry, all: ReadonlyArray<Entry>): boolean =>
  all.some(
    (other) =>
      sameName(other.requester ?? '', entry.requester ?? '') &&
      isActive(other.state ?? '') &&
      milliseconds(other.time) > milliseconds(entry.time)
  )

const toHold = ({ requester, state, place, time }: Entry): ReadonlyArray<Hold> =>
  requester === null || state === null || isActive(state) ? [] : [{ requester, state, place, time }]

/** Who asks for a component to be in another state than Active: in the server's registry, in the directory, or in both. */
export const holdsOf = (component: ComponentState): ReadonlyArray<Hold> => {
  const all = entriesOf(component)
  const current = all.filter((entry) => !isWithdrawn(entry, all)).flatMap(toHold)
  return current.length > 0 || isActive(component.state) ? current : all.flatMap(toHold)
}

/** The requesters, each once. */
export const requestersOf = ({ holds }: ComponentFault): ReadonlyArray<string> => [
  ...new Set(holds.map(({ requester }) => requester))
]

/** What a component is, and by whom: `Inactive, held by Functional`. */
export const actualOf = (fault: ComponentFault): string =>
  [fault.state, ...(fault.holds.length === 0 ? [] : [`held by ${requestersOf(fault).join(' and ')}`])].join(', ')

/** The order in which components are made Active: the server itself first, transport last. */
const rankOf = ({ component }: ComponentFault): number => {
  if (sameName(component, serverWideOffline)) return 0
  if (sameName(component, 'UMCallRouter')) return 2
  return sameName(component, 'HubTransport') ? 3 : 1
}

/** What keeps a server out of service. `followers` are Inactive with ServerWideOffline, and nobody asks for them alone. */
export interface ComponentFaults {
  readonly faults: ReadonlyArray<ComponentFault>
  readonly followers: ReadonlyArray<string>
}

const isKnown = ({ state }: ComponentFault): boolean => !sameName(state, 'Unknown')

/** Finds the components that aren't Active and should be, in the order in which they are made Active. */
export const componentFaults = (components: ReadonlyArray<ComponentState>): ComponentFaults => {
  const all = components
    .filter((one) => !isActive(one.state) && !isInactiveByDefault(one))
    .map((one): ComponentFault => ({ component: one.component, state: one.state, holds: holdsOf(one) }))
    .filter(isKnown)
  const isOffline = all.some(({ component }) => sameName(component, serverWideOffline))
  const follows = ({ component, holds }: ComponentFault): boolean =>
    isOffline && holds.length === 0 && !sameName(component, serverWideOffline)
  return {
    faults: all.filter((one) => !follows(one)).sort((a, b) => rankOf(a) - rankOf(b)),
    followers: all.filter(follows).map(({ component }) => component)
  }
}
