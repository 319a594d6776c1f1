import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import type { Directory, DirectoryDomain } from '../../facts/organization/directory'
import type { InOrganization } from '../../judging/inOrganization'
import { appliesWhere } from '../../judging/kind'
import { compliant, type Desired, drift, type Judgement, note, type Policy, unknown } from '../../judging/policy'
import { describeBuild, placeOf, productName } from '../../kernel/builds/buildNames'
import { type BuildTable, cumulativeUpdates, ownTable } from '../../kernel/builds/buildTable'
import { parseBuild, sameName } from '../../kernel/compare'
import { type Product, productOf } from '../../kernel/product'
import { licenceSwitch } from '../build/licenceSwitch'
import { adPreparationHeadline } from './headline'
import { domainLevelOf, type Levels, levelsOf } from './levels'
import {
  changingDirectory,
  link,
  prepareDomain,
  prepareForest,
  removeContainer,
  removeEntries,
  section
} from './resolution'

/** What the installed build asks of the directory. */
interface Needed extends Levels {
  /** The Cumulative Update by its full name. */
  readonly name: string
  readonly licence: string | null
  readonly isExact: boolean
  /** The folder whose setup prepares domains, where a Security Update brought it; null for the medium. */
  readonly folder: string | null
}

const tableOf = ({ table }: Desired): BuildTable => (table === undefined || E.isLeft(table) ? ownTable : table.right)

const installedBuild = ({ sections: { build, identity } }: Facts): string | null =>
  (E.isRight(build) ? build.right.exSetup : null) ?? (E.isRight(identity) ? identity.right.version : null)

/** What to run where the installed build is not known. */
const newest = licenceSwitch('SE', 'RTM')

/** What is needed, or why that is not known. */
const neededBy = (facts: Facts, desired: Desired): E.Either<string, Needed> => {
  const text = installedBuild(facts)
  const version = text === null ? null : O.toNullable(parseBuild(text))
  const product: Product | null = version === null ? null : O.toNullable(productOf(version))
  if (version === null || product === null) return E.left('the installed build is not known')
  const table = tableOf(desired)
  const place = O.toNullable(placeOf(product, version, table))
  const levels = place === null ? null : levelsOf(product, place.cu.name, cumulativeUpdates(product, table))
  if (place === null || levels === null)
    return E.left(`which levels ${describeBuild(product, version, table)} needs is not known`)
  const raised = domainLevelOf(version)
  return E.right({
    ...levels,
    domain: raised ?? levels.domain,
    folder: raised === null ? null : `${installPath(facts)}Bin`,
    name: `${productName(product)} ${place.cu.name}`,
    licence: licenceSwitch(product, place.cu.name)
  })
}

const readAt = ({ collectedAt }: InOrganization): string =>
  `Active Directory was read ${collectedAt === null ? 'at an unknown time' : `at ${collectedAt}`}.`

type Forest = 'schema' | 'organization'

const attributes: Readonly<Record<Forest, string>> = {
  schema: 'rangeUpper of ms-Exch-Schema-Version-Pt',
  organization: 'objectVersion of the organization'
}

const judgeForest = (
  what: Forest,
  found: number | null,
  needed: Needed,
  directory: Directory,
  at: string
): Judgement => {
  const path = ['directory', what] as const
  if (found === null) return unknown(path, `${attributes[what]} was not read`)
  if (found >= needed[what]) return compliant(path, `${found}`)
  return drift({
    path,
    actual: `${found}`,
    desired: `${needed[what]} or later`,
    evidence: [`${attributes[what]} is ${found}, and ${needed.name} needs ${needed[what]}.`, at],
    resolution: prepareForest(what, needed.name, directory.schemaMaster, needed.licence),
    remediation: changingDirectory
  })
}

const unprepared = (domain: string, needed: Needed, actual: string, at: string): Judgement =>
  drift({
    path: ['directory', 'domain', domain],
    actual,
    desired: `${needed.domain} or later`,
    evidence: [`${needed.name} needs objectVersion ${needed.domain} of Microsoft Exchange System Objects.`, at],
    resolution: prepareDomain(domain, needed.name, needed.licence, needed.folder),
    remediation: changingDirectory
  })

