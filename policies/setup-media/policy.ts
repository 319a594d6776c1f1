import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { knownInstallPath } from '../../facts/installation'
import type { SetupMedia } from '../../facts/sections/setupMedia'
import {
  applicable,
  compliant,
  type Drift,
  drift,
  type Judgement,
  notApplicable,
  note,
  noteThen,
  type Policy,
  unknown
} from '../../judging/policy'
import { nameOf, placeOf } from '../../kernel/builds/buildNames'
import { type BuildTable, sameCumulativeUpdate } from '../../kernel/builds/buildTable'
import { type Build, compareBuilds, parseBuild, showBuild } from '../../kernel/compare'
import { productOf } from '../../kernel/product'
import { articleSection } from '../article'
import type { Installed } from '../build/installed'
import { doubtsOf } from '../update-package/fit'
import { installedOf } from '../update-package/installed'
import { setupMediaHeadline } from './headline'
import { byAPerson, mountAnother, runSetup } from './resolution'

const section = 'setup-installs-older-cu-or-fails-to-install-language-pack'
const link = articleSection(section)
const path = ['setupMedia', 'build'] as const

const named = (build: Build, table: BuildTable): string => O.getOrElse(() => showBuild(build))(nameOf(build, table))

const unfit = (
  { facts, table }: Pick<Installed, 'facts' | 'table'>,
  parts: Pick<Drift, 'path' | 'actual' | 'desired'>,
  why: string
): Judgement =>
  drift({
    ...parts,
    evidence: [why],
    resolution: mountAnother(facts, table, parts.desired, link),
    remediation: byAPerson
  })

/** A folder as Windows reads it, however it is written: in one case, without what goes up again, ending with a backslash. */
const folderOf = (path: string): string => {
  const parts: Array<string> = []
  for (const part of path.toLowerCase().split(/[\\/]+/)) {
    if (part === '..' && parts.length > 1) parts.pop()
    else if (part !== '' && part !== '.' && part !== '..') parts.push(part)
  }
  return `${parts.join('\\')}\\`
}

/** Setup that starts from the folder of the installed Exchange installs what is installed. */
const isInstalledFolder = (facts: Facts, { path }: NonNullable<SetupMedia>): boolean => {
  const own = knownInstallPath(facts)
  return O.isSome(own) && folderOf(path).startsWith(folderOf(own.value))
}

/** Why a folder may be that of the installed Exchange all the same; null where it is sure that it is another one. */
const whyMaybeInstalled = (facts: Facts, { path }: NonNullable<SetupMedia>): string | null => {
  const begin = `${path} may be a folder of the installed Exchange`
  if (O.isNone(knownInstallPath(facts))) return `${begin}, of which the folder was not read`
  // Windows has a short name for each long one, such as PROGRA~1.
  return /~\d/.test(path) ? `${begin}: name it without short names (~1)` : null
}

const complete = 'a complete medium of setup'

/** What makes the folder no medium; null where it is one. */
const judgeFolder = (installed: Installed, found: NonNullable<SetupMedia>): Judgement | null => {
  const { facts } = installed
  if (isInstalledFolder(facts, found))
    return unfit(
      installed,
      { path: ['setupMedia', 'path'], actual: found.path, desired: 'the folder of a medium' },
      `${found.path} is a folder of the installed Exchange: setup that starts there installs no newer Cumulative Update.`
    )
  return found.missing.length === 0
    ? null
    : unfit(
        installed,
        { path: ['setupMedia', 'files'], actual: `without ${found.missing.join(' and ')}`, desired: complete },
        `In ${found.path} these files are missing: ${found.missing.join(', ')}.`
      )
}

