import type { Dag } from '../../facts/organization/dags'
import { sameServer } from '../../judging/dagMembers'

/**
 * Why a DAG would lose its quorum without a member. Each member has a vote, up or down, and so has the witness where their
 * number is even; more than half of all votes must be there. Dynamic quorum only lowers what is needed.
 * https://learn.microsoft.com/exchange/high-availability/database-availability-groups/database-availability-groups
 */
export const quorumFaults = (
  { name, members, operationalMembers, witnessShareInUse }: Dag,
  server: string
): ReadonlyArray<string> => {
  const isUp = (member: string): boolean => operationalMembers.some((up) => sameServer(up, member))
  const others = members.filter((member) => !sameServer(member, server) && isUp(member)).length
  // A server whose node is down takes no vote along, and its repair may be what the DAG waits for.
  if (!isUp(server) && others > 0) return []
  const needed = Math.floor(members.length / 2) + 1
  const even = members.length % 2 === 0
  const witness = even && (witnessShareInUse === 'Primary' || witnessShareInUse === 'Alternate') ? 1 : 0
  if (others + witness >= needed) return []
  const counted = `${others + witness} of the ${needed} votes that it needs`
  return even && witnessShareInUse === null && others + 1 >= needed
    ? [`unknown: without ${server} the DAG ${name} has ${counted}, and whether its witness is in use is not known`]
    : [`without ${server} the DAG ${name} would lose its quorum: it would have ${counted}`]
}
