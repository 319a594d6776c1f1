import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as RA from 'fp-ts/ReadonlyArray'
import * as t from 'io-ts'
import { type Build, compareBuilds, parseBuild, showBuild } from '../compare'
import { explainErrors } from '../explainErrors'
import { type Product, product, productOf } from '../product'
import { rememberedFor } from '../remembered'
import { nullable } from '../values'
import json from './buildTable.json'

const build = new t.Type<Build, string, unknown>(
  'a build number',
  (input): input is Build => Array.isArray(input) && input.length === 4,
  (input, context) => {
    const parsed = typeof input === 'string' ? parseBuild(input) : O.none
    return O.isSome(parsed) ? t.success(parsed.value) : t.failure(input, context)
  },
  (value) => value.join('.')
)

const day = new t.Type<string, string, unknown>(
  'a day such as 2026-10-02',
  t.string.is,
  (input, context) =>
    typeof input === 'string' && /^\d{4}-\d\d-\d\d$/.test(input) && !Number.isNaN(Date.parse(input))
      ? t.success(input)
      : t.failure(input, context),
  t.identity
)

const release = { name: t.string, build, date: nullable(t.string), kb: nullable(t.string), source: nullable(t.string) }

const cumulativeUpdate = t.type({ ...release, updates: t.readonlyArray(t.readonly(t.type(release))) })

const codec = t.type({
  asOf: day,
  products: t.readonlyArray(t.type({ product, cumulativeUpdates: t.readonlyArray(cumulativeUpdate) }))
})

/**
 * A row of the table: its name (`CU12`, `Feb23SU`, `RU32`), build, day of release and number of its article. `source`
 * is set where the row comes from neither of Microsoft's tables.
 */
export interface Release {
  readonly name: string
  readonly build: Build
  readonly date: string | null
  readonly kb: string | null
  readonly source?: string | null
}

/** A Cumulative Update (in 2010 a service pack, else also an RTM build) with its updates, oldest first. */
export interface CumulativeUpdate extends Release {
  readonly updates: ReadonlyArray<Release>
}

/** The builds of Exchange, each product's oldest first; `asOf` is the day (`YYYY-MM-DD`) up to which it knows them. */
export interface BuildTable {
  readonly asOf: string
  readonly products: ReadonlyMap<Product, ReadonlyArray<CumulativeUpdate>>
}

const byBuild = (a: Release, b: Release): number => compareBuilds(a.build, b.build)

const ordered = (all: ReadonlyArray<CumulativeUpdate>): ReadonlyArray<CumulativeUpdate> =>
  [...all].sort(byBuild).map((cu) => ({ ...cu, updates: [...cu.updates].sort(byBuild) }))

/** A build in the wrong place would be asked of servers that it was never made for. */
const misplaced = (rows: t.TypeOf<typeof codec>['products']): ReadonlyArray<string> =>
  rows.flatMap(({ product: name, cumulativeUpdates: all }) =>
    all
      .flatMap((cu) => [cu, ...cu.updates])
      .filter((row) => O.toNullable(productOf(row.build)) !== name)
      .map((row) => `${row.name} (${showBuild(row.build)}) is no build of Exchange Server ${name}`)
  )

/** Decodes a table of builds; the fault is the rest of a sentence. */
export const decodeTable = (input: unknown): E.Either<string, BuildTable> =>
  pipe(
    codec.decode(input),
    E.mapLeft(explainErrors),
    E.chain(({ asOf, products }) => {
      const [fault] = misplaced(products)
      if (fault !== undefined) return E.left(fault)
      return products.every(({ cumulativeUpdates: all }) => all.length === 0)
        ? E.left('it lists no Cumulative Update')
        : E.right({ asOf, products: new Map(products.map((one) => [one.product, ordered(one.cumulativeUpdates)])) })
    })
  )

/** The table of our own, decoded; a test sees to it that this is a Right. */
export const decodedTable = decodeTable(json)

export const ownTable: BuildTable = E.getOrElse((): BuildTable => ({ asOf: '1970-01-01', products: new Map() }))(
  decodedTable
)

/** The day (`YYYY-MM-DD`) up to which our own table knows the releases. */
export const tableDate = ownTable.asOf

/** The Cumulative Updates of a product, oldest first. */
export const cumulativeUpdates = (of: Product, table: BuildTable = ownTable): ReadonlyArray<CumulativeUpdate> =>
  table.products.get(of) ?? []

/** Builds of one Cumulative Update share three integers; those of a 2010 service pack two. */
export const sameCumulativeUpdate = (a: Build, b: Build): boolean =>
  a[0] === b[0] && a[1] === b[1] && (a[0] === 14 || a[2] === b[2])

/** The Cumulative Update that a build belongs to, be the build itself listed or not. */
export const cumulativeUpdateOf = (
  all: ReadonlyArray<CumulativeUpdate>,
  installed: Build
): O.Option<CumulativeUpdate> =>
  RA.findLast(
    (cu: CumulativeUpdate) => sameCumulativeUpdate(cu.build, installed) && compareBuilds(cu.build, installed) <= 0
  )(all)

/** Hotfix and interim updates may be installed, but nobody must. */
const isSecurityUpdate = ({ name }: Release): boolean => !/(?:HU|IU)(?:v\d+)?$/.test(name)

/** What a Cumulative Update needs to be up to date: its newest security update, or nothing but itself. */
export const newestSecurityUpdate = (cu: CumulativeUpdate): Release =>
  O.getOrElse((): Release => cu)(RA.findLast(isSecurityUpdate)(cu.updates))

const withoutVersion = (name: string): string => name.replace(/v\d+$/, '')

/**
 * The Cumulative Updates that still get security updates: those with a row of the product's newest security update
 * (re-releases share its name), and newer ones.
 */
export const supported = rememberedFor((all: ReadonlyArray<CumulativeUpdate>): ReadonlyArray<CumulativeUpdate> => {
  const last = RA.findLast((cu: CumulativeUpdate) => cu.updates.some(isSecurityUpdate))(all)
  if (O.isNone(last)) return all.slice(-1)
  const newest = withoutVersion(newestSecurityUpdate(last.value).name)
  return all.filter(
    (cu) =>
      cu.updates.some(({ name }) => withoutVersion(name) === newest) || compareBuilds(cu.build, last.value.build) > 0
  )
})

/** The newest build that the table knows among some Cumulative Updates. */
export const newestBuild = (all: ReadonlyArray<CumulativeUpdate>): O.Option<Build> =>
  O.map(({ build: own, updates }: CumulativeUpdate) => updates[updates.length - 1]?.build ?? own)(RA.last(all))
