import type { Drift } from '../../judging/policy'
import { nameIn, phrased } from '../headlineParts'

const webFault = (drift: Drift): string => {
  const { path, actual } = drift
  const name = nameIn(drift)
  switch (path[0]) {
    case 'aspNetEvents':
      return `${name} does not load: ${actual}`
    case 'appPools':
      return `application pool ${name} is ${actual}`
    case 'webConfigs':
      return `web.config of ${name}: ${actual}`
    default:
      return `${name} is missing`
  }
}

export const http500Headline = phrased(
  webFault,
  'OWA or ECP answers with an error (HTTP 500 or 503) while an application cannot be loaded.'
)
