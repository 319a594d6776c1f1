import { isFileTarget } from '../connections/files'
import { fleetSentence } from '../reports/fleet'
import { daysOld } from '../reports/reportAges'
import type { JudgedPlan } from '../stacks/judgePlan'

const day = 86_400_000

/** How old the recording is that a server is judged by; nothing where it is of this day, or there is none. */
const agedBy = ({ plan, facts: { collectedAt } }: JudgedPlan, now: number): string =>
  isFileTarget(plan.args.target) && collectedAt !== null && now - Date.parse(collectedAt) >= day
    ? `, by a recording that is ${daysOld(collectedAt, new Date(now).toISOString())}`
    : ''

/** One server in one sentence, with the age of the recording that decides. */
export const judgedSentence = (judged: JudgedPlan, now: number): string =>
  fleetSentence([judged]).replace(/\.$/, `${agedBy(judged, now)}.`)
