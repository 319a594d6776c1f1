import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { exSetupBuild } from '../../facts/exSetupBuild'
import type { Facts } from '../../facts/facts'
import { productOfServer } from '../../facts/productOfServer'
import type { ExtendedProtection, ProtectedDirectory } from '../../facts/sections/extendedProtection'
import { appliesWhere, type ServerKind, serverKind } from '../../judging/kind'
import { compliant, type Desired, drift, type Judgement, note, type Policy, unknown } from '../../judging/policy'
import { describeBuild } from '../../kernel/builds/buildNames'
import { type Build, sameName, showBuild } from '../../kernel/compare'
import { extendedProtectionHeadline } from './headline'
import {
  asksForTls,
  backEnd,
  frontEnd,
  isEwsOfFrontEnd,
  isLetOff,
  isRpcOfFrontEnd,
  placeOf,
  type Recommended,
  recommendedFor,
  type Strength,
  strengthOf,
  strengths
} from './recommended'
import { changing, configure, type LeftOut, link, requireTls, switchOff } from './resolution'
import { isOnByDefault, supportsProtection } from './support'

const section = 'extendedProtection'

/** A directory that Microsoft's table has, with the word that IIS has for it; undefined where it is none. */
interface Listed {
  readonly directory: ProtectedDirectory
  readonly recommended: Recommended
  readonly strength: Strength | undefined
}

type Known = Listed & { readonly strength: Strength }

/** A server with Extended Protection, and what of it may be off on purpose. */
interface Configured {
  readonly server: string
  readonly build: Build
  readonly leftOut: LeftOut
}

const rank = (strength: Strength): number => strengths.indexOf(strength)

const source = ({ directory }: Known): string =>
  `applicationHost.config gives ${placeOf(directory)} tokenChecking ${directory.tokenChecking} and sslFlags ${directory.sslFlags}.`

const isTooStrong = ({ strength, recommended }: Known): boolean => rank(strength) > rank(recommended.most)

const consequence = (known: Known): string =>
  isTooStrong(known)
    ? 'That is more than Microsoft recommends there: clients that do not send a channel binding token are refused.'
    : 'Other directories of this server have Extended Protection: this one lets a sign-in be passed on to it.'

const judgeTls = ({ server, build, leftOut }: Configured, known: Known): Judgement | null => {
  const { directory, recommended, strength } = known
  if (strength === 'None' || asksForTls(recommended.sslFlags) !== true) return null
  const path = [section, placeOf(directory), 'sslFlags'] as const
  const asks = asksForTls(directory.sslFlags)
  if (asks === null) return unknown(path, `sslFlags ${directory.sslFlags} are no flags of IIS`)
  if (asks) return compliant(path, directory.sslFlags)
  return drift({
    path,
    actual: directory.sslFlags,
    desired: recommended.sslFlags,
    evidence: [
      source(known),
      'A connection without TLS has no channel to check, so that Extended Protection cannot work in it.'
    ],
    resolution: requireTls(server, placeOf(directory), build, isRpcOfFrontEnd(directory), leftOut),
    remediation: changing
  })
}

const judgeStrength = ({ server, build, leftOut }: Configured, known: Known): Judgement => {
  const { directory, recommended, strength } = known
  const path = [section, placeOf(directory)] as const
  if (strength === 'None' && isLetOff(directory)) return compliant(path, 'None, for listed addresses only')
  if (rank(strength) >= rank(recommended.least) && !isTooStrong(known)) return compliant(path, strength)
  return drift({
    path,
    actual: strength,
    desired: isTooStrong(known) ? recommended.most : recommended.least,
    evidence: [
      source(known),
      consequence(known),
      ...(isEwsOfFrontEnd(directory) && strength === 'None'
        ? ['It is right only where the Hybrid Agent publishes this server.']
        : [])
    ],
    resolution: configure(server, placeOf(directory), build, leftOut),
    remediation: changing
  })
}

const judgeOn = ({ server }: Facts, build: Build, known: ReadonlyArray<Known>): ReadonlyArray<Judgement> => {
  const off = known.flatMap(({ directory, strength }) => (strength === 'None' ? [directory] : []))
  const leftOut = { ewsOfFrontEnd: off.some(isEwsOfFrontEnd), ewsOfBackEnd: off.some(isLetOff) }
  const configured = { server, build, leftOut }
  return known.flatMap((one) => {
    const tls = judgeTls(configured, one)
    return tls === null ? judgeStrength(configured, one) : [judgeStrength(configured, one), tls]
  })
}

