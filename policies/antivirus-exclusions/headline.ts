import { phrased } from '../headlineParts'

export const antivirusHeadline = phrased(
  ({ actual }) => `Microsoft Defender ${actual}`,
  'A file that it holds keeps services from stopping, and setup from replacing it.'
)
