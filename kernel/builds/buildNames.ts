import * as O from 'fp-ts/Option'
import { type Build, compareBuilds, showBuild } from '../compare'
import { type Product, productOf } from '../product'
import { rememberedFor } from '../remembered'
import {
  type BuildTable,
  type CumulativeUpdate,
  cumulativeUpdateOf,
  cumulativeUpdates,
  newestBuild,
  ownTable,
  type Release
} from './buildTable'

export const productName = (product: Product): string => `Exchange Server ${product}`

/** A release's full name, such as `Exchange Server 2019 CU12 Feb23SU`. */
export const releaseName = (product: Product, cu: CumulativeUpdate, release: Release): string =>
  `${productName(product)} ${cu.name}${release === cu ? '' : ` ${release.name}`}`

/** Where a build stands in the table. */
interface TablePosition {
  readonly product: Product
  readonly cu: CumulativeUpdate
  /** The row of exactly this build, if there is one; of a Cumulative Update and an update in one build, the former. */
  readonly release: Release | null
}

const sameBuild =
  (build: Build) =>
  (release: Release): boolean =>
    compareBuilds(release.build, build) === 0

const findPlace = (product: Product, build: Build, table: BuildTable): O.Option<TablePosition> =>
  O.map((cu: CumulativeUpdate) => ({ product, cu, release: [cu, ...cu.updates].find(sameBuild(build)) ?? null }))(
    cumulativeUpdateOf(cumulativeUpdates(product, table), build)
  )

/** The places that were asked for; a fleet has few builds, and each is asked for several times. */
const placesIn = rememberedFor((_: BuildTable) => new Map<string, O.Option<TablePosition>>())

/** Finds the Cumulative Update of a build, and its row. */
export const placeOf = (product: Product, build: Build, table: BuildTable = ownTable): O.Option<TablePosition> => {
  const places = placesIn(table)
  const key = `${product} ${showBuild(build)}`
  const place = places.get(key) ?? findPlace(product, build, table)
  places.set(key, place)
  return place
}

/** The name of a build that the table lists, such as `Exchange Server 2019 CU12 Feb23SU`. */
export const nameOf = (build: Build, table: BuildTable = ownTable): O.Option<string> => {
  const product = productOf(build)
  const place = O.isSome(product) ? placeOf(product.value, build, table) : O.none
  return O.isSome(place) && place.value.release !== null
    ? O.some(releaseName(place.value.product, place.value.cu, place.value.release))
    : O.none
}

const plainCumulativeUpdate = (product: Product, cu: CumulativeUpdate): string => {
  const included = cu.updates.find(sameBuild(cu.build))
  if (included !== undefined) return `, which includes ${included.name}`
  return product === '2010' ? ', without an update rollup' : ', without a security update'
}

const bySource = ({ source }: Release): string => (source == null ? '' : ` (by ${source})`)

/** What a build is, in words that end a sentence. */
export const describeBuild = (product: Product, build: Build, table: BuildTable = ownTable): string => {
  const place = placeOf(product, build, table)
  if (O.isNone(place)) return `a build of ${productName(product)} that the table does not list`
  const { cu, release } = place.value
  if (release === null) return `a build of ${productName(product)} ${cu.name} that the table does not list`
  const name = `${releaseName(product, cu, release)}${bySource(release)}`
  return `${name}${release === cu ? plainCumulativeUpdate(product, cu) : ''}`
}

/** Whether a build lies above all that the table knows of its Cumulative Update, or of its product. */
export const isAboveTable = (product: Product, build: Build, table: BuildTable = ownTable): boolean => {
  const all = cumulativeUpdates(product, table)
  const cu = cumulativeUpdateOf(all, build)
  const newest = newestBuild(O.isSome(cu) ? [cu.value] : all)
  return O.isSome(newest) && compareBuilds(build, newest.value) > 0
}

/** What the table says of a build, for the verdict's reason; `enough`: the build meets what is required. */
export const tableNote = (product: Product, build: Build, enough: boolean, table: BuildTable = ownTable): string => {
  const { asOf } = table
  if (O.isSome(nameOf(build, table)))
    return `${describeBuild(product, build, table)}, by the table of builds of ${asOf}`
  return enough && isAboveTable(product, build, table)
    ? `${showBuild(build)} is newer than the table of ${asOf}`
    : `${showBuild(build)} is not in the table of ${asOf} (an interim or hotfix update?): judged by its number`
}
