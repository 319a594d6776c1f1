import type { Drift, Headline } from '../../judging/policy'
import { type Drifts, firstEvidence, grouped, listed, nameIn, split } from '../headlineParts'

const serviceState = ({ actual }: Drift): string => {
  const [startType = '', status = '', deletion] = actual.split(', ')
  if (actual === 'absent') return 'not installed'
  if (deletion !== undefined) return deletion
  return startType === 'Disabled' || status === 'Running' ? startType : status
}

const ofState = ([state, drifts]: readonly [string, Drifts], index: number): string => {
  const names = listed(drifts.map(nameIn).sort())
  return drifts.length === 1
    ? `${names} is ${state}`
    : `${drifts.length}${index === 0 ? ' services' : ''} are ${state}: ${names}`
}

/** Services by their state: `2 services are Disabled: FMS, MSExchangeTransport; W3SVC is Stopped`. */
export const servicesHeadline: Headline = {
  title: split('services', (drifts) => grouped(drifts, serviceState).map(ofState).join('; ')),
  why: (drifts) =>
    drifts.some((drift) => serviceState(drift) === 'Disabled')
      ? 'A failed update leaves services Disabled. Exchange does not work fully without them.'
      : drifts.some(({ path }) => path[0] === 'services')
        ? 'Exchange does not work fully while a service that it needs does not run or start.'
        : firstEvidence(drifts)
}