const judgeDomain =
  (own: string | null, needed: Needed | null, at: string) =>
  ({ domain, containers, unread }: DirectoryDomain): ReadonlyArray<Judgement> => {
    const path = ['directory', 'domain', domain] as const
    if (containers === null)
      return [unknown(path, `the domain ${domain} could not be read: ${unread ?? 'no reason given'}`)]
    const [first] = containers
    if (first === undefined)
      return needed !== null && own !== null && sameName(own, domain)
        ? [unprepared(domain, needed, 'not prepared', at)]
        : []
    if (containers.length > 1)
      return [
        drift({
          path,
          actual: `${containers.length} containers Microsoft Exchange System Objects`,
          desired: 'one container',
          evidence: [
            ...containers.map(({ name, version }) => `${name ?? 'unknown'} (objectVersion ${version ?? 'unknown'})`),
            at
          ],
          resolution: removeContainer(domain),
          remediation: changingDirectory
        })
      ]
    if (needed === null) return []
    if (first.version === null) return [unknown(path, `objectVersion of the domain ${domain} was not read`)]
    return first.version >= needed.domain
      ? [compliant(path, `${first.version}`)]
      : [unprepared(domain, needed, `${first.version}`, at)]
  }

/** The name of a deleted object: its own, a line break, DEL and its GUID; in the text form `\0ADEL:`. */
const isDeleted = (name: string): boolean => /(?:\\0A| )DEL:|,CN=Deleted Objects,/i.test(name)

const configuration = ({ wellKnownObjects, domains }: Directory): string => {
  const [root] = [...domains].sort((a, b) => a.domain.length - b.domain.length)
  const below = wellKnownObjects
    .map(({ name }) => /(?:^|,)(DC=.*)$/i.exec(name ?? '')?.[1])
    .find((one) => one !== undefined)
  const parts =
    below ??
    (root?.domain ?? 'contoso.com')
      .split('.')
      .map((part) => `DC=${part}`)
      .join(',')
  return `CN=Microsoft Exchange,CN=Services,CN=Configuration,${parts}`
}

const judgeWellKnown = (directory: Directory, needed: Needed | null, at: string): Judgement => {
  const path = ['directory', 'otherWellKnownObjects'] as const
  const { wellKnownObjects } = directory
  const unnamed = wellKnownObjects.filter(({ name }) => name === null).length
  const deleted = wellKnownObjects.filter(({ name }) => name !== null && isDeleted(name))
  if (deleted.length > 0)
    return drift({
      path,
      actual: `${deleted.length} of ${wellKnownObjects.length} entries point to deleted objects`,
      desired: 'no entry points to a deleted object',
      evidence: [...deleted.slice(0, 20).map(({ guid, name }) => `B:32:${guid} points to ${name}.`), at],
      resolution: removeEntries(configuration(directory), needed === null ? newest : needed.licence),
      remediation: changingDirectory
    })
  // PrepareAD itself fills the list, so that an empty one was not read.
  if (wellKnownObjects.length === 0)
    return unknown(path, 'otherWellKnownObjects is empty, and every organization has entries')
  return unnamed > 0
    ? unknown(path, `${unnamed} entries of otherWellKnownObjects could not be read`)
    : compliant(path, `${wellKnownObjects.length} entries`)
}

const judgeAll = (facts: Facts, desired: Desired, organization: InOrganization, directory: Directory) => {
  const at = readAt(organization)
  const needed = neededBy(facts, desired)
  const known = E.isRight(needed) ? needed.right : null
  const { identity } = facts.sections
  const own = E.isRight(identity) ? identity.right.domain : null
  const forest = (['schema', 'organization'] as const).map((what) =>
    known === null
      ? unknown(['directory', what], E.isLeft(needed) ? needed.left : '')
      : judgeForest(
          what,
          what === 'schema' ? directory.schemaVersion : directory.organizationVersion,
          known,
          directory,
          at
        )
  )
  const isListed = own === null || directory.domains.some(({ domain }) => sameName(domain, own))
  return [
    ...forest,
    ...(isListed ? [] : [unknown(['directory', 'domain', own], `the forest that was read has no domain ${own}`)]),
    ...directory.domains.flatMap(judgeDomain(own, known, at)),
    judgeWellKnown(directory, known, at),
    ...(known === null || known.isExact
      ? []
      : [note(`the levels of ${known.name} are not known: judged by those of the update before`)])
  ]
}

/** Setup and PrepareAD fail where the directory is not prepared, or points to objects that were deleted. */
export const adPreparation: Policy = {
  name: 'ad-preparation',
  title: 'Active Directory is prepared for the installed build, and points to no deleted objects',
  headline: adPreparationHeadline,
  section,
  link,
  stage: 'always',
  level: 'mandatory',
  decides: ['identity', 'build'],
  supports: [],
  organization: { decides: ['directory'], supports: [] },
  automation: {
    automated: [],
    byHand: [
      'All of it, because it changes Active Directory for the whole forest. otherWellKnownObjects is never written, because an import replaces all of its values.'
    ]
  },
  applies: appliesWhere(({ edge }) => (edge ? 'an Edge Transport server does not use Active Directory' : null)),
  evaluate: (facts, desired, organization) =>
    E.isLeft(organization.directory) ? [] : judgeAll(facts, desired, organization, organization.directory.right)
}
