import type { OrganizationReading } from '../connections/organization'
import type { Facts } from '../facts/facts'
import { sameServer } from '../judging/dagMembers'
import { type JudgedAlone, judgeFleet, partnersOf } from '../judging/fleet'
import { policies } from '../policies/catalogue'
import { organizationIn } from '../resources/organizationText'
import type { JudgedPlan } from './judgePlan'
import type { ServerPlan } from './plan'

const aloneBy =
  (reading: OrganizationReading) =>
  ({ plan: { args, waivers, place }, facts, verdicts }: JudgedPlan): JudgedAlone => {
    const { build, services, enforcement } = args.judging
    const desired = { build, services, baseline: null }
    const organization = organizationIn(reading)
    return { facts, verdicts, standard: { desired, enforcement, waivers, organization, dag: place.dag } }
  }

/**
 * Adds what only all servers together tell. It is in reports and at the gate, and in no document: the provider reads one server
 * at a time, so that it could not say the same. `others` are servers that were read and are not judged.
 */
export const withFleetVerdicts = (
  judged: ReadonlyArray<JudgedPlan>,
  reading: OrganizationReading,
  others: ReadonlyArray<Facts> = []
): ReadonlyArray<JudgedPlan> => {
  const all = judgeFleet(policies, judged.map(aloneBy(reading)), others)
  return judged.map((one, index) => ({ ...one, verdicts: all[index] ?? one.verdicts }))
}

/** Of all servers of a stack those that are not judged, and must be read to judge some as the whole stack would be. */
export const partnerPlans = (
  all: ReadonlyArray<ServerPlan>,
  judged: ReadonlyArray<JudgedPlan>,
  reading: OrganizationReading
): ReadonlyArray<ServerPlan> => {
  const others = all.filter((plan) => !judged.some((one) => one.plan === plan))
  if (others.length === 0) return []
  const names = partnersOf(policies, judged.map(aloneBy(reading)))
  return names === null ? others : others.filter(({ place }) => names.some((name) => sameServer(name, place.server)))
}
