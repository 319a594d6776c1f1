import * as E from 'fp-ts/Either'
import type { Fact } from '../facts/fact'
import type { Dag } from '../facts/organization/dags'
import type { MemberFacts, OrganizationFacts } from '../facts/organization/organizationFacts'
import { sameName } from '../kernel/compare'

/** What was asked for, or why it can't be told: each reason the rest of a sentence. */
export type Told<A> = E.Either<ReadonlyArray<string>, A>

/** The reasons why something can't be told, or those that follow from it. */
export const reasonsOf = <A>(fact: Told<A>, judge: (value: A) => ReadonlyArray<string>): ReadonlyArray<string> =>
  E.isLeft(fact) ? fact.left : judge(fact.right)

/** A server's name without its domain. */
export const shortName = (server: string): string => server.split('.')[0] ?? server

/** Exchange calls a server by its short name, where people may write its FQDN. */
export const sameServer = (a: string, b: string): boolean => sameName(shortName(a), shortName(b))

/** Whether a person has paused a server's node in the cluster of its DAG; not where an older version doesn't tell. */
export const isPausedIn = ({ serversInMaintenance }: Dag, server: string): boolean =>
  (serversInMaintenance ?? []).some((name) => sameServer(name, server))

/** The DAG of that name, provided that the server is a member of it. */
export const findDag = ({ sections: { dags } }: OrganizationFacts, dag: string, server: string): Told<Dag> => {
  if (E.isLeft(dags)) return E.left([`unknown: the DAGs of the organization could not be read: ${dags.left.reason}`])
  const found = dags.right.find(({ name }) => sameName(name, dag))
  if (found === undefined) return E.left([`the organization has no DAG ${dag}`])
  return found.members.some((name) => sameServer(name, server))
    ? E.right(found)
    : E.left([`${server} is no member of the DAG ${found.name}`])
}

/** What the organization's facts hold of a server. */
export const memberOf = ({ members }: OrganizationFacts, server: string): Told<MemberFacts> => {
  const found = [...members].find(([name]) => sameServer(name, server))
  return found === undefined
    ? E.left([`unknown: the facts of the organization hold nothing of ${server}`])
    : E.right(found[1])
}

/** A section of a server, by what it is called in a sentence. */
export const told = <A>(server: string, what: string, fact: Fact<A>): Told<A> =>
  E.isLeft(fact) ? E.left([`unknown: the ${what} of ${server} could not be read: ${fact.left.reason}`]) : fact
