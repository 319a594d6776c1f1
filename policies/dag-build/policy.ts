import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { dagOfMember, isMemberOfDag } from '../../judging/dagMember'
import { sameServer, shortName } from '../../judging/dagMembers'
import type { InOrganization } from '../../judging/inOrganization'
import { appliesWhere } from '../../judging/kind'
import { compliant, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { sameCumulativeUpdate } from '../../kernel/builds/buildTable'
import { type Build, compareBuilds, parseBuild, sameName, showBuild } from '../../kernel/compare'
import { rememberedFor } from '../../kernel/remembered'
import { dagBuildHeadline } from './headline'
import { link, named, section, update } from './resolution'

/** A member of the DAG by its build; `isWhole` where that is its Security Update, too, and not its Cumulative Update alone. */
interface Member {
  readonly name: string
  readonly build: Build | null
  readonly isWhole: boolean
  /** Why its Security Update is not known. */
  readonly why: string
}

const parsed = (text: string | null): Build | null => (text === null ? null : O.toNullable(parseBuild(text)))

const installedOf = ({ sections: { build } }: Facts): Build | null =>
  E.isLeft(build) ? null : parsed(build.right.exSetup)

/** Every member of every DAG is looked for among all servers, so that these are told apart by name once. */
const peersByName = rememberedFor((peers: ReadonlyArray<Facts>) => {
  const byName = new Map<string, Array<Facts>>()
  for (const peer of peers) {
    const name = shortName(peer.server).toLowerCase()
    const known = byName.get(name)
    if (known === undefined) byName.set(name, [peer])
    else known.push(peer)
  }
  return byName
})

const domainOf = ({ server, sections: { identity } }: Facts): string | null => {
  const fqdn = E.isRight(identity) ? identity.right.fqdn : null
  const full = fqdn ?? server
  return full.includes('.') ? full.slice(full.indexOf('.')).toLowerCase() : null
}

const newest = (all: ReadonlyArray<Facts>): Facts | undefined =>
  all.reduce<Facts | undefined>(
    (last, one) => (last === undefined || (one.collectedAt ?? '') > (last.collectedAt ?? '') ? one : last),
    undefined
  )

/** The server of that name, by its newest facts; of several in two forests, the one in the domain of this server. */
const peerNamed = (facts: Facts, peers: ReadonlyArray<Facts>, name: string): Facts | 'several' | undefined => {
  const all = peersByName(peers).get(shortName(name).toLowerCase()) ?? []
  const near = all.filter((one) => domainOf(one) !== null && domainOf(one) === domainOf(facts))
  if (near.length > 0) return newest(near)
  return new Set(all.map(domainOf)).size > 1 ? 'several' : newest(all)
}

const notListed = 'not among the servers that are judged here'

const whyUnread = (peer: Facts | 'several' | undefined): string => {
  if (peer === undefined) return notListed
  if (peer === 'several')
    return 'several servers of this name are judged here, and which one is the member is not known'
  const { build } = peer.sections
  return E.isLeft(build) ? build.left.reason : 'the version of its ExSetup.exe is not known'
}

/** What was read of a member itself, else the Cumulative Update that the directory shows. */
const memberIn =
  (facts: Facts, peers: ReadonlyArray<Facts>, { servers }: InOrganization) =>
  (name: string): Member => {
    const peer = peerNamed(facts, peers, name)
    const whole = peer === undefined || peer === 'several' ? null : installedOf(peer)
    if (whole !== null) return { name, build: whole, isWhole: true, why: '' }
    const listed = E.isLeft(servers) ? undefined : servers.right.find((one) => sameServer(one.name, name))
    return { name, build: parsed(listed?.version ?? null), isWhole: false, why: whyUnread(peer) }
  }

/** Whether nobody can tell which of two builds is the newer one: of the other only the Cumulative Update is known. */
const isOpen = (own: Build, { build, isWhole }: Member): boolean =>
  build === null || (!isWhole && sameCumulativeUpdate(build, own))

/** Each cause once. */
const causes = (open: ReadonlyArray<Member>): string => {
  const all = [...new Set(open.map(({ why }) => why))]
  return all.length === 1 ? all.join() : open.map(({ name, why }) => `${name}: ${why}`).join('; ')
}

const judgeMember = (facts: Facts, dag: string, own: Build, others: ReadonlyArray<Member>): Judgement => {
  const path = ['build', 'dag'] as const
  const known = others.flatMap(({ name, build }) => (build === null ? [] : [{ name, build }]))
  const newer = known
    .filter((other) => compareBuilds(other.build, own) > 0)
    .sort((a, b) => compareBuilds(b.build, a.build))
  const [newest] = newer
  if (newest !== undefined)
    return drift({
      path,
      actual: showBuild(own),
      desired: showBuild(newest.build),
      evidence: [
        ...newer.slice(0, 16).map(({ name, build }) => `${name} has ${showBuild(build)} (${named(build)}).`),
        `${shortName(facts.server)} has ${showBuild(own)} (${named(own)}).`
      ],
      resolution: update(shortName(facts.server), dag, newest.build),
      remediation: byHand('updates are only installed manually, one member after the other')
    })
  const open = others.filter((other) => isOpen(own, other))
  return open.length > 0
    ? unknown(
        path,
        `the build of ${open.map(({ name }) => name).join(', ')} was not read, and may be newer: ${causes(open)}`
      )
    : compliant(path, `${showBuild(own)}, and no member of ${dag} is newer`)
}

/** After a rollout all members of a DAG have the same update: mixed ones are supported only while it goes on. */
export const dagBuild: Policy = {
  name: 'dag-build',
  title: 'The members of a DAG have the same build',
  headline: dagBuildHeadline,
  section,
  link,
  stage: 'after-update',
  level: 'mandatory',
  decides: ['identity'],
  supports: ['build'],
  organization: { decides: ['dags'], supports: ['servers'] },
  automation: {
    automated: [],
    byHand: ['All of it, because updates are only installed manually, one member after the other.']
  },
  fleet: (facts, organization) => dagOfMember(facts, organization)?.members ?? [],
  applies: (facts, organization) => {
    const server = appliesWhere(({ roles }) =>
      roles.some((role) => sameName(role, 'Mailbox')) ? null : 'only servers with the Mailbox role are members of a DAG'
    )(facts)
    return server._tag === 'Applicable' ? isMemberOfDag(facts, organization) : server
  },
  evaluate: (facts, { peers }, organization) => {
    const dag = dagOfMember(facts, organization)
    const own = installedOf(facts)
    if (dag === null) return []
    if (own === null) return [unknown(['build', 'dag'], 'the build of the server itself is not known')]
    const others = dag.members.filter((name) => !sameServer(name, facts.server))
    return [judgeMember(facts, dag.name, own, others.map(memberIn(facts, peers ?? [], organization)))]
  }
}
