import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import type { Build as BuildFacts } from '../../facts/sections/build'
import type { RoleState } from '../../facts/sections/setupState'
import { hasToolsOnly, isRoleKey, outlookOnTheWeb, type ServerKind, serverKind } from '../../judging/kind'
import {
  type BuildTable,
  cumulativeUpdateOf,
  cumulativeUpdates,
  sameCumulativeUpdate
} from '../../kernel/builds/buildTable'
import { type Build, compareBuilds, parseBuild, sameName, showBuild } from '../../kernel/compare'
import type { Product } from '../../kernel/product'
import type { Installed } from './installed'

/** What shows that an installation is not of one build throughout, or that this could not be seen. */
export type Half =
  | { readonly _tag: 'Old'; readonly path: string; readonly version: string; readonly least: Build }
  | { readonly _tag: 'Newer'; readonly path: string; readonly version: string; readonly found: Build }
  | { readonly _tag: 'Later'; readonly path: string; readonly version: string; readonly found: Build }
  | { readonly _tag: 'Missing'; readonly path: string }
  | { readonly _tag: 'Registered'; readonly registered: Build }
  | { readonly _tag: 'Role'; readonly state: RoleState; readonly why: string }
  | { readonly _tag: 'Unread'; readonly path: readonly [string, ...string[]]; readonly reason: string }

/** An update replaces some files only; so one is old if it is older than the Cumulative Update itself. */
const leastVersion = (product: Product, installed: Build): Build => {
  const cu = cumulativeUpdateOf(cumulativeUpdates(product), installed)
  const [major, minor, build] = O.isSome(cu) ? cu.value.build : installed
  return [major, minor, build, 0]
}

/** Setup itself, whose file version is the installed build. */
export const setupFile = 'Bin\\ExSetup.exe'

const commonLibrary = 'Bin\\Microsoft.Exchange.Common.dll'
const transport = 'Bin\\EdgeTransport.exe'

/** The files that every collector has looked for; those that only the later ones list where they are missing. */
const alwaysLookedFor = [commonLibrary, transport]

const hasTransport = ({ product, edge, backEnd, roles }: ServerKind): boolean =>
  edge || (product === '2010' ? roles.some((role) => sameName(role, 'HubTransport')) : backEnd)

/** The files of the server's roles, or why they can't be told. */
const requiredFiles = (facts: Facts): E.Either<string, ReadonlyArray<string>> => {
  const kind = serverKind(facts)
  if (E.isLeft(kind)) return E.left(kind.left.reason)
  const { roles, backEnd } = kind.right
  if (roles.length === 0) return hasToolsOnly(facts) ? E.right([]) : E.left('no role is listed')
  return E.right([
    commonLibrary,
    ...(hasTransport(kind.right) ? [transport] : []),
    ...(backEnd ? [outlookOnTheWeb] : [])
  ])
}

const lists = (paths: ReadonlyArray<string>, path: string): boolean => paths.some((one) => sameName(one, path))

const unread = (path: readonly [string, ...string[]], reason: string): Half => ({ _tag: 'Unread', path, reason })

const judgeFile = (found: ReadonlyArray<string>, missing: ReadonlyArray<string> | null, path: string): Half | null => {
  if (lists(found, path)) return null
  const wasLookedFor = missing === null ? alwaysLookedFor.includes(path) : lists(missing, path)
  if (wasLookedFor) return { _tag: 'Missing', path }
  return missing === null ? null : unread(['binaries', path], `whether ${path} is there was not looked at`)
}

/** Files that belong to the server's roles and are not there. */
const missingFiles = (facts: Facts, { binaries, missing }: BuildFacts): ReadonlyArray<Half> => {
  if (binaries === null || (binaries.length === 0 && missing === null)) return []
  const found = binaries.map(({ path }) => path)
  return pipe(
    requiredFiles(facts),
    E.match(
      (reason) =>
        alwaysLookedFor
          .filter((path) => !lists(found, path))
          .map((path) => unread(['binaries', path], `whether ${path} belongs to this server is not known: ${reason}`)),
      (paths) => paths.map((path) => judgeFile(found, missing, path)).flatMap((half) => (half === null ? [] : [half]))
    )
  )
}

/** Whether a build is that of an update which the table lists: an interim one, which leaves ExSetup.exe alone, is none. */
const isReleased = (product: Product, table: BuildTable, found: Build): boolean =>
  cumulativeUpdates(product, table).some((cu) => cu.updates.some((one) => compareBuilds(one.build, found) === 0))

/**
 * A security update leaves files of older ones, but it replaces ExSetup.exe, and an upgrade to another Cumulative Update
 * replaces all files.
 */
const judgeVersion = (
  { product, build, table }: Installed,
  path: string,
  version: string,
  found: Build,
  least: Build
) => {
  if (compareBuilds(found, least) < 0) return { _tag: 'Old', path, version, least } as const
  if (compareBuilds(found, build) <= 0) return null
  if (!sameCumulativeUpdate(found, build)) return { _tag: 'Newer', path, version, found } as const
  return isReleased(product, table, found) ? ({ _tag: 'Later', path, version, found } as const) : null
}

/** Files that are there and of another Cumulative Update than ExSetup.exe, or of a later update. */
const filesOfOthers = ({ binaries }: BuildFacts, installed: Installed): ReadonlyArray<Half> => {
  const least = leastVersion(installed.product, installed.build)
  return (binaries ?? []).flatMap(({ path, version }): ReadonlyArray<Half> => {
    if (version === null) return [unread(['binaries', path], `the file version of ${path} can't be read`)]
    const found = parseBuild(version)
    const half = O.isSome(found) ? judgeVersion(installed, path, version, found.value, least) : null
    return half === null ? [] : [half]
  })
}

