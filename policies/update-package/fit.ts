import * as O from 'fp-ts/Option'
import { placeOf } from '../../kernel/builds/buildNames'
import { type BuildTable, sameCumulativeUpdate } from '../../kernel/builds/buildTable'
import { type Build, compareBuilds, showBuild } from '../../kernel/compare'
import type { Product } from '../../kernel/product'

/** The build that is to be installed. */
export interface Update {
  readonly product: Product
  readonly build: Build
}

/** What of an update stands against a server, what of it is not known, and whether the server has the build. */
export interface Doubts {
  readonly against: ReadonlyArray<string>
  readonly unknown: ReadonlyArray<string>
  readonly hasBuild: boolean
}

export const noDoubts: Doubts = { against: [], unknown: [], hasBuild: false }

/** Exchange 2019 is upgraded to SE in place; all else stays what it is. */
const fits = (own: Product, { product }: Update): boolean => own === product || (own === '2019' && product === 'SE')

/** An update is made for one Cumulative Update; a Cumulative Update itself takes the place of any older one. */
const doubtsOfLine = (installed: Build, own: Product, { product, build }: Update, table: BuildTable): Doubts => {
  if (sameCumulativeUpdate(installed, build)) return noDoubts
  const place = O.toNullable(placeOf(product, build, table))
  if (place === null) {
    const why = `${showBuild(build)} is not in the table of builds of ${table.asOf}`
    return { ...noDoubts, unknown: [`${why}: which Cumulative Update it is or needs is not known`] }
  }
  if (place.release === place.cu) return noDoubts
  const needed = own === product ? place.cu.name : `${product} ${place.cu.name}`
  return { ...noDoubts, against: [`needs ${needed} first: ${showBuild(build)} can only be installed on that`] }
}

/** In place, setup upgrades to SE from these Cumulative Updates of 2019 alone: CU14, whose first build this is, and CU15. */
const oldestForSE: Build = [15, 2, 1544, 4]

const upgradeDoubts = (installed: Build, own: Product, { product }: Update): ReadonlyArray<string> =>
  own === '2019' && product === 'SE' && compareBuilds(installed, oldestForSE) < 0
    ? ['needs CU14 or CU15 first: setup upgrades Exchange 2019 to SE in place from these alone']
    : []

const cuName = (of: Product, build: Build, table: BuildTable): string | null =>
  O.toNullable(placeOf(of, build, table))?.cu.name ?? null

/** A newer Cumulative Update holds an older one, but not what was fixed for the older one later. */
const doubtsOfNewer = (installed: Build, { product, build }: Update, table: BuildTable): Doubts => {
  const place = O.toNullable(placeOf(product, build, table))
  const isHeld = sameCumulativeUpdate(installed, build) || (place !== null && place.release === place.cu)
  if (isHeld) return { ...noDoubts, hasBuild: true }
  const [made, has] = [place?.cu.name ?? 'an older Cumulative Update', cuName(product, installed, table)]
  return { ...noDoubts, against: [`${showBuild(build)} is for ${made}, and the server has ${has ?? 'a newer one'}`] }
}

/** Whether an update fits what is installed: its product, and by the table of builds its Cumulative Update. */
export const doubtsOf = (installed: Build, own: Product, update: Update, table: BuildTable): Doubts => {
  if (!fits(own, update))
    return {
      ...noDoubts,
      against: [`${showBuild(update.build)} is of Exchange ${update.product}, and the server runs ${own}`]
    }
  if (compareBuilds(installed, update.build) >= 0) return doubtsOfNewer(installed, update, table)
  const doubts = doubtsOfLine(installed, own, update, table)
  return { ...doubts, against: [...upgradeDoubts(installed, own, update), ...doubts.against] }
}
