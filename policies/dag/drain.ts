import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Facts } from '../../facts/facts'
import type { ComponentState } from '../../facts/organization/componentStates'
import type { DatabaseCopy } from '../../facts/organization/databaseCopies'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { memberOf, reasonsOf, shortName, type Told, told } from '../../judging/dagMembers'
import { sameName } from '../../kernel/compare'
import { isActive, serverWideOffline } from '../components/componentFaults'
import { isMounted } from './copies'

/** Whether IIS is restarted only on a member of a DAG that serves nobody. */
export const drainWays = ['required', 'none'] as const

export type Drain = (typeof drainWays)[number]

/** What a restart of IIS means on a member that is not drained. */
export const undrainedNote =
  'The server is not drained before (drain: none): its active databases stay, and the load balancer goes on sending to it.'

const mostNamed = 5

const named = (names: ReadonlyArray<string>): string =>
  [...names.slice(0, mostNamed), ...(names.length > mostNamed ? [`${names.length - mostNamed} more`] : [])].join(', ')

const mountedIn = (copies: ReadonlyArray<DatabaseCopy>): ReadonlyArray<string> =>
  copies.filter(isMounted).map(({ database }) => database)

const copyReasons =
  (server: string) =>
  (copies: ReadonlyArray<DatabaseCopy>): ReadonlyArray<string> => {
    const active = mountedIn(copies)
    return active.length === 0 ? [] : [`active copies are mounted on ${server}: ${named(active)}`]
  }

/** The databases that are active on a member of a DAG, or why that is unknown. */
export const activeDatabases = (facts: OrganizationFacts, server: string): Told<ReadonlyArray<string>> =>
  pipe(
    memberOf(facts, server),
    E.chain(({ databaseCopies }) => told(server, 'database copies', databaseCopies)),
    E.map(mountedIn)
  )

/** Whoever asks for that: a server that a failed update left Inactive serves nobody either. */
const stateReasons =
  (server: string) =>
  (states: ReadonlyArray<ComponentState>): ReadonlyArray<string> => {
    const found = states.find(({ component }) => sameName(component, serverWideOffline))
    if (found === undefined) return [`unknown: ${serverWideOffline} is not among the components of ${server}`]
    return isActive(found.state) ? [`${server} is not in maintenance: ${serverWideOffline} is Active`] : []
  }

/** Why a restart of IIS on a server would be felt, each the rest of a sentence; empty where the server is drained. */
export const undrained = (facts: OrganizationFacts, server: string): ReadonlyArray<string> =>
  reasonsOf(memberOf(facts, server), ({ databaseCopies, componentStates }) => [
    ...reasonsOf(told(server, 'database copies', databaseCopies), copyReasons(shortName(server))),
    ...reasonsOf(told(server, 'component states', componentStates), stateReasons(shortName(server)))
  ])

/** Whether IIS may serve anybody, so that its restart is felt; what can't be read may. */
export const mayServe = ({ sections: { services } }: Facts): boolean =>
  E.isLeft(services) ||
  services.right.some(({ name, status }) => sameName(name, 'W3SVC') && !sameName(status ?? '', 'Stopped'))
