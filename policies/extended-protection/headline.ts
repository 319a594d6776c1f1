import { phrased } from '../headlineParts'

export const extendedProtectionHeadline = phrased(
  ({ path, actual, desired }) =>
    path[1] === undefined
      ? `Extended Protection is ${actual}, and the build does not support it`
      : `Extended Protection of ${path[1]}: ${path[2] === undefined ? '' : 'sslFlags '}${actual}, expected ${desired}`,
  'If it is too strong, clients cannot sign in. If it is too weak, an attacker can relay their sign-in.'
)
