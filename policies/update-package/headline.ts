import { phrased } from '../headlineParts'

export const updatePackageHeadline = phrased(
  ({ actual, named }) =>
    actual === 'absent'
      ? 'the package of the update is not where the settings say'
      : `${named?.file ?? 'the package'} is for another Cumulative Update: ${actual}`,
  'The Windows Installer refuses an update that was made for another Cumulative Update.'
)
