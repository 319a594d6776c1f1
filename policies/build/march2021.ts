import {
  type BuildTable,
  type CumulativeUpdate,
  cumulativeUpdates,
  ownTable,
  type Release
} from '../../kernel/builds/buildTable'
import type { Product } from '../../kernel/product'

/** A Cumulative Update that the article lists, with the update that it asks for. */
export interface ArticleBuild {
  readonly cu: CumulativeUpdate
  readonly release: Release
}

/** Where the article's list begins; later tables also hold updates of March 2021 for older Cumulative Updates. */
const firstListed = {
  '2010': { cu: 'SP3', update: 'RU32' },
  '2013': { cu: 'CU21', update: 'Mar21SU' },
  '2016': { cu: 'CU8', update: 'Mar21SU' },
  '2019': { cu: 'RTM', update: 'Mar21SU' }
}

/**
 * The builds of the article's section on verifying the installation (March 2021), oldest first; of two builds of
 * one update the article has the lower. The Subscription Edition came later and carries on with those of 2019.
 */
export const articleBuilds = (product: Product, table: BuildTable = ownTable): ReadonlyArray<ArticleBuild> => {
  if (product === 'SE') return articleBuilds('2019', table)
  const { cu: first, update } = firstListed[product]
  const all = cumulativeUpdates(product, table)
  const listed = all.slice(all.findIndex(({ name }) => name === first))
  return listed.flatMap((cu) => {
    const release = cu.updates.find(({ name }) => name === update)
    return release === undefined ? [] : [{ cu, release }]
  })
}
