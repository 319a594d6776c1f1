import { nameIn, phrased } from '../headlineParts'

export const adminNamesHeadline = phrased(
  (drift) => `The administrator ${nameIn(drift)} has a name that ends in $`,
  'OWA and ECP answer such an account with HTTP 400, Cannot serialize context.'
)
