import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { exSetupBuild } from '../../facts/exSetupBuild'
import type { Facts } from '../../facts/facts'
import type { InstalledUpdates } from '../../facts/sections/installedUpdates'
import { isAboveTable, placeOf } from '../../kernel/builds/buildNames'
import { type BuildTable, type CumulativeUpdate, cumulativeUpdates, type Release } from '../../kernel/builds/buildTable'
import type { Build } from '../../kernel/compare'
import { type Product, productOf } from '../../kernel/product'
import { indexByName, rememberedFor } from '../../kernel/remembered'

/** An update that is installed, of either list. */
export interface Update {
  readonly name: string
  readonly kb: string | null
  readonly date: string | null
}

/** What the installed build is, as far as that is known. */
export interface Installed {
  readonly product: Product
  readonly build: Build
  /** The updates of each product that may have left some, by the number of their article, in lower case. */
  readonly releases: ReadonlyArray<ReadonlyMap<string, Release>>
  readonly table: BuildTable
}

const releasesOf = rememberedFor(
  (all: ReadonlyArray<CumulativeUpdate>): ReadonlyMap<string, Release> =>
    indexByName(
      all.flatMap((cu) => [cu, ...cu.updates]),
      ({ kb }) => kb ?? ''
    )
)

/** The Subscription Edition replaces Exchange 2019 on the same server, and what that had registered may stay. */
const productsOf = (product: Product): ReadonlyArray<Product> => (product === 'SE' ? ['SE', '2019'] : [product])

/** The installed build by ExSetup.exe; none where it isn't known. */
export const installedOf = (facts: Facts, table: BuildTable): O.Option<Installed> =>
  pipe(
    exSetupBuild(facts),
    O.chain((found) =>
      pipe(
        productOf(found),
        O.map((product) => ({
          product,
          build: found,
          releases: productsOf(product).map((one) => releasesOf(cumulativeUpdates(one, table))),
          table
        }))
      )
    )
  )

/** State 1 of a patch: applied. Windows Installer keeps those that another one replaced, too. */
const applied = '1'

const keyOf = ({ name, kb }: Update): string => (kb ?? name).toLowerCase()

/** The updates of both lists, each once. */
export const updatesOf = ({ registered, patches }: InstalledUpdates): ReadonlyArray<Update> => {
  const all: ReadonlyArray<Update> = [
    ...registered.map(({ name, kb, date }) => ({ name, kb, date })),
    ...patches
      .filter(({ state }) => state === applied)
      .map(({ name, kb, code, date }) => ({ name: name ?? `the patch ${code}`, kb, date }))
  ]
  return [...new Map([...all].reverse().map((one) => [keyOf(one), one])).values()].reverse()
}

/** What an update is: one that everybody gets, one that Microsoft gave to this server alone, or nobody can tell. */
export type Sort =
  | { readonly _tag: 'Public'; readonly release: string }
  | { readonly _tag: 'Interim' }
  | { readonly _tag: 'Open'; readonly reason: string }

const open = (reason: string): Sort => ({ _tag: 'Open', reason })

/** Packages of Exchange name themselves in English, whatever the language of Windows. */
const sortByName = (name: string): 'interim' | 'public' | null => {
  if (/\binterim update\b/i.test(name)) return 'interim'
  return /\b(?:security update|hotfix update|update rollup|cumulative update)\b/i.test(name) ? 'public' : null
}

const hasUnnumbered = ({ product, build, table }: Installed): boolean =>
  pipe(
    placeOf(product, build, table),
    O.match(
      () => true,
      ({ cu }) => cu.updates.some(({ kb }) => kb === null)
    )
  )

/** What a public update may be that the table doesn't list by its number: the installed build itself, or a newer one. */
const unnumberedRelease = ({ product, build, table }: Installed): string | null => {
  if (isAboveTable(product, build, table)) return `newer than the table of builds of ${table.asOf}`
  const place = O.toNullable(placeOf(product, build, table))
  return place?.release != null && place.release !== place.cu && place.release.kb === null ? place.release.name : null
}

const sortUnlisted = (update: Update, installed: Installed): Sort => {
  const { asOf } = installed.table
  if (sortByName(update.name) === 'public') {
    const release = unnumberedRelease(installed)
    return release === null
      ? open(`${update.kb} is not in the table of builds of ${asOf}, though its name is that of a public update`)
      : { _tag: 'Public', release }
  }
  return hasUnnumbered(installed)
    ? open(`${update.kb} is not in the table of builds of ${asOf}, which has updates of this build without a number`)
    : { _tag: 'Interim' }
}

/** Tells an update by its name, then by the number of its article in the table of builds. */
export const sortOf = (update: Update, installed: Installed): Sort => {
  if (sortByName(update.name) === 'interim') return { _tag: 'Interim' }
  const { kb, name } = update
  if (kb === null) return open(`${name} has no KB number, so it is not known what it is`)
  const [release] = kb === '' ? [] : installed.releases.flatMap((one) => one.get(kb.toLowerCase()) ?? [])
  return release === undefined ? sortUnlisted(update, installed) : { _tag: 'Public', release: release.name }
}

/** Why the list can't be whole; null where it may be. */
export const whyIncomplete = (updates: ReadonlyArray<Update>, { product, build, table }: Installed): string | null => {
  if (updates.length > 0) return null
  const place = placeOf(product, build, table)
  const shown = build.join('.')
  if (O.isNone(place) || place.value.release === null)
    return `no update is registered, and ${shown} is not in the table of builds of ${table.asOf}, so that an interim update may be installed`
  return place.value.release === place.value.cu
    ? null
    : `no update is registered, although ${shown} is ${place.value.cu.name} ${place.value.release.name}`
}
