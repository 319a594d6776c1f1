import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'

/** Later a person may have decided on what a run left behind. */
const longestHours = 24

/**
 * The services that a remediation had still to enable when it was cut off, by its mark in the journal; none where the mark
 * is older than a day. Most services are Disabled when such a run begins, and need not be any more when it is cut off.
 */
export const servicesDue = ({ collectedAt, sections: { journal } }: Facts): ReadonlyArray<string> => {
  const enabling = E.isRight(journal) ? journal.right.enabling : null
  if (enabling === null || collectedAt === null) return []
  const hours = (Date.parse(collectedAt) - Date.parse(enabling.since)) / 3_600_000
  return hours >= 0 && hours <= longestHours ? enabling.services : []
}

/** Whether a remediation that was cut off left its mark, however long ago; null where its journal was not read. */
export const hasServicesDue = ({ sections: { journal } }: Facts): boolean | null =>
  E.isLeft(journal) ? null : (journal.right.enabling?.services.length ?? 0) > 0
