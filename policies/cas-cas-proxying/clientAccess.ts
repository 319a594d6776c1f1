import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Fact } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import type { VirtualDirectory } from '../../facts/organization/virtualDirectories'
import { shortName } from '../../judging/dagMembers'
import type { InOrganization } from '../../judging/inOrganization'
import { serverKind } from '../../judging/kind'
import { type Build, compareBuilds, parseBuild, sameName } from '../../kernel/compare'
import { rememberedFor } from '../../kernel/remembered'

/** A Client Access server of Exchange 2010. `isWhole` where its build is that of an update rollup, too, and not of its service pack alone. */
export interface ClientAccess {
  readonly name: string
  readonly build: Build | null
  readonly isWhole: boolean
  readonly site: string | null
  /** The external URLs of OWA and Exchange Web Services; null where the directory tells of none of the two. */
  readonly external: ReadonlyArray<string> | null
}

type Named = Omit<ClientAccess, 'external'>

const keyOf = (server: string): string => shortName(server).toLowerCase()

const parsed = (text: string | null): Build | null => (text === null ? null : O.toNullable(parseBuild(text)))

const isClientAccess = (role: string): boolean => sameName(role, 'ClientAccess')

const ofPeer = ({ server, sections: { build, identity } }: Facts): Named => {
  const installed = E.isRight(build) ? parsed(build.right.exSetup) : null
  return {
    name: shortName(server),
    build: installed,
    isWhole: installed !== null,
    site: E.isRight(identity) ? identity.right.site : null
  }
}

/** The Client Access servers of Exchange 2010 in the stack, and the servers of which nobody knows what they are. */
interface InStack {
  readonly servers: ReadonlyArray<Named>
  readonly unclear: ReadonlyArray<string>
}

const inStack = rememberedFor((peers: ReadonlyArray<Facts>): InStack => {
  const kinds = peers.map((facts) => [facts, serverKind(facts)] as const)
  return {
    servers: kinds.flatMap(([facts, kind]) =>
      E.isRight(kind) && kind.right.product === '2010' && kind.right.roles.some(isClientAccess) ? [ofPeer(facts)] : []
    ),
    unclear: kinds.flatMap(([{ server }, kind]) => (E.isLeft(kind) ? [shortName(server)] : []))
  }
})

/** Where the directory lists the servers, their service packs stand in it, and not their update rollups. */
const inDirectory = rememberedFor(
  (servers: Extract<OrganizationFacts['sections']['servers'], { _tag: 'Right' }>['right']): ReadonlyArray<Named> =>
    servers.flatMap(({ name, roles, site, version }) => {
      const build = parsed(version)
      return build?.[0] === 14 && roles.some(isClientAccess) ? [{ name, build, isWhole: false, site }] : []
    })
)

/** The names of those that the directory lists; null where it could not be read. */
export const listedIn = ({ servers }: InOrganization): ReadonlyArray<string> | null =>
  E.isLeft(servers) ? null : inDirectory(servers.right).map(({ name }) => name)

type Urls = ReadonlyMap<string, ReadonlyArray<string>>

const noUrls: Urls = new Map()

const externalOf = rememberedFor(
  (all: ReadonlyArray<VirtualDirectory>): Urls =>
    all.reduce((found, { server, externalUrl }) => {
      const known = found.get(keyOf(server)) ?? []
      return found.set(keyOf(server), externalUrl === null ? known : [...new Set([...known, externalUrl])].slice(0, 4))
    }, new Map<string, ReadonlyArray<string>>())
)

const orEmpty = <A>(fact: Fact<ReadonlyArray<A>>): ReadonlyArray<A> => (E.isRight(fact) ? fact.right : [])

/** All Client Access servers that are known, the newest first, and whose build nobody knows before these. */
export interface Together {
  readonly servers: ReadonlyArray<ClientAccess>
  /** Servers of the stack that may be one of them. */
  readonly unclear: ReadonlyArray<string>
}

const newestFirst = (a: ClientAccess, b: ClientAccess): number =>
  a.build === null || b.build === null
    ? Number(b.build === null) - Number(a.build === null)
    : compareBuilds(b.build, a.build)

export const clientAccessServers = (
  peers: ReadonlyArray<Facts>,
  { servers, virtualDirectories }: InOrganization
): Together => {
  const stack = inStack(peers)
  const listed = E.isRight(servers) ? inDirectory(servers.right) : []
  const external = E.isRight(virtualDirectories) ? externalOf(virtualDirectories.right) : noUrls
  const own = new Map(stack.servers.map((server) => [keyOf(server.name), server]))
  const sites = new Map(listed.map(({ name, site }) => [keyOf(name), site]))
  const all = [
    ...stack.servers.map((server) => ({ ...server, site: server.site ?? sites.get(keyOf(server.name)) ?? null })),
    ...listed.filter(({ name }) => !own.has(keyOf(name)))
  ]
  const known = new Set(orEmpty(servers).map(({ name }) => keyOf(name)))
  return {
    servers: all
      .map((server): ClientAccess => ({ ...server, external: external.get(keyOf(server.name)) ?? null }))
      .sort(newestFirst),
    unclear: stack.unclear.filter((name) => !known.has(keyOf(name)))
  }
}

export const isFacing = ({ external }: ClientAccess): boolean => external !== null && external.length > 0

/** Which servers get clients only by another one, and of which that can't be told: both in the order that they came in. */
export const behind = (
  servers: ReadonlyArray<ClientAccess>
): { readonly proxied: ReadonlyArray<ClientAccess>; readonly open: ReadonlyArray<ClientAccess> } => {
  const siteOf = ({ site }: ClientAccess): string => (site ?? '').toLowerCase()
  const facing = new Set(servers.filter(isFacing).map(siteOf))
  const unclear = new Set(servers.filter(({ external }) => external === null).map(siteOf))
  const rest = servers.filter((server) => !isFacing(server) && (server.site === null || !facing.has(siteOf(server))))
  const isOpen = (server: ClientAccess): boolean =>
    server.external === null || server.site === null || facing.has('') || unclear.has('') || unclear.has(siteOf(server))
  return { proxied: rest.filter((server) => !isOpen(server)), open: rest.filter(isOpen) }
}
