import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import * as RA from 'fp-ts/ReadonlyArray'
import * as t from 'io-ts'
import { nullable } from '../../facts/values'
import { type Build, compareBuilds, parseBuild } from '../compare'
import type { Product } from '../product'
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

const release = { name: t.string, build, date: nullable(t.string), kb: nullable(t.string) }

const cumulativeUpdate = t.type({ ...release, updates: t.readonlyArray(t.readonly(t.type(release))) })

const product = t.keyof({ '2010': null, '2013': null, '2016': null, '2019': null, SE: null })

const codec = t.type({
  asOf: t.string,
  sources: t.readonlyArray(t.type({ name: t.string, repository: t.string, licence: t.string, asOf: t.string })),
  products: t.readonlyArray(t.type({ product, cumulativeUpdates: t.readonlyArray(cumulativeUpdate) }))
})

/** A row of the table: its name (`CU12`, `Feb23SU`, `RU32`), build, day of release and number of its article. */
export interface Release {
  readonly name: string
  readonly build: Build
  readonly date: string | null
  readonly kb: string | null
}

/** A Cumulative Update (in 2010 a service pack, else also an RTM build) with its updates, oldest first. */
export interface CumulativeUpdate extends Release {
  readonly updates: ReadonlyArray<Release>
}

/** The table of our own, decoded; a test sees to it that this is a Right. */
export const decodedTable = codec.decode(json)

const table = E.isRight(decodedTable) ? decodedTable.right : { asOf: 'an unknown date', products: [] }

/** The day (`YYYY-MM-DD`) up to which the table knows the releases. */
export const tableDate = table.asOf

const byProduct: ReadonlyMap<Product, ReadonlyArray<CumulativeUpdate>> = new Map(
  table.products.map((one) => [one.product, one.cumulativeUpdates])
)

/** The Cumulative Updates of a product, oldest first. */
export const cumulativeUpdates = (of: Product): ReadonlyArray<CumulativeUpdate> => byProduct.get(of) ?? []

/** Builds of one Cumulative Update share three integers; those of a 2010 service pack two. */
const shared = ([major]: Build): number => (major === 14 ? 2 : 3)

const sameCumulativeUpdate = (a: Build, b: Build): boolean =>
  a.slice(0, shared(a)).join('.') === b.slice(0, shared(a)).join('.')

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
export const supported = (all: ReadonlyArray<CumulativeUpdate>): ReadonlyArray<CumulativeUpdate> => {
  const last = RA.findLast((cu: CumulativeUpdate) => cu.updates.some(isSecurityUpdate))(all)
  if (O.isNone(last)) return all.slice(-1)
  const newest = withoutVersion(newestSecurityUpdate(last.value).name)
  return all.filter(
    (cu) =>
      cu.updates.some(({ name }) => withoutVersion(name) === newest) || compareBuilds(cu.build, last.value.build) > 0
  )
}

/** The newest build that the table knows among some Cumulative Updates. */
export const newestBuild = (all: ReadonlyArray<CumulativeUpdate>): O.Option<Build> =>
  O.map(({ build: own, updates }: CumulativeUpdate) => updates[updates.length - 1]?.build ?? own)(RA.last(all))
