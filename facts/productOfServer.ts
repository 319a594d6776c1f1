import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { parseBuild } from '../kernel/compare'
import { type Product, productOf } from '../kernel/product'
import { rememberedFor } from '../kernel/remembered'
import type { Facts } from './facts'

/** The server's product: by ExSetup.exe, else by the version that the directory shows. */
export const productOfServer = rememberedFor(
  (facts: Facts): O.Option<Product> =>
    pipe(
      [
        E.isRight(facts.sections.build) ? facts.sections.build.right.exSetup : null,
        E.isRight(facts.sections.identity) ? facts.sections.identity.right.version : null
      ].flatMap((text) => (text === null ? [] : [text])),
      ([text]) => O.fromNullable(text),
      O.chain(parseBuild),
      O.chain(productOf)
    )
)
