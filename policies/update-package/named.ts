import * as E from 'fp-ts/Either'
import { releaseName } from '../../kernel/builds/buildNames'
import type { BuildTable, CumulativeUpdate, Release } from '../../kernel/builds/buildTable'
import { showBuild } from '../../kernel/compare'
import { type Product, products } from '../../kernel/product'

/** A row of the table of builds, and what it belongs to. */
export interface Row {
  readonly product: Product
  readonly cu: CumulativeUpdate
  readonly release: Release
}

export const rowsOf = ({ products: all }: BuildTable): ReadonlyArray<Row> =>
  [...all].flatMap(([product, cus]) =>
    cus.flatMap((cu) => [cu, ...cu.updates].map((release) => ({ product, cu, release })))
  )

/** The last part of a path, also of one of Windows, wherever this runs. */
export const lastPart = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

/** The product that the name of a package or medium tells. */
export const productIn = (name: string): Product | null => {
  const [, year = ''] =
    /Exchange[ _-]?(?:Server)?[ _-]?(2010|2013|2016|2019|SE|Subscription[ _-]?Edition)(?![a-z])/i.exec(name) ?? []
  const found = products.find((one) => one === year)
  return found ?? (year === '' ? null : 'SE')
}

/** The article of Microsoft that a name tells, such as `KB5063221`. */
export const articleIn = (name: string): string | null => {
  const [, digits] = /KB(\d{6,8})/i.exec(name) ?? []
  return digits === undefined ? null : `KB${digits}`
}

/** The updates that an article of Microsoft is about; a fault is one sentence, without its full stop. */
export const byArticle = (
  kb: string,
  product: Product | null,
  table: BuildTable
): E.Either<string, ReadonlyArray<Row>> => {
  const rows = rowsOf(table).filter(({ release }) => release.kb === kb)
  const fitting = rows.filter((row) => product === null || row.product === product)
  if (fitting.length > 0) return E.right(fitting)
  const others = [...new Set(rows.map((row) => row.product))].join(' and ')
  return E.left(
    rows.length === 0
      ? `the table of builds of ${table.asOf} has no ${kb}`
      : `${kb} is an update of Exchange ${others} by the table of builds, not of ${product}`
  )
}

/** A row by its name and build: `Exchange Server 2019 CU15 Aug25SU (15.2.1748.36)`. */
export const shownRow = ({ product, cu, release }: Row): string =>
  `${releaseName(product, cu, release)} (${showBuild(release.build)})`