/** The build that the medium installs; or why it is not known, or what is wrong with it. */
const buildOf = (installed: Installed, found: NonNullable<SetupMedia>): E.Either<Judgement, Build> => {
  const [setup, exSetup] = [parseBuild(found.setup ?? ''), parseBuild(found.exSetup ?? '')]
  if (O.isNone(exSetup) || O.isNone(setup))
    return E.left(unknown(path, `the file version of Setup.exe or ExSetup.exe in ${found.path} is not known`))
  const [a, b] = [showBuild(setup.value), showBuild(exSetup.value)]
  return sameCumulativeUpdate(setup.value, exSetup.value)
    ? E.right(exSetup.value)
    : E.left(
        unfit(
          installed,
          { path: ['setupMedia', 'files'], actual: `files of ${a} and ${b}`, desired: complete },
          `In ${found.path} Setup.exe is ${a}, and the ExSetup.exe that it starts is ${b}.`
        )
      )
}

const judgeBuild = (installed: Installed, found: NonNullable<SetupMedia>, build: Build): ReadonlyArray<Judgement> => {
  const { facts, product: own, table } = installed
  const product = O.toNullable(productOf(build))
  if (product === null)
    return [unknown(path, `${showBuild(build)} belongs to no version of Exchange that is known here`)]
  const name = named(build, table)
  const has = named(installed.build, table)
  const place = O.toNullable(placeOf(product, build, table))
  // A medium installs its Cumulative Update, whichever update its files are of.
  const update = { product, build: place?.cu.build ?? build }
  const { against, unknown: doubts } = doubtsOf(installed.build, own, update, table)
  const isSame = product === own && sameCumulativeUpdate(installed.build, build)
  const isOlder = product === own && !isSame && compareBuilds(build, installed.build) < 0
  const [why] = isOlder ? [`${facts.server} has ${has}, which is newer`] : against
  if (why !== undefined)
    return [
      unfit(
        installed,
        { path, actual: name, desired: 'a Cumulative Update to which this server can go' },
        `${found.path} is the medium of ${name}: ${why}.`
      )
    ]
  const [doubt] = doubts
  if (doubt !== undefined || place === null) return [unknown(path, doubt ?? `${name} is not in the table of builds`)]
  const maybe = whyMaybeInstalled(facts, found)
  if (isSame && maybe !== null) return [unknown(path, maybe)]
  return [
    compliant(path, name),
    isSame
      ? note(`${facts.server} has the Cumulative Update of this medium already: ${has}`)
      : noteThen(`${named(update.build, table)} can be installed over ${has}`, [
          runSetup(facts, found.path, product, place.cu)
        ])
  ]
}

const judge = (installed: Installed, found: NonNullable<SetupMedia>): ReadonlyArray<Judgement> => {
  const folder = judgeFolder(installed, found)
  if (folder !== null) return [folder]
  const build = buildOf(installed, found)
  return E.isLeft(build) ? [build.left] : judgeBuild(installed, found, build.right)
}

/** Setup goes on with what it is started from: the folder must be a medium of a later Cumulative Update. */
export const setupMedia: Policy = {
  name: 'setup-media',
  title: 'The medium of setup that the settings name is complete, and not older than what is installed',
  headline: setupMediaHeadline,
  section,
  link,
  stage: 'before-update',
  level: 'mandatory',
  decides: ['setupMedia', 'build'],
  supports: ['identity'],
  automation: {
    automated: [],
    byHand: [
      'All of it, because an administrator chooses the medium and accepts the licence terms.',
      'The packages on the medium, also those of languages, because only the versions of its programs are read.'
    ]
  },
  applies: ({ sections: { setupMedia: found } }) =>
    E.isRight(found) && found.right === null
      ? notApplicable('the settings name no medium of setup (exchange-compliance:media)')
      : applicable,
  evaluate: (facts, { table: given }) => {
    const { setupMedia: found, build } = facts.sections
    if (E.isLeft(found) || found.right === null || E.isLeft(build)) return []
    const installed = installedOf(facts, build.right.exSetup, given, 'whether the medium is newer')
    return E.isLeft(installed) ? [unknown(path, installed.left)] : judge(installed.right, found.right)
  }
}
