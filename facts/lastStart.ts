import * as E from 'fp-ts/Either'
import { isBefore } from '../kernel/instants'
import { rememberedRecently } from '../kernel/remembered'
import type { Facts } from './facts'

/** When Windows was started last, as each witness tells it. */
const starts = ({ sections: { boot } }: Facts): ReadonlyArray<string> =>
  E.isLeft(boot)
    ? []
    : [boot.right.counter, boot.right.log?.events[0] ?? null].flatMap((at) => (at === null ? [] : [at]))

/** When Windows was started last, by the witness that tells the earlier time; null where none does. */
export const lastStart = rememberedRecently((facts: Facts): string | null =>
  starts(facts).reduce<string | null>((first, one) => (first === null || isBefore(one, first) ? one : first), null)
)

/** Whether all that tells of the last start of Windows says that it was after an instant. */
export const startedSince = (facts: Facts, at: string | null): boolean => {
  const start = lastStart(facts)
  return at !== null && start !== null && isBefore(at, start)
}

/** Whether all that tells of the last start of Windows says that it was before an instant; not where nothing tells. */
export const startedBefore = (facts: Facts, at: string): boolean => {
  const known = starts(facts)
  return known.length > 0 && known.every((start) => isBefore(start, at))
}