const tooOld = (facts: Facts, build: Build, named: string, on: ReadonlyArray<Known>): Judgement =>
  drift({
    path: [section],
    actual: `on in ${on.length} virtual ${on.length === 1 ? 'directory' : 'directories'}`,
    desired: 'None',
    evidence: [
      ...on.slice(0, 20).map(source),
      `${showBuild(build)} is older than the Security Updates of August 2022: mailboxes and the Exchange Management Shell may be out of reach.`
    ],
    resolution: switchOff(facts.server, named),
    remediation: changing
  })

const offEverywhere = (build: Build, named: string, known: ReadonlyArray<Known>): ReadonlyArray<Judgement> => [
  ...known.map(({ directory, strength }) => compliant([section, placeOf(directory)], strength)),
  ...(supportsProtection(build)
    ? [
        note(
          `Extended Protection is off in all virtual directories, and ${named} supports it` +
            `${isOnByDefault(build) ? ', and switches it on by itself unless setup is told otherwise' : ''}: ` +
            'ExchangeExtendedProtectionManagement.ps1 (https://aka.ms/ExchangeEPScript) switches it on.'
        )
      ]
    : [])
]

/** Of a site without any directory that may have it, nothing was seen. */
const unlisted = (
  { frontEnd: front, backEnd: back }: ServerKind,
  listed: ReadonlyArray<Listed>
): ReadonlyArray<Judgement> =>
  [...(front ? [frontEnd] : []), ...(back ? [backEnd] : [])]
    .filter(
      (site) =>
        !listed.some(({ directory, recommended }) => recommended.most !== 'None' && sameName(directory.site, site))
    )
    .map((site) =>
      unknown(
        [section, site],
        `IIS lists no virtual directory of Exchange in the site ${site} that may have Extended Protection`
      )
    )

const nameOf = (facts: Facts, { table }: Desired, build: Build): string =>
  pipe(
    productOfServer(facts),
    O.match(
      () => showBuild(build),
      (product) =>
        table !== undefined && E.isRight(table)
          ? describeBuild(product, build, table.right)
          : describeBuild(product, build)
    )
  )

const listedIn = (all: ExtendedProtection): ReadonlyArray<Listed> =>
  all.flatMap((directory) => {
    const recommended = recommendedFor(directory)
    return recommended === undefined ? [] : { directory, recommended, strength: strengthOf(directory) }
  })

const isKnown = (one: Listed): one is Known => one.strength !== undefined

const judge = (
  facts: Facts,
  desired: Desired,
  listed: ReadonlyArray<Listed>,
  build: Build
): ReadonlyArray<Judgement> => {
  const known = listed.filter(isKnown)
  const odd = listed
    .filter((one) => !isKnown(one))
    .map(({ directory }) =>
      unknown([section, placeOf(directory)], `tokenChecking ${directory.tokenChecking} is no word of IIS`)
    )
  const on = known.filter(({ strength }) => strength !== 'None')
  const named = nameOf(facts, desired, build)
  if (on.length === 0) return [...odd, ...offEverywhere(build, named, odd.length > 0 ? [] : known)]
  return [...odd, ...(supportsProtection(build) ? judgeOn(facts, build, known) : [tooOld(facts, build, named, on)])]
}

/** Extended Protection that is only half on, or that the build does not know, shuts clients out or protects nothing. */
export const extendedProtection: Policy = {
  name: 'extended-protection',
  title: 'Extended Protection is off in all virtual directories, or as recommended in each, and fits the build',
  headline: extendedProtectionHeadline,
  section: null,
  link,
  stage: 'always',
  level: 'advisory',
  decides: ['identity', 'build', 'extendedProtection'],
  supports: [],
  automation: {
    automated: [],
    byHand: [
      'All of it, because the facts do not show what is between clients and server. A load balancer that ends TLS needs the same certificate.'
    ]
  },
  applies: appliesWhere(({ product, edge, frontEnd: front, backEnd: back }) => {
    if (product === '2010') return 'Exchange Server 2010 has other virtual directories'
    return edge || (!front && !back) ? 'the server has no virtual directories of Exchange' : null
  }),
  evaluate: (facts, desired) => {
    const { build, extendedProtection: read } = facts.sections
    if (E.isLeft(read) || E.isLeft(build)) return []
    const installed = O.toNullable(exSetupBuild(facts))
    if (installed === null) return [unknown([section], 'the installed build is not known')]
    const kind = serverKind(facts)
    const listed = listedIn(read.right)
    return [...(E.isRight(kind) ? unlisted(kind.right, listed) : []), ...judge(facts, desired, listed, installed)]
  }
}
