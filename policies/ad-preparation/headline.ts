import type { Drift } from '../../judging/policy'
import { phrased } from '../headlineParts'

const directoryFault = ({ path, actual, desired }: Drift): string => {
  const [, what = '', domain] = path
  const subject = domain === undefined ? what : `${what} ${domain}`
  const level = /^\d+$/.test(actual) ? `at level ${actual}, and needs ${desired}` : actual
  return what === 'otherWellKnownObjects' ? `${what}: ${actual}` : `Active Directory: ${subject} is ${level}`
}

export const adPreparationHeadline = phrased(
  directoryFault,
  'Setup and PrepareAD stop where Active Directory is not prepared, or where it points to deleted objects.'
)
