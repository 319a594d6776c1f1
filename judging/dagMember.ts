import * as E from 'fp-ts/Either'
import type { Facts } from '../facts/facts'
import type { Dag } from '../facts/organization/dags'
import { sameName } from '../kernel/compare'
import { sameServer } from './dagMembers'
import type { InOrganization } from './inOrganization'
import { type Applicability, applicable, notApplicable, undecided } from './policy'

/** A member of a DAG is a node of a cluster, so that a server without the Cluster service is none; null where unknown. */
const hasClusterService = ({ sections: { services } }: Facts): boolean | null => {
  if (E.isLeft(services) || services.right.length === 0) return null
  return services.right.some(({ name }) => sameName(name, 'ClusSvc'))
}

const dagsOfMember = ({ server }: Facts, { dags }: InOrganization): ReadonlyArray<Dag> =>
  E.isLeft(dags) ? [] : dags.right.filter(({ members }) => members.some((name) => sameServer(name, server)))

/** The DAG that lists a server as its member; none also where the DAGs are not known. */
export const dagOfMember = (facts: Facts, organization: InOrganization): Dag | null =>
  dagsOfMember(facts, organization)[0] ?? null

/** The DAG in which Get-MailboxServer places a server; null also where it was not read. */
const placedIn = ({ activation }: InOrganization): string | null =>
  E.isRight(activation) ? activation.right.dag : null

/** Whether a server is a member of a DAG. What can't be told is left to the facts that would tell it. */
export const isMemberOfDag = (facts: Facts, organization: InOrganization): Applicability => {
  const { dags, activation, placed } = organization
  if (E.isLeft(dags))
    return placed === undefined && placedIn(organization) === null && hasClusterService(facts) === false
      ? notApplicable('the server has no Cluster service (ClusSvc), so that it is a member of no DAG')
      : applicable
  const listing = dagsOfMember(facts, organization).map(({ name }) => name)
  if (listing.length > 1)
    return undecided(
      ['dags'],
      `several DAGs list the server as a member: ${listing.join(', ')}; record the facts again`
    )
  if (listing.length === 1) return applicable
  if (E.isLeft(activation) && hasClusterService(facts) !== false)
    return undecided(
      ['dags'],
      `no DAG lists the server as a member, but whether it is a node of a cluster is not known: ${activation.left.reason}`
    )
  const told = placedIn(organization)
  if (told === null && placed !== undefined)
    return undecided(['dags'], `the settings place the server in the DAG ${placed}, and no DAG lists it as a member`)
  return told === null
    ? notApplicable('the server is a member of no DAG')
    : undecided(['dags'], `Get-MailboxServer places the server in the DAG ${told}, and no DAG lists it as a member`)
}
