import * as E from 'fp-ts/Either'
import type { Fact } from '../../facts/fact'
import type { ComponentState } from '../../facts/organization/componentStates'
import type { Dag } from '../../facts/organization/dags'
import { isPausedIn } from '../../judging/dagMembers'
import { sameName } from '../../kernel/compare'
import { type Hold, holdsOf, isActive, serverWideOffline } from './componentFaults'

/** The requester of Set-ServerComponentState by which a person takes a server out of service. */
export const maintenanceRequester = 'Maintenance'

export const isByPerson = ({ requester }: Hold): boolean => sameName(requester, maintenanceRequester)

const wayOut = 'end the maintenance, or set inMaintenance: allow for the server if it is meant for this repair'

const componentReasons = (states: ReadonlyArray<ComponentState>): ReadonlyArray<string> => {
  const found = states.find(({ component }) => sameName(component, serverWideOffline))
  if (found === undefined) return []
  const holds = holdsOf(found)
  const [hold] = holds.filter(isByPerson)
  if (hold !== undefined)
    return [
      `somebody has taken the server out of service: ${maintenanceRequester} holds ${serverWideOffline} ${hold.state}` +
        `${hold.time === null ? '' : ` since ${hold.time}`}; ${wayOut}`
    ]
  return holds.length === 0 && !isActive(found.state)
    ? [`unknown: who holds ${serverWideOffline} ${found.state}, which may be a person's maintenance; ${wayOut}`]
    : []
}

/** What decides whether a person took a server out of service. */
export interface Service {
  readonly componentStates: Fact<ReadonlyArray<ComponentState>>
  readonly dags: Fact<ReadonlyArray<Dag>>
}

/**
 * Why a server must be left alone, since a person took it out of service; empty where nobody did. What the organization
 * doesn't tell refuses nothing here: a script asks the registry of its server for itself. Each is the rest of a sentence.
 */
export const takenOut = (server: string, { componentStates, dags }: Service): ReadonlyArray<string> => {
  const paused = E.isLeft(dags) ? undefined : dags.right.find((dag) => isPausedIn(dag, server))
  return [
    ...(E.isLeft(componentStates) ? [] : componentReasons(componentStates.right)),
    ...(paused === undefined
      ? []
      : [`somebody has paused the node of the server in the cluster of the DAG ${paused.name}; ${wayOut}`])
  ]
}
