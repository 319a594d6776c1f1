import type { Dag } from '../../facts/organization/dags'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { findDag, reasonsOf, sameServer } from '../../judging/dagMembers'
import { type Holder, isInService, readHolders, takeoverFault } from './holders'
import { quorumFaults } from './quorum'

interface Copy {
  readonly database: string
  readonly server: string
  readonly fault: string | null
}

const copiesOf = (holder: Holder): ReadonlyArray<Copy> =>
  holder.copies.map((copy) => ({
    database: copy.database,
    server: holder.name,
    fault: takeoverFault(holder, copy)
  }))

/**
 * A database whose only copy is on the server itself doesn't appear among the others', and doesn't refuse: it has no
 * redundancy in any case, and a restart of IIS doesn't dismount it.
 */
const databaseFaults = (others: ReadonlyArray<Holder>): ReadonlyArray<string> => {
  const copies = others.flatMap(copiesOf)
  const byDatabase = copies.reduce((known, copy) => {
    const name = copy.database.toLowerCase()
    return known.set(name, known.get(name)?.concat(copy) ?? [copy])
  }, new Map<string, ReadonlyArray<Copy>>())
  return [...byDatabase.values()].flatMap((held) => {
    const database = held[0]?.database ?? ''
    const faults = held.flatMap(({ server, fault }) => (fault === null ? [] : [`${server} (${fault})`]))
    return faults.length < held.length
      ? []
      : [`no other member has a copy of ${database} that could serve: ${faults.join(', ')}`]
  })
}

const holderFaults = ({ name }: Dag, others: ReadonlyArray<Holder>): ReadonlyArray<string> =>
  others.some(isInService)
    ? databaseFaults(others)
    : [
        `no other member of the DAG ${name} is in service: ServerWideOffline is ${others
          .map(({ name: server, state }) => `${state} on ${server}`)
          .join(', ')}`
      ]

/**
 * Why a server of a DAG must not be taken in hand now; empty where it may. The server's own state never refuses, since it
 * is the one to be repaired. Each reason is the rest of a sentence, and one of what could not be read begins with "unknown: ".
 */
export const dagFaults = (facts: OrganizationFacts, dag: string, server: string): ReadonlyArray<string> =>
  reasonsOf(findDag(facts, dag, server), (found) => {
    const others = found.members.filter((name) => !sameServer(name, server))
    // A DAG of one, as while it is built or dissolved, has nobody who would miss the server.
    if (others.length === 0) return []
    const faults = reasonsOf(readHolders(facts, others), (holders) => holderFaults(found, holders))
    return [...quorumFaults(found, server), ...faults]
  })
