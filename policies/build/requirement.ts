import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { placeOf, productName } from '../../kernel/builds/buildNames'
import {
  type BuildTable,
  type CumulativeUpdate,
  cumulativeUpdateOf,
  cumulativeUpdates,
  newestSecurityUpdate,
  type Release,
  supported
} from '../../kernel/builds/buildTable'
import { type Build, compareBuilds, parseBuild, showBuild } from '../../kernel/compare'
import { type Product, productOf } from '../../kernel/product'
import type { BuildTarget } from '../../kernel/words'
import { articleBuilds } from './march2021'

/** The least build that a server must have, the release by which it gets there, and why, as a sentence. */
export interface Requirement {
  readonly minimum: Build
  /** Null where the table doesn't list it. */
  readonly cu: CumulativeUpdate | null
  readonly release: Release | null
  readonly because: string
  /** Whether it is the newest security update. */
  readonly isNewestFix: boolean
}

const named = (releases: ReadonlyArray<Release>): string => releases.map(({ name }) => name).join(' and ')

/** The newest update of a supported Cumulative Update, else the newest Cumulative Update with its own. */
const latest = (product: Product, installed: Build, table: BuildTable): E.Either<string, Requirement> => {
  const all = cumulativeUpdates(product, table)
  const inSupport = supported(all)
  const own = cumulativeUpdateOf(inSupport, installed)
  const cu = O.isSome(own) ? own.value : all[all.length - 1]
  if (cu === undefined) return E.left(`the table of builds holds none of ${productName(product)}`)
  const release = newestSecurityUpdate(cu)
  const newest = O.isSome(own)
    ? `security update for ${cu.name} is ${release.name}`
    : `security update of ${productName(product)} is for ${named(inSupport)} alone: ${cu.name} ${release.name}`
  const source = release.source == null ? '' : ` The build is known from ${release.source}.`
  const because = `By the table of builds of ${table.asOf} the newest ${newest} (${showBuild(release.build)}).${source}`
  return E.right({ minimum: release.build, cu, release, because, isNewestFix: true })
}

/** The article's build for the installed Cumulative Update, else for the newest one that it lists. */
const march2021 = (product: Product, installed: Build, table: BuildTable): E.Either<string, Requirement> => {
  const listed = articleBuilds(product, table)
  const installedCu = cumulativeUpdateOf(cumulativeUpdates(product, table), installed)
  const own = listed.find(({ cu }) => O.isSome(installedCu) && installedCu.value === cu)
  const entry = own ?? listed[listed.length - 1]
  if (entry === undefined)
    return E.left(`the table of builds holds no update of March 2021 for ${productName(product)}`)
  const { cu, release } = entry
  const build = `${release.name} (${showBuild(release.build)})`
  const because =
    own === undefined
      ? `The article lists no update for what is installed; the newest that it lists is ${build} for ${cu.name}.`
      : `The article asks for ${build} on ${cu.name}.`
  return E.right({ minimum: release.build, cu, release, because, isNewestFix: false })
}

/** The first listed release that reaches a minimum within its Cumulative Update. */
const reaching = (product: Product, minimum: Build, table: BuildTable): Pick<Requirement, 'cu' | 'release'> => {
  const place = placeOf(product, minimum, table)
  if (O.isNone(place)) return { cu: null, release: null }
  const { cu, release } = place.value
  return { cu, release: release ?? cu.updates.find(({ build }) => compareBuilds(build, minimum) > 0) ?? null }
}

const exactly = (product: Product, setting: string | undefined, table: BuildTable): E.Either<string, Requirement> => {
  if (setting === undefined)
    return E.left(`the setting exchange-compliance:build gives no minimum for ${productName(product)}`)
  const minimum = O.filter((build: Build) => O.toNullable(productOf(build)) === product)(parseBuild(setting))
  if (O.isNone(minimum))
    return E.left(`the setting exchange-compliance:build gives no build of ${productName(product)}: ${setting}`)
  const because = `The setting exchange-compliance:build asks for ${setting} at least on ${productName(product)}.`
  return E.right({ minimum: minimum.value, ...reaching(product, minimum.value, table), because, isNewestFix: false })
}

/** What a target asks of a server with this build, or why that can't be told. */
export const requirement = (
  target: BuildTarget,
  product: Product,
  installed: Build,
  table: BuildTable
): E.Either<string, Requirement> => {
  if (target === 'latest') return latest(product, installed, table)
  if (target === 'march-2021') return march2021(product, installed, table)
  return exactly(product, target[product], table)
}
