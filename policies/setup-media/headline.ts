import { nameIn, phrased } from '../headlineParts'

export const setupMediaHeadline = phrased(
  (drift) =>
    nameIn(drift) === 'path'
      ? `the medium of setup is a folder of the installed Exchange: ${drift.actual}`
      : `the medium of setup does not fit: ${drift.actual}`,
  'Setup then installs the old Cumulative Update again, or fails half-way because its packages are missing.'
)
