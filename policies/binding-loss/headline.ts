import type { Drift } from '../../judging/policy'
import { nameIn, phrased } from '../headlineParts'

/** Which certificate was deleted, and when. */
const deletionIn = ({ named: { endpoint, at } = {} }: Drift): string =>
  endpoint === undefined ? 'a certificate was deleted' : `certificate of ${endpoint} was deleted at ${at}`

export const bindingLossHeadline = phrased(
  (drift) => `${deletionIn(drift)} (customMetadata of ${nameIn(drift)})`,
  'This old setting lets IIS delete it again. OWA and the EAC then stay blank.'
)
