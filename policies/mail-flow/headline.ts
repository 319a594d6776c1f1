import type { Drift } from '../../judging/policy'
import { nameIn, phrased } from '../headlineParts'

const folderOfMail: Readonly<Record<string, string>> = {
  logs: 'logs of the mail queue',
  database: 'mail queue',
  temp: 'temporary files of transport'
}

const mailFault = (drift: Drift): string => {
  const { path, actual } = drift
  const name = nameIn(drift)
  switch (path[0]) {
    case 'mailQueue':
      return `the volume of the ${folderOfMail[name] ?? name} is ${actual.replace(/ used$/, ' full')}`
    case 'resourceThrottling':
      return `back pressure: ${name} is ${actual}`
    case 'transportEvents':
      return `back pressure: ${actual}`
    default:
      return actual
  }
}

export const mailFlowHeadline = phrased(
  mailFault,
  'Transport refuses or delays mail while it lacks disk space or memory.'
)
