import * as E from 'fp-ts/Either'
import type { Fact } from '../../facts/fact'

export const orNull = <A>(fact: Fact<A>): A | null => (E.isRight(fact) ? fact.right : null)
