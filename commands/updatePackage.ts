import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { productOfServer } from '../facts/productOfServer'
import { releaseName } from '../kernel/builds/buildNames'
import { type BuildTable, type CumulativeUpdate, type Release, sameCumulativeUpdate } from '../kernel/builds/buildTable'
import { compareBuilds, showBuild } from '../kernel/compare'
import { type Product, products } from '../kernel/product'
import type { JudgedPlan } from '../stacks/judgePlan'
import { installedBuild, type Update, updateIn } from './updateFit'

/** A row of the table of builds, and what it belongs to. */
interface Row {
  readonly product: Product
  readonly cu: CumulativeUpdate
  readonly release: Release
}

/** The updates that a command line may mean: a package is made for one Cumulative Update, which its name may leave open. */
export interface Updates {
  readonly all: ReadonlyArray<Update>
  /** What a file was taken for, in a sentence; null for a build. */
  readonly note: string | null
}

const rowsOf = ({ products }: BuildTable): ReadonlyArray<Row> =>
  [...products].flatMap(([product, all]) =>
    all.flatMap((cu) => [cu, ...cu.updates].map((release) => ({ product, cu, release })))
  )

/** Also a path of Windows, wherever this runs. */
const lastPart = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

const isPackage = (text: string): boolean => /\.(?:exe|msp|iso|msi|cab|zip)$|KB\d{6,}/i.test(text)

/** The name of setup itself says nothing; the medium's folder may. */
const tellingName = (text: string): string => (/^setup\.exe$/i.test(lastPart(text)) ? text : lastPart(text))

const productIn = (name: string): Product | null => {
  const [, year = ''] =
    /Exchange[ _-]?(?:Server)?[ _-]?(2010|2013|2016|2019|SE|Subscription[ _-]?Edition)(?![a-z])/i.exec(name) ?? []
  const found = products.find((one) => one === year)
  return found ?? (year === '' ? null : 'SE')
}

const nameTheBuild = 'name its build, such as 15.2.2562.53'

const byArticle = (kb: string, product: Product | null, table: BuildTable): E.Either<string, ReadonlyArray<Row>> => {
  const rows = rowsOf(table).filter(({ release }) => release.kb === kb)
  const fitting = rows.filter((row) => product === null || row.product === product)
  if (fitting.length > 0) return E.right(fitting)
  const others = [...new Set(rows.map((row) => row.product))].join(' and ')
  return E.left(
    rows.length === 0
      ? `the table of builds of ${table.asOf} has no ${kb}: ${nameTheBuild}`
      : `${kb} is an update of Exchange ${others} by the table of builds, not of ${product}: ${nameTheBuild}`
  )
}

const byCumulativeUpdate = (name: string, table: BuildTable): E.Either<string, ReadonlyArray<Row>> => {
  const product = productIn(name)
  const [, number = ''] = /(?<![a-z])CU[ _-]?(\d+)/i.exec(name) ?? []
  // The first media of the Subscription Edition have no number in their name.
  const cuName = number !== '' ? `CU${Number(number)}` : product === 'SE' || /(?<![a-z])RTM/i.test(name) ? 'RTM' : null
  if (product === null || cuName === null)
    return E.left(`the name does not say which update of Exchange it is: ${nameTheBuild}`)
  const rows = rowsOf(table).filter(
    (row) => row.product === product && row.release === row.cu && row.cu.name === cuName
  )
  return rows.length > 0
    ? E.right(rows)
    : E.left(`the table of builds of ${table.asOf} has no Exchange ${product} ${cuName}: ${nameTheBuild}`)
}

const shown = ({ product, cu, release }: Row): string =>
  `${releaseName(product, cu, release)} (${showBuild(release.build)})`

const noteOn = (text: string, rows: ReadonlyArray<Row>): string =>
  rows.length === 1
    ? `${lastPart(text)} is ${rows.map(shown).join()}, by its name.`
    : `${lastPart(text)} is one of these, by its name: ${rows.map(shown).join(', ')}. Take the one for the server's Cumulative Update.`

/** Reads a build, or the name of a package or a medium by the table of builds; a fault is one sentence. */
export const updatesIn = (text: string, table: BuildTable): E.Either<string, Updates> => {
  if (!isPackage(text)) return E.map((update: Update): Updates => ({ all: [update], note: null }))(updateIn(text))
  const name = tellingName(text)
  const [, digits] = /KB(\d{6,8})/i.exec(name) ?? []
  const rows = digits === undefined ? byCumulativeUpdate(name, table) : byArticle(`KB${digits}`, productIn(name), table)
  return E.bimap(
    (why: string) => `--update ${lastPart(text)}: ${why}`,
    (found: ReadonlyArray<Row>): Updates => ({
      all: found.map(({ product, release }) => ({ product, build: release.build })),
      note: noteOn(text, found)
    })
  )(rows)
}

/** Which of several updates is meant for a server: that of its Cumulative Update, else the newest of its product. */
export const updateFor = (judged: JudgedPlan, updates: ReadonlyArray<Update>): Update | null => {
  const [installed, product] = [installedBuild(judged), productOfServer(judged.facts)]
  const own = updates.filter((update) => O.isSome(product) && update.product === product.value)
  const newest = [...(own.length > 0 ? own : updates)].sort((a, b) => compareBuilds(b.build, a.build))
  return (
    own.find(({ build }) => O.isSome(installed) && sameCumulativeUpdate(installed.value, build)) ?? newest[0] ?? null
  )
}
