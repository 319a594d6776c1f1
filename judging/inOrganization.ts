import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type * as t from 'io-ts'
import type { Fact, Unreadable } from '../facts/fact'
import type { Facts } from '../facts/facts'
import type { MemberFacts, OrganizationFacts } from '../facts/organization/organizationFacts'
import type { listedServer } from '../facts/organization/servers'
import { sameName } from '../kernel/compare'
import { rememberedFor } from '../kernel/remembered'
import { shortName } from './dagMembers'
import { serverKind } from './kind'
import { whyOutdated, withoutHourly } from './organizationAge'

/** The facts of the organization, or why there are none; `absent` where nobody named a source of them. */
export type Organization = Fact<OrganizationFacts>

/** What the facts of the organization say of one server: each section is known, or unreadable with the reason. */
export type InOrganization = OrganizationFacts['sections'] &
  MemberFacts & {
    readonly collectedAt: string | null
    /** Why the facts say nothing of the server at all; null where they do. */
    readonly silent: Unreadable | null
    /** Why what changes by the hour is not believed, for its age; null where it is. */
    readonly outdated: Unreadable | null
    /** The DAG in which the settings place the server; absent for none. */
    readonly placed?: string
  }

/** Where a stack names no source. Nothing is asked then, so that what it would decide is nobody's failure. */
export const noOrganization: Organization = E.left({
  reason: 'the settings name no source of organization facts (exchange-compliance:organization)',
  absent: true
})

const noMember = (why: Unreadable): MemberFacts => {
  const unread = E.left(why)
  return {
    componentStates: unread,
    databaseCopies: unread,
    activation: unread,
    queues: unread,
    resourceThrottling: unread
  }
}

/** The same for all servers of which nothing is told for one reason. */
const nothingOf = rememberedFor((silent: Unreadable): InOrganization => {
  const unread = E.left(silent)
  return {
    servers: unread,
    dags: unread,
    authConfig: unread,
    directory: unread,
    virtualDirectories: unread,
    adminNames: unread,
    ...noMember(silent),
    collectedAt: null,
    silent,
    outdated: null
  }
})

/** For policies that take nothing of the organization. */
export const notAsked: InOrganization = nothingOf({ reason: 'nobody asked the organization' })

const edge: Unreadable = {
  reason: 'Edge servers are not asked; run Get-ServerComponentState there',
  absent: true
}

const isEdge = (facts: Facts): boolean =>
  pipe(
    serverKind(facts),
    E.exists((kind) => kind.edge)
  )

/** The servers of an organization by their short names in lower case. */
interface Index {
  readonly listed: ReadonlyMap<string, t.TypeOf<typeof listedServer>>
  readonly members: ReadonlyMap<string, MemberFacts>
  /** The keys under which more than one server is listed, or told of: nobody knows which is which. */
  readonly doubled: ReadonlySet<string>
}

const keyOf = (server: string): string => shortName(server).toLowerCase()

const repeated = (keys: ReadonlyArray<string>): ReadonlyArray<string> => {
  const seen = new Set<string>()
  return keys.filter((key) => seen.has(key) || !seen.add(key))
}

const indexOf = rememberedFor(({ sections, members }: OrganizationFacts): Index => {
  const servers = E.isRight(sections.servers) ? sections.servers.right : []
  return {
    listed: new Map(servers.map((server) => [keyOf(server.name), server])),
    members: new Map([...members].map(([name, member]) => [keyOf(name), member])),
    doubled: new Set([...repeated(servers.map(({ name }) => keyOf(name))), ...repeated([...members.keys()].map(keyOf))])
  }
})

const fqdnOf = ({ server, sections: { identity } }: Facts): string | null =>
  (E.isRight(identity) ? identity.right.fqdn : null) ?? (server.includes('.') ? server : null)

/** Two organizations can each have an EX01: the same name is the same server only where both names agree. */
const whyNotListed = (
  facts: Facts,
  { organization, sections }: OrganizationFacts,
  { listed, doubled }: Index
): string | null => {
  if (E.isLeft(sections.servers))
    return `the servers of the organization could not be read: ${sections.servers.left.reason}`
  const key = keyOf(facts.server)
  if (doubled.has(key))
    return `the facts of the organization ${organization} hold ${facts.server} twice; record them again`
  const found = listed.get(key)
  if (found === undefined) return `the organization ${organization} doesn't list the server ${facts.server}`
  const own = fqdnOf(facts)
  return own === null || found.fqdn === null || sameName(own, found.fqdn)
    ? null
    : `the organization ${organization} lists ${found.fqdn}, which is another server than ${own}`
}

/** Servers of before Exchange 2016 have no resource throttling that could be asked, so that none is missing. */
const whatItHas = (facts: Facts, member: MemberFacts): MemberFacts =>
  pipe(
    serverKind(facts),
    E.exists(({ product }) => product === '2010' || product === '2013')
  )
    ? { ...member, resourceThrottling: E.right(null) }
    : member

const found = (facts: Facts, organization: Organization): InOrganization => {
  if (isEdge(facts)) return nothingOf(edge)
  if (E.isLeft(organization)) return nothingOf(organization.left)
  const index = indexOf(organization.right)
  const reason = whyNotListed(facts, organization.right, index)
  if (reason !== null) return nothingOf({ reason })
  const member = pipe(
    O.fromNullable(index.members.get(keyOf(facts.server))),
    O.getOrElse(() =>
      noMember({ reason: `the organization's facts hold nothing of ${facts.server}; record them again` })
    )
  )
  const { sections, collectedAt } = organization.right
  const outdated = whyOutdated(facts, organization.right)
  const current = outdated === null ? member : withoutHourly(member, outdated)
  return { ...sections, ...whatItHas(facts, current), collectedAt, silent: null, outdated }
}

/**
 * Finds a server in the facts of its organization; those of another organization say nothing about it. `dag` is the one in
 * which the settings place it, null for none.
 */
export const inOrganization = (facts: Facts, organization: Organization, dag: string | null = null): InOrganization => {
  const known = found(facts, organization)
  return dag === null ? known : { ...known, placed: dag }
}
