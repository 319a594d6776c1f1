import * as E from 'fp-ts/Either'
import { readBaseline } from '../connections/baseline'
import { createTableReader } from '../connections/buildTable'
import type { OrganizationReading } from '../connections/organization'
import type { Facts } from '../facts/facts'
import type { Verdict } from '../judging/verdict'
import { judgeServer } from '../resources/judgeServer'
import { organizationIn } from '../resources/organizationText'
import type { ServerPlan } from './plan'

/** A server as it was read and judged. `errors` are faults of what was read, not of the server. */
export interface JudgedPlan {
  readonly plan: ServerPlan
  readonly facts: Facts
  readonly errors: ReadonlyArray<string>
  readonly verdicts: ReadonlyArray<Verdict>
}

/** What was read of a server, however that was. */
export interface Read {
  readonly facts: Facts
  readonly errors: ReadonlyArray<string>
}

const tableOf = createTableReader()

/** Judges a server as the stack's settings ask; the Pulumi program and the commands do so alike. */
export const judgePlan = async (
  plan: ServerPlan,
  { facts, errors }: Read,
  organization: OrganizationReading
): Promise<JudgedPlan> => {
  const { target, judging } = plan.args
  const baseline = await readBaseline(target.server, judging.baseline)()
  const table = await tableOf(judging.buildTable)
  return {
    plan,
    facts,
    errors: [...errors, ...(E.isLeft(baseline) ? [baseline.left] : [])],
    verdicts: judgeServer(
      facts,
      judging,
      E.getOrElseW(() => null)(baseline),
      plan.waivers,
      organizationIn(organization),
      table,
      plan.place.dag
    )
  }
}
