import * as O from 'fp-ts/Option'
import type { Unreadable } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import { type Judgement, unknown } from '../../judging/policy'
import type { BuildTable } from '../../kernel/builds/buildTable'
import { type Build, parseBuild } from '../../kernel/compare'
import { type Product, productOf } from '../../kernel/product'

/** What is installed, and by which table it is judged. */
export interface Installed {
  readonly facts: Facts
  readonly product: Product
  readonly build: Build
  readonly table: BuildTable
}

/** What is installed by the version of ExSetup.exe; none where that is no build of a known product. */
export const installedBuild = (facts: Facts, exSetup: string | null, table: BuildTable): O.Option<Installed> => {
  const build = parseBuild(exSetup ?? '')
  const product = O.isSome(build) ? productOf(build.value) : O.none
  return O.isSome(build) && O.isSome(product)
    ? O.some({ facts, product: product.value, build: build.value, table })
    : O.none
}

/** What a section that was there, and could not be read, leaves open of a build that is enough; nothing where it is absent. */
export const unreadToo = (section: string, what: string, why: Unreadable): ReadonlyArray<Judgement> =>
  why.absent === true ? [] : [unknown([section], `${what} was not read: ${why.reason}`)]
