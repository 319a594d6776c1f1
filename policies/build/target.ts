import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as t from 'io-ts'
import { parseBuild } from '../../kernel/compare'
import { type Product, productOf, products } from '../../kernel/product'
import { checked, closed, isObject, oneOf } from '../../kernel/settingCodecs'
import { nullable } from '../../kernel/values'
import * as words from '../../kernel/words'

/** A build of a product: a minimum that belongs to another one would be asked of servers that can't have it. */
const buildOf = (name: Product) =>
  checked(`a build number of Exchange ${name}, such as 15.2.1748.39 of 2019`, (text) =>
    pipe(
      parseBuild(text),
      O.chain(productOf),
      O.exists((product) => product === name)
    )
  )

const minimums = closed(
  'a minimum build for each product',
  Object.fromEntries(products.map((name) => [name, nullable(buildOf(name))]))
)

const withoutNulls = (values: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))

/** `latest`, `march-2021`, or a minimum build for each product. */
export const buildTarget = new t.Type<words.BuildTarget, unknown, unknown>(
  'latest, march-2021, or a minimum build for each product',
  (input): input is words.BuildTarget => typeof input === 'string' || isObject(input),
  (input, context) =>
    isObject(input)
      ? pipe(
          minimums.validate(input, context),
          E.map(withoutNulls),
          E.chain((found) =>
            Object.keys(found).length > 0
              ? t.success(found)
              : t.failure(input, context, 'names no product with its minimum build')
          )
        )
      : oneOf('a build target', words.wordsOf(words.namedBuildTarget)).validate(input, context),
  t.identity
)
