import * as E from 'fp-ts/Either'
import type { OrganizationFacts } from '../facts/organization/organizationFacts'
import { type BuildTable, ownTable } from '../kernel/builds/buildTable'
import { sameName } from '../kernel/compare'
import { isOptional } from '../policies/services/choices'
import { serviceDefaults } from '../policies/services/roleDefaults'
import { organizationAge } from '../reports/ageRemarks'
import { fleetServer } from './fleet'
import { idleWaivers } from './idleWaivers'
import type { JudgedPlan } from './judgePlan'
import { outdatedRecordings } from './outdatedRecordings'
import { disabledPolicies, expiredWaivers, missingBaselines, type ServerPlan, withoutStage } from './plan'
import type { Settings } from './settings'

/** What a person must know of the judging besides the verdicts, in a sentence. */
export interface Remark {
  readonly severity: 'warning' | 'info'
  readonly text: string
}

/** Those that Microsoft calls optional are for a person to switch off. */
const isNeeded = (service: string): boolean =>
  serviceDefaults.some(({ name, expected }) => expected === 'running' && sameName(name, service)) &&
  !isOptional(service)

/** Services that Exchange needs and that the settings want Disabled: no drift, and the server may serve nobody. */
const switchedOff = (plans: ReadonlyArray<ServerPlan>): ReadonlyArray<string> =>
  plans.flatMap(({ place, args }) => {
    const wanted = Object.entries(args.judging.services).flatMap(([name, type]) => (type === 'Disabled' ? [name] : []))
    const needed = wanted.filter(isNeeded)
    return needed.length === 0
      ? []
      : [`${place.server}: the settings want services Disabled that Exchange needs: ${needed.join(', ')}`]
  })

/** Waivers that have run out, or cover nothing; servers without a baseline; policies and services that are switched off; a stage that leaves most out; old recordings, of servers and of the organization. */
export const remarksOn = (
  settings: Settings,
  today: string,
  judged: ReadonlyArray<JudgedPlan>,
  table: BuildTable = ownTable,
  organization: E.Either<unknown, OrganizationFacts> = E.left(null)
): ReadonlyArray<Remark> => {
  const plans = judged.map(({ plan }) => plan)
  const waivers = (settings.waivers ?? []).filter((waiver) =>
    plans.some(({ place }) => sameName(place.server, waiver.server))
  )
  const infos = [...idleWaivers(judged), ...missingBaselines(settings, plans), ...disabledPolicies(settings)]
  const warnings = [
    ...expiredWaivers({ ...settings, waivers }, today),
    ...withoutStage(settings),
    ...switchedOff(plans),
    ...outdatedRecordings(judged, table),
    ...(E.isLeft(organization) ? [] : organizationAge(organization.right, judged.map(fleetServer), today))
  ]
  return [
    ...warnings.map((text) => ({ severity: 'warning' as const, text })),
    ...infos.map((text) => ({ severity: 'info' as const, text }))
  ]
}
