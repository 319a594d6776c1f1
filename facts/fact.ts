import * as E from 'fp-ts/Either'

/** Why a fact could not be read, in words for the operator. */
export interface Unreadable {
  readonly reason: string
  /** True where the input itself was broken, not merely out of reach. */
  readonly damaged?: boolean
  /** What is wrong with a damaged input, without its place. */
  readonly fault?: string
  /** True where the source holds no such section at all, and need not. */
  readonly absent?: boolean
}

/** A fact is known, or it is unreadable with the reason; it is never silently absent. */
export type Fact<A> = E.Either<Unreadable, A>

export const unreadable = (reason: string): Fact<never> => E.left({ reason })

/** Whether an optional section was left out, as against one that could not be read. */
export const isAbsent = (fact: Fact<unknown>): boolean => E.isLeft(fact) && fact.left.absent === true
