import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { parseBuild } from '../kernel/compare'
import { type Product, productOf } from '../kernel/product'
import { rememberedRecently } from '../kernel/remembered'
import type { Facts } from './facts'

/** The server's product: by ExSetup.exe, else by the version that the directory shows. */
export const productOfServer = rememberedRecently(({ sections: { build, identity } }: Facts): O.Option<Product> => {
  const exSetup = E.isRight(build) ? build.right.exSetup : null
  const version = exSetup ?? (E.isRight(identity) ? identity.right.version : null)
  const found = version === null ? O.none : parseBuild(version)
  return O.isNone(found) ? O.none : productOf(found.value)
})
