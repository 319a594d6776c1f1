import type { Facts } from '../../facts/facts'
import type { Service } from '../../facts/sections/services'
import { type Judgement, note, unknown } from '../../judging/policy'
import type { DesiredService } from '../services/desiredServices'
import { findService } from '../services/listed'
import { type Failure, failuresOf, isCrash, type WithFailures } from './failures'

const day = 86_400_000

/** Exchange ends a service by itself now and then, to heal it; more often within a day is no healing. */
const mostHealings = 2

const isOfLastDay =
  ({ collectedAt }: Facts) =>
  ({ at }: Failure): boolean =>
    collectedAt !== null && Date.parse(at) > Date.parse(collectedAt) - day

const judgeOne = (facts: Facts, { name }: Service, ends: ReadonlyArray<Failure>): ReadonlyArray<Judgement> => {
  const [last] = ends
  if (last === undefined) return []
  const often = ends.length === 1 ? 'once' : `${ends.length} times`
  const seen = `ended unexpectedly ${often} within the last day, the last time at ${last.at}, and runs now`
  return ends.length > mostHealings
    ? [
        unknown(
          ['services', name],
          `it ${seen}: whether it lasts is not known; look in the log Application of ${facts.server} at these times for the events 1000, 1026 and 4999`
        )
      ]
    : [note(`${name} ${seen}`)]
}

/** What services that run say of themselves by how often they ended since the last update and start of Windows. */
export const judgeCrashes = (
  facts: Facts,
  wanted: () => ReadonlyArray<DesiredService>,
  services: ReadonlyArray<Service>,
  { failures }: WithFailures
): ReadonlyArray<Judgement> => {
  const crashes = failures.filter(isCrash).filter(isOfLastDay(facts))
  if (crashes.length === 0) return []
  return wanted().flatMap((one) => {
    const found = findService(services, one.name)
    return found?.status === 'Running' ? judgeOne(facts, found, failuresOf(crashes, one)) : []
  })
}
