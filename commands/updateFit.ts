import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { exSetupBuild } from '../facts/exSetupBuild'
import { productOfServer } from '../facts/productOfServer'
import type { BuildTable } from '../kernel/builds/buildTable'
import { parseBuild } from '../kernel/compare'
import { productOf, products } from '../kernel/product'
import { suggest } from '../kernel/suggest'
import { type Doubts, doubtsOf, noDoubts, type Update } from '../policies/update-package/fit'
import type { JudgedPlan } from '../stacks/judgePlan'

export type { Update } from '../policies/update-package/fit'

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
      : `--update ${text}: ${/^\d+$/.test(named) ? `use one of: ${products.join(', ')}` : suggest(named, products)}`
  )
}

/** Whether an update fits what is installed: its product, and by the table of builds its Cumulative Update. */
export const doubtsOfUpdate = (judged: JudgedPlan, update: Update | null, table: BuildTable): Doubts => {
  if (update === null) return noDoubts
  const [installed, product] = [exSetupBuild(judged.facts), productOfServer(judged.facts)]
  return O.isNone(installed) || O.isNone(product)
    ? { ...noDoubts, unknown: ['what is installed could not be read, so nobody knows whether the update fits'] }
    : doubtsOf(installed.value, product.value, update, table)
}
