import { lossOfSettings } from '../custom-files/headline'
import { phrased } from '../headlineParts'

export const customFilesSavedHeadline = phrased(
  ({ actual }) => `${actual}, which an update may replace`,
  lossOfSettings
)
