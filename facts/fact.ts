import * as E from 'fp-ts/Either'

/** Why a fact could not be read, in words for the operator. */
export interface Unreadable {
  readonly reason: string
  /** True where the input itself was broken, not merely out of reach. */
  readonly damaged?: boolean
  /** What is wrong with a damaged input, without its place. */
  readonly fault?: string
  /** True where the recording has no such section: nobody looked, as against what could not be read. */
  readonly absent?: boolean
  /** True where what was read, such as a log, is no recording of a server, so that nobody expects the section there. */
  readonly elsewhere?: boolean
  /** True where whoever asked lacks a right, so that no later look sees more. */
  readonly denied?: boolean
}

/** A fact is known, or it is unreadable with the reason; it is never silently absent. */
export type Fact<A> = E.Either<Unreadable, A>

export const unreadable = (reason: string): Fact<never> => E.left({ reason })

/** Whether a section was left out, as against one that could not be read. */
export const isAbsent = (fact: Fact<unknown>): boolean => E.isLeft(fact) && fact.left.absent === true
