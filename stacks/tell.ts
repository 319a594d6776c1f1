import * as pulumi from '@pulumi/pulumi'
import { serverDiagnostic } from '../reports/diagnostic'
import { printable } from '../reports/printable'
import type { JudgedServer } from '../reports/summary'
import { summaryLine } from '../reports/summary'
import type { Server } from '../resources/server'
import type { JudgedPlan } from './readServers'

export const judgedServer = ({ plan, verdicts }: JudgedPlan): JudgedServer => ({ server: plan.place.server, verdicts })

/** Tells a server's findings under its resource. */
export const tellServer = async ({ plan, errors, verdicts }: JudgedPlan, resource: Server): Promise<void> => {
  for (const error of errors) await pulumi.log.error(`${plan.place.server}: ${printable(error)}`, resource)
  const diagnostic = serverDiagnostic(plan.place, verdicts)
  if (diagnostic === null) return
  const log = diagnostic.severity === 'warning' ? pulumi.log.warn : pulumi.log.info
  await log(diagnostic.text, resource)
}

/** Tells the sum on the stack. */
export const tellSummary = async (judged: ReadonlyArray<JudgedPlan>): Promise<void> =>
  pulumi.log.info(summaryLine(judged.map(judgedServer)))
