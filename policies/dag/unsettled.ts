import * as E from 'fp-ts/Either'
import type { Dag } from '../../facts/organization/dags'
import type { DatabaseCopy } from '../../facts/organization/databaseCopies'
import type { MemberFacts, OrganizationFacts } from '../../facts/organization/organizationFacts'
import type { Queues } from '../../facts/organization/queues'
import { findDag, memberOf, reasonsOf, sameServer, told } from '../../judging/dagMembers'
import { copyFault, isLagged, isMounted, replayQueueLimit } from './copies'

/**
 * Fewer messages than these wait in the active delivery queues of a server whose mail flows (Transport Server Counters).
 * https://learn.microsoft.com/previous-versions/office/exchange-server-2010/ff367923(v=exchg.141)
 */
export const waitingMessagesLimit = 250

const replayFault = (copy: DatabaseCopy): string | null => {
  // A lagged copy holds its logs back on purpose; where nobody knows, one that is kept from activation may be such a copy.
  if (isMounted(copy) || isLagged(copy) || copy.activationSuspended === true) return null
  if (copy.replayQueueLength === null) return 'replay queue unknown'
  return copy.replayQueueLength < replayQueueLimit ? null : `${copy.replayQueueLength} logs to replay`
}

const copyReasons = (copies: ReadonlyArray<DatabaseCopy>): ReadonlyArray<string> =>
  copies.flatMap((copy) => {
    const fault = copyFault(copy) ?? replayFault(copy)
    return fault === null ? [] : [`its copy of ${copy.database} is not ready: ${fault}`]
  })

/** How many messages may wait on a server that has settled. */
export interface QueueRule {
  /** So many more than before its turn. */
  readonly limit: number
  /** How many waited before its turn; null where nobody knows, which counts as none. */
  readonly before: number | null
}

const usualRule: QueueRule = { limit: waitingMessagesLimit, before: null }

/** Mail for a domain that doesn't answer waits for days, whatever the server does. */
const waitingMessages = ({ deliveryMessages, retryMessages }: Queues): number =>
  Math.max(0, deliveryMessages - (retryMessages ?? 0))

const queueReasons =
  ({ limit, before }: QueueRule) =>
  (queues: Queues): ReadonlyArray<string> => {
    const waiting = waitingMessages(queues)
    if (waiting < (before ?? 0) + limit) return []
    return [`${waiting} messages wait in its queues${before === null ? '' : `, and ${before} did before its turn`}`]
  }

const nodeReasons = ({ name, operationalMembers }: Dag, server: string): ReadonlyArray<string> =>
  operationalMembers.some((up) => sameServer(up, server)) ? [] : [`its node in the cluster of the DAG ${name} is down`]

const memberReasons =
  (server: string, rule: QueueRule) =>
  ({ databaseCopies, queues }: MemberFacts): ReadonlyArray<string> => [
    ...reasonsOf(told(server, 'database copies', databaseCopies), copyReasons),
    ...reasonsOf(told(server, 'queues', queues), queueReasons(rule))
  ]

/**
 * Why a server of a DAG that has just been repaired is not yet settled, so that the next one must wait; empty where it is.
 * Each reason is the rest of a sentence on the server, and one of what could not be read begins with "unknown: ".
 */
export const unsettled = (
  facts: OrganizationFacts,
  dag: string,
  server: string,
  rule: QueueRule = usualRule
): ReadonlyArray<string> =>
  reasonsOf(findDag(facts, dag, server), (found) => [
    ...nodeReasons(found, server),
    ...reasonsOf(memberOf(facts, server), memberReasons(server, rule))
  ])

/** How many messages wait on a server; null where the facts don't tell. */
export const queuedOn = (facts: OrganizationFacts, server: string): number | null => {
  const member = memberOf(facts, server)
  return E.isLeft(member) || E.isLeft(member.right.queues) ? null : waitingMessages(member.right.queues.right)
}

/** Why nobody will see whether a server of a DAG has settled, as a sentence without its end; null where it can be seen. */
export const neverSettles = (facts: OrganizationFacts, server: string): string | null => {
  const member = memberOf(facts, server)
  if (E.isLeft(member)) return null
  const { databaseCopies, queues } = member.right
  const [unread] = [
    ...(E.isLeft(databaseCopies) ? [{ what: 'database copies', ...databaseCopies.left }] : []),
    ...(E.isLeft(queues) ? [{ what: 'mail queues', ...queues.left }] : [])
  ].filter(({ denied }) => denied === true)
  return unread === undefined
    ? null
    : `nobody could see whether ${server} has settled before this server's turn, since its ${unread.what} can't be read ` +
        `(${unread.reason}): give the account that right, or run pulumi up again for each server`
}
