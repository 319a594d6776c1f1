import { nameIn, phrased } from '../headlineParts'

export const executionPolicyHeadline = phrased((drift) => {
  const name = nameIn(drift)
  return `Group Policy sets the execution policy${name === 'machine' ? '' : ` of ${name}`}: ${drift.actual}`
}, 'Setup then cannot run its scripts: it fails half-way and leaves services Disabled.')
