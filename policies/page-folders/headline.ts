import type { Drift } from '../../judging/policy'
import { nameIn, phrased } from '../headlineParts'

const pagesFault = (drift: Drift): string => {
  const { actual } = drift
  const parent = nameIn(drift)
  if (actual === 'absent') return `${parent} is missing`
  return actual.endsWith(' is empty') ? `${parent}\\${actual}` : `${parent} has ${actual}`
}

export const pageFoldersHeadline = phrased(
  pagesFault,
  'Pages of OWA and ECP lack images, styles or scripts where the files of the running build are missing.'
)
