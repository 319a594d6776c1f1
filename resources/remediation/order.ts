import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { explainErrors } from '../../facts/decode'
import { printableJson } from '../../reports/printable'
import { target } from '../connections/connection'
import { organizationSource } from '../connections/organization'

/**
 * What must hold before a server of a DAG is taken in hand. `after`: the members that came before it; `others`: all other
 * members that the stack reaches.
 */
export const guard = t.type({
  organization: organizationSource,
  dag: t.string,
  after: t.array(t.string),
  others: t.array(target)
})

export type Guard = t.TypeOf<typeof guard>

const order = t.type({ target, guard: t.union([guard, t.null]) })

/** Where a script is to be carried out, and what must hold there before. It stands in the Pulumi state. */
export type Order = t.TypeOf<typeof order>

export const encodeOrder = (given: Order): string => printableJson(given)

export const decodeOrder = (text: string): E.Either<string, Order> =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(text), String),
    E.chain((value) => E.mapLeft(explainErrors)(order.decode(value)))
  )
