import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { OrganizationSource } from '../connections/organization'
import type { Facts } from '../facts/facts'
import type { OrganizationFacts } from '../facts/organization/organizationFacts'
import { sameServer } from '../judging/dagMembers'
import { serverKind } from '../judging/kind'
import { sameName } from '../kernel/compare'
import { dagFaults } from '../policies/dag/dagFaults'
import type { JudgedPlan } from './readServers'

/** What the organization told, or why it told nothing. */
export type Organization = E.Either<string, OrganizationFacts>

/** The DAG of a server, null where it is in none, and why the server must not be taken in hand because of it. */
export interface Membership {
  readonly dag: string | null
  readonly faults: ReadonlyArray<string>
}

/** How a DAG is must be known from now: a recording tells how it was. */
const told = (source: OrganizationSource | null, organization: Organization): Organization =>
  source?.type === 'recorded'
    ? E.left(
        'its facts are recorded, so nobody knows how it is now; set exchange-compliance:organization to an endpoint'
      )
    : organization

/** The DAG that lists a server as its member; why none can be told. */
const listedIn = (server: string, organization: Organization): E.Either<string, string | null> => {
  if (E.isLeft(organization)) return organization
  const { dags } = organization.right.sections
  if (E.isLeft(dags)) return E.left(dags.left.reason)
  return E.right(dags.right.find(({ members }) => members.some((one) => sameServer(one, server)))?.name ?? null)
}

/** Only servers with the Mailbox role are members of a DAG, so that an Edge server is none. */
const holdsNoMailboxes = (facts: Facts): boolean =>
  pipe(
    serverKind(facts),
    E.exists(({ edge, roles }) => edge || (roles.length > 0 && !roles.some((role) => sameName(role, 'Mailbox'))))
  )

/** A member of a DAG is a node of a cluster, so a server without the Cluster service is none. */
const doubt = ({ facts }: JudgedPlan, why: string): ReadonlyArray<string> => {
  if (holdsNoMailboxes(facts)) return []
  const { services } = facts.sections
  const isKnown = E.isRight(services) && !services.right.some(({ name }) => sameName(name, 'ClusSvc'))
  const seen = E.isLeft(services) ? 'its services could not be read' : 'it has the Cluster service (ClusSvc)'
  return isKnown ? [] : [`unknown: whether it is a member of a DAG: ${seen}, and ${why}`]
}

/** Finds the DAG of a server, by the settings or else by the organization's facts, and whether it can do without it. */
export const membershipOf = (
  judged: JudgedPlan,
  source: OrganizationSource | null,
  organization: Organization
): Membership => {
  const { server, dag: named } = judged.plan.place
  const listed = listedIn(server, organization)
  const dag = named ?? (E.isRight(listed) ? listed.right : null)
  const now = told(source, organization)
  if (dag !== null)
    return {
      dag,
      faults: E.isLeft(now) ? [`unknown: the state of the DAG ${dag}: ${now.left}`] : dagFaults(now.right, dag, server)
    }
  const known = listedIn(server, now)
  return { dag, faults: E.isLeft(known) ? doubt(judged, known.left) : [] }
}
