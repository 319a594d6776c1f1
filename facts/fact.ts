import * as E from 'fp-ts/Either'

/** Why a fact could not be read, in words for the operator. */
export interface Unreadable {
  readonly reason: string
  /** True where the input itself was broken, not merely out of reach. */
  readonly damaged?: boolean
}

/** A fact is known, or it is unreadable with the reason; it is never silently absent. */
export type Fact<A> = E.Either<Unreadable, A>

export const unreadable = (reason: string): Fact<never> => E.left({ reason })
