import * as E from 'fp-ts/Either'
import { sameServer, shortName } from '../../judging/dagMembers'
import type { InOrganization } from '../../judging/inOrganization'
import { appliesWhere } from '../../judging/kind'
import { compliant, drift, type Judgement, note, type Policy, unknown } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { sameCumulativeUpdate } from '../../kernel/builds/buildTable'
import { type Build, compareBuilds, sameName, showBuild } from '../../kernel/compare'
import { behind, type ClientAccess, clientAccessServers, isFacing, listedIn, type Together } from './clientAccess'
import { casCasProxyingHeadline } from './headline'
import { link, named, section, updateFirst } from './resolution'

const path = ['build', 'proxying'] as const
const mostNames = 16

const names = (servers: ReadonlyArray<ClientAccess>): string =>
  servers
    .slice(0, mostNames)
    .map(({ name }) => name)
    .join(', ')

const isNewer = ({ build }: ClientAccess, own: Build): boolean => build !== null && compareBuilds(build, own) > 0

/** Of a server that was not read itself only its service pack is known. */
const mayBeNewer = (server: ClientAccess, own: Build): boolean =>
  server.build === null ||
  compareBuilds(server.build, own) > 0 ||
  (!server.isWhole && sameCumulativeUpdate(server.build, own))

/** Where all have one build, nobody needs to know which of them is Internet-facing; null where that is not so. */
const allAlike = ({ servers, unclear }: Together, own: Build, isListed: boolean): Judgement | null => {
  const alike = servers.every(({ build, isWhole }) => isWhole && build !== null && compareBuilds(build, own) === 0)
  if (!alike || unclear.length > 0) return null
  if (servers.length > 1) return compliant(path, `${showBuild(own)} on ${names(servers)}`)
  return isListed
    ? compliant(path, `${showBuild(own)} on the only Client Access server of Exchange Server 2010`)
    : unknown(path, 'the stack has no other Client Access server, and those of the organization were not read')
}

const driftOf = (
  server: ClientAccess,
  own: Build,
  newest: Build,
  newer: ReadonlyArray<ClientAccess>,
  proxied: ReadonlyArray<ClientAccess>
): Judgement =>
  drift({
    path,
    actual: showBuild(own),
    desired: showBuild(newest),
    evidence: [
      ...newer
        .slice(0, mostNames)
        .map(
          ({ name, build, site }) =>
            `${name} in the site ${site} has ${build === null ? 'no known build' : `${showBuild(build)} (${named(build)})`}, and no external URL.`
        ),
      `${server.name} has ${showBuild(own)} (${named(own)}), and the external URL ${(server.external ?? []).join(', ')}.`
    ],
    resolution: updateFirst(
      server.name,
      newest,
      proxied
        .filter((one) => !newer.includes(one))
        .slice(0, mostNames)
        .map(({ name }) => name)
    ),
    remediation: byHand('updates are only installed manually, one server after the other')
  })

const judgeFacing = (server: ClientAccess, own: Build, servers: ReadonlyArray<ClientAccess>): Judgement => {
  const { proxied, open } = behind(servers)
  const newer = proxied.filter((one) => isNewer(one, own))
  const newest = newer[0]?.build ?? null
  if (newest !== null) return driftOf(server, own, newest, newer, proxied)
  const unread = proxied.filter((one) => mayBeNewer(one, own))
  if (unread.length > 0) return unknown(path, `the build of ${names(unread)} was not read, and may be newer`)
  const unclear = open.filter((one) => mayBeNewer(one, own))
  return unclear.length > 0
    ? unknown(path, `${names(unclear)} may be newer, and the site or the external URL of a server there is not known`)
    : compliant(path, `${showBuild(own)}, and no server that is not Internet-facing is newer`)
}

/** Nothing is to be mended on a server whose turn has not come; which ones come first is told. */
const judgeBehind = (
  server: ClientAccess,
  own: Build,
  servers: ReadonlyArray<ClientAccess>
): ReadonlyArray<Judgement> => {
  const facing = servers.filter((one) => isFacing(one) && (one.build === null || compareBuilds(one.build, own) <= 0))
  return [
    compliant(path, `${showBuild(own)}, and ${server.name} is not Internet-facing`),
    ...(facing.length === 0
      ? []
      : [note(`Internet-facing, and to be updated before ${server.name} gets its next update: ${names(facing)}.`)])
  ]
}

const judgeServer = (
  server: ClientAccess,
  own: Build,
  together: Together,
  { servers, virtualDirectories }: InOrganization
): ReadonlyArray<Judgement> => {
  const alike = allAlike(together, own, E.isRight(servers))
  if (alike !== null) return [alike]
  if (E.isLeft(virtualDirectories))
    return [
      unknown(path, `which Client Access server is Internet-facing was not read: ${virtualDirectories.left.reason}`)
    ]
  if (together.unclear.length > 0)
    return [
      unknown(path, `whether ${together.unclear.slice(0, mostNames).join(', ')} is a Client Access server is not known`)
    ]
  if (E.isLeft(servers))
    return [unknown(path, `the Client Access servers of the organization were not read: ${servers.left.reason}`)]
  if (server.external === null)
    return [unknown(path, `the directory shows no virtual directory of OWA or EWS of ${server.name}`)]
  if (!together.servers.some(isFacing))
    return [
      unknown(path, 'no Client Access server has an external URL, so that it is not known which is Internet-facing')
    ]
  return isFacing(server) ? [judgeFacing(server, own, together.servers)] : judgeBehind(server, own, together.servers)
}

/** Where one Client Access server of Exchange 2010 passes clients on to those of other sites, it must not be the older one. */
export const casCasProxying: Policy = {
  name: 'cas-cas-proxying',
  title: 'The Internet-facing Client Access servers of Exchange Server 2010 are updated before the others',
  headline: casCasProxyingHeadline,
  section,
  link,
  stage: 'before-update',
  // The order makes no update incomplete and no server unsafe: a missing update is the policy build's to report.
  level: 'advisory',
  decides: ['build'],
  supports: ['identity'],
  organization: { decides: [], supports: ['servers', 'virtualDirectories'] },
  automation: {
    automated: [],
    byHand: ['All of it, because updates are only installed manually, one server after the other.']
  },
  fleet: (_, organization) => listedIn(organization),
  applies: appliesWhere(({ product, roles }) => {
    if (product !== '2010') return 'only updates of Exchange Server 2010 have an order of Client Access servers'
    return roles.some((role) => sameName(role, 'ClientAccess')) ? null : 'the server has no Client Access role'
  }),
  evaluate: (facts, { peers }, organization) => {
    if (E.isLeft(facts.sections.build)) return []
    const together = clientAccessServers(peers ?? [facts], organization)
    const server = together.servers.find(({ name }) => sameServer(name, facts.server))
    if (server === undefined || server.build === null || !server.isWhole)
      return [unknown(path, `the build of ${shortName(facts.server)} itself is not known`)]
    return judgeServer(server, server.build, together, organization)
  }
}
