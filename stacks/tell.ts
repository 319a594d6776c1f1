import { serverDiagnostic } from '../reports/diagnostic'
import { printable } from '../reports/printable'
import { rolloutText } from '../reports/rolloutText'
import type { JudgedServer } from '../reports/summary'
import { summaryLine, unaskedLines } from '../reports/summary'
import type { Server } from '../resources/server'
import type { Organization } from './dagMembership'
import { log } from './log'
import type { JudgedPlan } from './readServers'
import { forPersons, type Turn } from './rollout'

export const judgedServer = ({ plan, verdicts }: JudgedPlan): JudgedServer => ({ server: plan.place.server, verdicts })

/** Tells a server's findings under its resource. */
export const tellServer = async ({ plan, errors, verdicts }: JudgedPlan, resource: Server): Promise<void> => {
  for (const error of errors) await log.error(`${plan.place.server}: ${printable(error)}`, resource)
  const diagnostic = serverDiagnostic(plan.place, verdicts)
  if (diagnostic === null) return
  const tell = diagnostic.severity === 'warning' ? log.warn : log.info
  await tell(diagnostic.text, resource)
}

export const tellServers = async (
  judged: ReadonlyArray<JudgedPlan>,
  resources: ReadonlyArray<Server>
): Promise<void> => {
  await Promise.all(
    judged.map(async (one, index) => {
      const resource = resources[index]
      if (resource !== undefined) await tellServer(one, resource)
    })
  )
}

/** Tells on the stack what an update would do, and in which order. */
export const tellRollout = async (
  turns: ReadonlyArray<Turn>,
  organization: Organization,
  rules: ReadonlyArray<string>
): Promise<void> => {
  const text = rolloutText(
    turns.flatMap(({ judged, remedy, after, heldBack }) =>
      remedy === null ? [] : [{ place: judged.plan.place, remedy, after, heldBack }]
    ),
    forPersons(turns, organization).map(({ judged, byHand }) => ({ place: judged.plan.place, policies: byHand })),
    rules
  )
  if (text !== null) await log.info(text)
}

/** Tells the sum on the stack, and what could not be judged since nothing could be asked. */
export const tellSummary = async (judged: ReadonlyArray<JudgedPlan>): Promise<void> => {
  const servers = judged.map(judgedServer)
  await log.info([summaryLine(servers), ...unaskedLines(servers)].join('\n'))
}
