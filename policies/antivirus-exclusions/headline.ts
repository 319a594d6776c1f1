import { phrased } from '../headlineParts'

export const antivirusHeadline = phrased(
  ({ actual }) => `Microsoft Defender ${actual}`,
  'If it has a file open, services may not stop, and setup may not replace the file.'
)
