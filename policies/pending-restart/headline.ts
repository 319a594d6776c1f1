import type { Headline } from '../../judging/policy'
import { listed, nameIn } from '../headlineParts'

/** The sources that ask for a restart of Windows, with what each says. */
export const pendingRestartHeadline: Headline = {
  title: (drifts) => `restart pending: ${listed(drifts.map((drift) => `${nameIn(drift)} (${drift.actual})`))}`,
  why: () => 'Setup refuses to run while a restart is pending, and an update may be in use only in part until then.'
}
