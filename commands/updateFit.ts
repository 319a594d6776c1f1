import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { productOfServer } from '../facts/productOfServer'
import { placeOf } from '../kernel/builds/buildNames'
import { type BuildTable, sameCumulativeUpdate } from '../kernel/builds/buildTable'
import { type Build, compareBuilds, parseBuild, showBuild } from '../kernel/compare'
import { type Product, productOf, products } from '../kernel/product'
import { suggest } from '../kernel/suggest'
import type { JudgedPlan } from '../stacks/judgePlan'

/** The build that is to be installed. */
export interface Update {
  readonly product: Product
  readonly build: Build
}

/** Reads a build such as `15.2.2562.53` or `SE:15.2.2562.53`; a fault is one sentence. */
export const updateIn = (text: string): E.Either<string, Update> => {
  const [, named = '', number = ''] = /^(?:([^:]*):)?(.*)$/.exec(text) ?? []
  const build = O.toNullable(parseBuild(number))
  const product = build === null ? null : O.toNullable(productOf(build))
  if (build === null || product === null)
    return E.left(`--update ${text}: name a build of Exchange, such as 15.2.2562.53, or an update's file`)
  if (named === '' || named === product) return E.right({ product, build })
  return E.left(
    products.some((one) => one === named)
      ? `--update ${text}: ${number} is a build of Exchange ${product}, not of ${named}`
      : `--update ${text}: ${suggest(named, products)}`
  )
}

/** What of an update stands against a server, what of it is not known, and whether the server has the build. */
export interface Doubts {
  readonly against: ReadonlyArray<string>
  readonly unknown: ReadonlyArray<string>
  readonly hasBuild: boolean
}

const none: Doubts = { against: [], unknown: [], hasBuild: false }

/** Exchange 2019 is upgraded to SE in place; all else stays what it is. */
const fits = (own: Product, { product }: Update): boolean => own === product || (own === '2019' && product === 'SE')

/** What ExSetup.exe says of itself. */
export const installedBuild = ({ facts: { sections } }: JudgedPlan) =>
  pipe(
    O.fromEither(sections.build),
    O.chain(({ exSetup }) => O.fromNullable(exSetup)),
    O.chain(parseBuild)
  )

/** An update is made for one Cumulative Update; a Cumulative Update itself takes the place of any older one. */
const doubtsOfLine = (installed: Build, own: Product, { product, build }: Update, table: BuildTable): Doubts => {
  if (sameCumulativeUpdate(installed, build)) return none
  const place = O.toNullable(placeOf(product, build, table))
  if (place === null) {
    const why = `${showBuild(build)} is not in the table of builds of ${table.asOf}`
    return { ...none, unknown: [`${why}: which Cumulative Update it is or needs is not known`] }
  }
  if (place.release === place.cu) return none
  const needed = own === product ? place.cu.name : `${product} ${place.cu.name}`
  return { ...none, against: [`needs ${needed} first: ${showBuild(build)} is an update of that alone`] }
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
  if (isHeld) return { ...none, hasBuild: true }
  const [made, has] = [place?.cu.name ?? 'an older Cumulative Update', cuName(product, installed, table)]
  return { ...none, against: [`${showBuild(build)} is for ${made}, and the server has ${has ?? 'a newer one'}`] }
}

/** Whether an update fits what is installed: its product, and by the table of builds its Cumulative Update. */
export const doubtsOfUpdate = (judged: JudgedPlan, update: Update | null, table: BuildTable): Doubts => {
  if (update === null) return none
  const [installed, product] = [installedBuild(judged), productOfServer(judged.facts)]
  if (O.isNone(installed) || O.isNone(product))
    return { ...none, unknown: ['what is installed could not be read, so nobody knows whether the update fits'] }
  if (!fits(product.value, update))
    return {
      ...none,
      against: [`${showBuild(update.build)} is of Exchange ${update.product}, and the server runs ${product.value}`]
    }
  if (compareBuilds(installed.value, update.build) >= 0) return doubtsOfNewer(installed.value, update, table)
  const doubts = doubtsOfLine(installed.value, product.value, update, table)
  return { ...doubts, against: [...upgradeDoubts(installed.value, product.value, update), ...doubts.against] }
}
