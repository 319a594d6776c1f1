import { sameName } from '../kernel/compare'
import { idleWaivers } from './idleWaivers'
import type { JudgedPlan } from './judgePlan'
import { disabledPolicies, expiredWaivers, missingBaselines } from './plan'
import type { Settings } from './settings'

/** What a person must know of the judging besides the verdicts, in a sentence. */
export interface Remark {
  readonly severity: 'warning' | 'info'
  readonly text: string
}

/** Waivers that have run out, or cover nothing; servers without a baseline; policies that are switched off. */
export const remarksOn = (
  settings: Settings,
  today: string,
  judged: ReadonlyArray<JudgedPlan>
): ReadonlyArray<Remark> => {
  const plans = judged.map(({ plan }) => plan)
  const waivers = (settings.waivers ?? []).filter((waiver) =>
    plans.some(({ place }) => sameName(place.server, waiver.server))
  )
  const infos = [...idleWaivers(judged), ...missingBaselines(settings, plans), ...disabledPolicies(settings)]
  return [
    ...expiredWaivers({ ...settings, waivers }, today).map((text) => ({ severity: 'warning' as const, text })),
    ...infos.map((text) => ({ severity: 'info' as const, text }))
  ]
}
