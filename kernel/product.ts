import * as O from 'fp-ts/Option'
import * as t from 'io-ts'
import { type Build, compareBuilds } from './compare'
import { wordsOf } from './words'

/** Exchange's products, oldest first, as the settings name them. */
export const product = t.keyof({ '2010': null, '2013': null, '2016': null, '2019': null, SE: null })

export type Product = t.TypeOf<typeof product>

export const products = wordsOf(product)

/** Exchange SE carries on with 2019's 15.2; its first build is 2562. */
const firstOfSubscriptionEdition: Build = [15, 2, 2562, 0]

/** The product that a build number belongs to. */
export const productOf = (build: Build): O.Option<Product> => {
  const [major, minor] = build
  if (major === 14) return O.some('2010')
  if (major !== 15) return O.none
  if (minor === 0) return O.some('2013')
  if (minor === 1) return O.some('2016')
  if (minor !== 2) return O.none
  return O.some(compareBuilds(build, firstOfSubscriptionEdition) < 0 ? '2019' : 'SE')
}
