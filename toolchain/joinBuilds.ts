import * as t from 'io-ts'
import { sameCumulativeUpdate } from '../kernel/builds/buildTable'
import { type Build, compareBuilds, parseBuild, showBuild } from '../kernel/compare'
import { type Product, products } from '../kernel/product'
import supplement from './buildSupplement.json'

/** The rows of the first source: JSON, named by Cumulative Update. */
export const cssExchange = t.type({
  asOf: t.string,
  cumulativeUpdates: t.array(
    t.type({
      product: t.string,
      cu: t.string,
      build: t.string,
      updates: t.array(t.type({ name: t.string, build: t.string }))
    })
  )
})

/** A row of either source. `name` is what distinguishes it within its product, such as `CU12` or `Feb23SU`. */
interface Row {
  readonly product: Product
  readonly kind: 'cumulative' | 'update'
  readonly name: string
  readonly build: Build
  readonly date: string | null
  readonly kb: string | null
  /** Set where neither of the two tables has the row. */
  readonly source: string | null
}

const fail = (message: string): never => {
  throw new Error(message)
}

const readBuild = (text: string): Build => {
  const build = parseBuild(text)
  return build._tag === 'Some' ? build.value : fail(`"${text}" is no build number`)
}

const knownProduct = (name: string): Product | null => products.find((product) => product === name) ?? null

const fromJson = ({ cumulativeUpdates }: t.TypeOf<typeof cssExchange>): ReadonlyArray<Row> =>
  cumulativeUpdates.flatMap(({ product: fullName, cu, build, updates }) => {
    const product = knownProduct(fullName.replace('Exchange', '')) ?? fail(`unknown product ${fullName}`)
    const row = { product, date: null, kb: null, source: null }
    return [
      { ...row, kind: 'cumulative' as const, name: cu, build: readBuild(build) },
      ...updates.map((u) => ({ ...row, kind: 'update' as const, name: u.name, build: readBuild(u.build) }))
    ]
  })

const isoDate = (text: string): string => {
  const [month = '', day = '', year = ''] = text.split('/')
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The last word of an update's name, such as `RU8v2` or `Aug23SUv2`, after that of its Cumulative Update. */
const updateName = /(?:^| )(RU\d+(?:v\d+)?|\w{3}\d\d(?:SU|HU|IU)(?:v\d+)?)$/

const fromCsv = (text: string): ReadonlyArray<Row> =>
  text.split(/\r?\n/).flatMap((line): ReadonlyArray<Row> => {
    const [fullName = '', build = '', date = '', kb = ''] = line.split(',').map((field) => field.trim())
    const [, productName = '', rest = ''] = /^Exchange (\S+) (.+)$/.exec(fullName) ?? []
    const product = knownProduct(productName)
    if (product === null) return []
    const update = updateName.exec(rest)?.[1]
    return [
      {
        product,
        kind: update === undefined ? 'cumulative' : 'update',
        name: update ?? rest.replace(/ RTM$| \(.*\)$/, ''),
        build: readBuild(build),
        date: date === '' ? null : isoDate(date),
        kb: kb === '' ? null : kb,
        source: null
      }
    ]
  })

const sameRow = (a: Row) => (b: Row) =>
  a.kind === b.kind && a.product === b.product && compareBuilds(a.build, b.build) === 0

/** Joins both sources by build number; the first one names, the second adds dates and articles. */
const joinRows = (first: ReadonlyArray<Row>, second: ReadonlyArray<Row>): ReadonlyArray<Row> => {
  const joined = first.map((row) => {
    const { date, kb } = second.find(sameRow(row)) ?? row
    return { ...row, date, kb }
  })
  const added = second.filter((row) => !first.some(sameRow(row)))
  return [...joined, ...added].sort((a, b) => compareBuilds(a.build, b.build))
}

/** Articles and days that the two tables lack, or in which they take those of one product for those of all. */
const correct = (row: Row): Row => {
  const found = supplement.corrections.find(
    ({ name, builds }) => name === row.name && builds.includes(showBuild(row.build))
  )
  return found === undefined ? row : { ...row, kb: found.kb, date: found.date ?? row.date }
}

/** Builds that are known from elsewhere, until one of the two tables has them. */
const additions = (rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
  supplement.additions
    .map(({ product, name, build, source }): Row => {
      const known = knownProduct(product) ?? fail(`unknown product ${product}`)
      return { product: known, kind: 'update', name, build: readBuild(build), date: null, kb: null, source }
    })
    .filter((row) => rows.some((one) => one.kind === 'cumulative' && sameCumulativeUpdate(one.build, row.build)))
    .filter((row) => !rows.some((one) => compareBuilds(one.build, row.build) === 0))

const completed = (rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
  [...rows.map(correct), ...additions(rows)].sort((a, b) => compareBuilds(a.build, b.build))

const newest = (dates: ReadonlyArray<string | null>): string =>
  dates.reduce<string>((last, date) => (date !== null && date > last ? date : last), '')

const fields = ({ name, build, date, kb, source }: Row): string =>
  Object.entries({ name, build: showBuild(build), date, kb, ...(source === null ? {} : { source }) })
    .map(([key, value]) => `"${key}": ${JSON.stringify(value)}`)
    .join(', ')

/** Updates belong to the newest Cumulative Update at or below their build. */
const updatesOf = (rows: ReadonlyArray<Row>, cu: Row, next: Row | undefined): ReadonlyArray<Row> =>
  rows.filter(
    ({ kind, build }) =>
      kind === 'update' &&
      compareBuilds(build, cu.build) >= 0 &&
      (next === undefined || compareBuilds(build, next.build) < 0)
  )

const listed = (lines: ReadonlyArray<string>, indent: string): string =>
  lines.length === 0 ? '[]' : `[\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}]`

const showProduct = (product: Product, all: ReadonlyArray<Row>): string => {
  const rows = all.filter((row) => row.product === product)
  const cus = rows.filter(({ kind }) => kind === 'cumulative')
  const shown = cus.map((cu, index) => {
    const updates = updatesOf(rows, cu, cus[index + 1]).map((row) => `{ ${fields(row)} }`)
    return `{ ${fields(cu)}, "updates": ${listed(updates, '        ')} }`
  })
  return `{ "product": "${product}", "cumulativeUpdates": ${listed(shown, '      ')} }`
}

const source = (name: string, project: string, asOf: string): string =>
  `{ "name": "${name}", "repository": "https://github.com/microsoft/${project}", "licence": "MIT", "asOf": "${asOf}" }`

const reports = (rows: ReadonlyArray<Row>): ReadonlyArray<string> =>
  [...new Set(rows.flatMap(({ source: name }) => (name === null ? [] : [name])))].map(
    (name) => `{ "name": ${JSON.stringify(name)}, "repository": null, "licence": null, "asOf": null }`
  )

/** The text of the build table: JSON, one build to a line. Its day is that of the two tables. */
export const joinBuilds = (json: t.TypeOf<typeof cssExchange>, csv: string): string => {
  const second = fromCsv(csv)
  const csvAsOf = newest(second.map(({ date }) => date))
  const rows = completed(joinRows(fromJson(json), second))
  const sources = [
    source('Get-ExchangeBuildVersionInformation', 'CSS-Exchange', json.asOf),
    source('ExchangeBuildNumbers', 'Get-ExchangeBuildNumber', csvAsOf),
    ...reports(rows)
  ]
  return `{
  "asOf": "${newest([json.asOf, csvAsOf])}",
  "sources": ${listed(sources, '  ')},
  "products": ${listed(
    products.map((product) => showProduct(product, rows)),
    '  '
  )}
}
`
}
