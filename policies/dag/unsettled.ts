import type { Dag } from '../../facts/organization/dags'
import type { DatabaseCopy } from '../../facts/organization/databaseCopies'
import type { MemberFacts, OrganizationFacts } from '../../facts/organization/organizationFacts'
import { copyFault, isMounted, replayQueueLimit } from './copies'
import { findDag, memberOf, reasonsOf, sameServer, told } from './members'

/**
 * Fewer messages than these wait in the active delivery queues of a server whose mail flows (Transport Server Counters).
 * https://learn.microsoft.com/previous-versions/office/exchange-server-2010/ff367923(v=exchg.141)
 */
export const waitingMessagesLimit = 250

const replayFault = (copy: DatabaseCopy): string | null => {
  // A copy that is kept from activation may be a lagged one, which holds its logs back on purpose.
  if (isMounted(copy) || copy.activationSuspended === true) return null
  if (copy.replayQueueLength === null) return 'replay queue unknown'
  return copy.replayQueueLength < replayQueueLimit ? null : `${copy.replayQueueLength} logs to replay`
}

const copyReasons = (copies: ReadonlyArray<DatabaseCopy>): ReadonlyArray<string> =>
  copies.flatMap((copy) => {
    const fault = copyFault(copy) ?? replayFault(copy)
    return fault === null ? [] : [`its copy of ${copy.database} is not ready: ${fault}`]
  })

const queueReasons = ({ deliveryMessages }: { readonly deliveryMessages: number }): ReadonlyArray<string> =>
  deliveryMessages < waitingMessagesLimit ? [] : [`${deliveryMessages} messages wait in its queues`]

const nodeReasons = ({ name, operationalMembers }: Dag, server: string): ReadonlyArray<string> =>
  operationalMembers.some((up) => sameServer(up, server)) ? [] : [`its node in the cluster of the DAG ${name} is down`]

const memberReasons =
  (server: string) =>
  ({ databaseCopies, queues }: MemberFacts): ReadonlyArray<string> => [
    ...reasonsOf(told(server, 'database copies', databaseCopies), copyReasons),
    ...reasonsOf(told(server, 'queues', queues), queueReasons)
  ]

/**
 * Why a server of a DAG that has just been repaired is not yet settled, so that the next one must wait; empty where it is.
 * Each reason is the rest of a sentence on the server, and one of what could not be read begins with "unknown: ".
 */
export const unsettled = (facts: OrganizationFacts, dag: string, server: string): ReadonlyArray<string> =>
  reasonsOf(findDag(facts, dag, server), (found) => [
    ...nodeReasons(found, server),
    ...reasonsOf(memberOf(facts, server), memberReasons(server))
  ])
