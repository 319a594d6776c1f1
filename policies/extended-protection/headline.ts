import { phrased } from '../headlineParts'

export const extendedProtectionHeadline = phrased(
  ({ path, actual, desired }) =>
    path[1] === undefined
      ? `Extended Protection is ${actual}, and the build does not support it`
      : `Extended Protection of ${path[1]}: ${path[2] === undefined ? '' : 'sslFlags '}${actual}, expected ${desired}`,
  'It shuts clients out if it is too strong, and lets attackers relay a sign-in if it is too weak.'
)