const unreadFiles = (facts: Facts, { binaries, missing }: BuildFacts): ReadonlyArray<Half> => {
  if (binaries !== null && (binaries.length > 0 || missing !== null || hasToolsOnly(facts))) return []
  return [unread(['binaries'], 'whether the other binaries are of the build of ExSetup.exe was not read')]
}

/** The Cumulative Update that setup registered, where it isn't that of ExSetup.exe. */
const otherUpdate = ({ sections: { identity } }: Facts, installed: Build): ReadonlyArray<Half> => {
  if (E.isLeft(identity))
    return [unread(['identity'], `which Cumulative Update setup registered was not read: ${identity.left.reason}`)]
  return pipe(
    identity.right.version === null ? O.none : parseBuild(identity.right.version),
    O.filter((registered) => !sameCumulativeUpdate(registered, installed)),
    O.match(
      () => [],
      (registered) => [{ _tag: 'Registered', registered }]
    )
  )
}

const sameVersion = (a: string, b: string): boolean => {
  const [left, right] = [parseBuild(a), parseBuild(b)]
  return O.isSome(left) && O.isSome(right) ? compareBuilds(left.value, right.value) === 0 : a === b
}

/** What stands in place of a build number; empty where there is nothing to doubt. */
const noVersions = (state: RoleState): string =>
  (['unpacked', 'configured'] as const)
    .flatMap((name) => {
      const version = state[name]
      return version === null || O.isSome(parseBuild(version)) ? [] : [`${name} ${version.slice(0, 100)}`]
    })
    .join(', ')

const configuredForAnother = (configured: string, installed: Build | null): boolean => {
  const version = parseBuild(configured)
  return installed !== null && O.isSome(version) && !sameCumulativeUpdate(version.value, installed)
}

/** Why setup has not finished a role; null where it has. */
const whyUnfinished = ({ unpacked, configured, action, watermark }: RoleState, installed: Build | null) => {
  if (action !== null || watermark !== null)
    return `${action === null ? 'no Action' : `Action ${action}`}, ${watermark === null ? 'no Watermark' : `Watermark ${watermark}`}`
  if (unpacked !== null && configured === null) return `unpacked ${unpacked}, not configured`
  if (unpacked !== null && configured !== null && !sameVersion(unpacked, configured))
    return `unpacked ${unpacked}, configured ${configured}`
  return configured !== null && configuredForAnother(configured, installed)
    ? `configured ${configured}, and ExSetup.exe is ${installed === null ? 'unknown' : showBuild(installed)}`
    : null
}

const hasRole = ({ sections: { identity } }: Facts): boolean => E.isRight(identity) && identity.right.roles.length > 0

const isStateOfRole = ({ role, unpacked, configured, action, watermark }: RoleState): boolean =>
  isRoleKey(role) && (unpacked ?? configured ?? action ?? watermark) !== null

/** The key of the role that holds mailboxes; a server may have or lack those of the other roles, by its version. */
const mailboxKey = 'MailboxRole'

/** That setup keeps nothing of a role which the server has by the directory. */
const unseenRole = ({ sections: { identity } }: Facts, states: ReadonlyArray<RoleState>): ReadonlyArray<Half> =>
  E.isRight(identity) &&
  identity.right.roles.some((role) => sameName(role, 'Mailbox')) &&
  !states.some((state) => sameName(state.role, mailboxKey) && isStateOfRole(state))
    ? [
        unread(
          ['setupState', mailboxKey],
          'the server has the role Mailbox, and the registry holds no state of setup for it'
        )
      ]
    : []

const judgeRole = (state: RoleState, installed: Build | null): ReadonlyArray<Half> => {
  const isBegun = state.action !== null || state.watermark !== null
  const doubt = isBegun || (state.unpacked !== null && state.configured === null) ? '' : noVersions(state)
  if (doubt !== '')
    return [unread(['setupState', state.role], `setup keeps no build number of ${state.role}: ${doubt}`)]
  if (!isBegun && isRoleKey(state.role) && state.unpacked === null && state.configured !== null)
    return [
      unread(
        ['setupState', state.role],
        `setup configured ${state.role} as ${state.configured}, and keeps no build of its files (UnpackedVersion)`
      )
    ]
  const why = whyUnfinished(state, installed)
  return why === null ? [] : [{ _tag: 'Role', state, why }]
}

/** The roles that setup has not finished, by what it keeps of each in the registry. */
export const unfinishedRoles = (facts: Facts, installed: Build | null): ReadonlyArray<Half> => {
  const { setupState } = facts.sections
  if (isAbsent(setupState)) return []
  if (E.isLeft(setupState))
    return [unread(['setupState'], `how far setup has come with each role was not read: ${setupState.left.reason}`)]
  const unseen =
    hasRole(facts) && !setupState.right.some(isStateOfRole)
      ? [unread(['setupState'], 'setup keeps its state of each role in the registry, and none was found there')]
      : unseenRole(facts, setupState.right)
  return [...unseen, ...setupState.right.flatMap((state) => judgeRole(state, installed))]
}

/** All that shows an installation of several builds, where ExSetup.exe's is known. */
export const halfInstalled = (found: BuildFacts, installed: Installed): ReadonlyArray<Half> => {
  const { facts, build } = installed
  return [
    ...unreadFiles(facts, found),
    ...filesOfOthers(found, installed),
    ...missingFiles(facts, found),
    ...otherUpdate(facts, build),
    ...unfinishedRoles(facts, build)
  ]
}
