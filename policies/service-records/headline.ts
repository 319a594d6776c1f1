import { nameIn, phrased } from '../headlineParts'

export const serviceRecordsHeadline = phrased(
  (drift) => `${nameIn(drift)} is left of an earlier update: ${drift.actual}`,
  'The next update may take it for the state before it, and leave services Disabled.'
)
