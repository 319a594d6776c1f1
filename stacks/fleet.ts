import * as E from 'fp-ts/Either'
import { ownTable } from '../policies/builds/buildTable'
import type { Fleet, FleetServer } from '../reports/fleet'
import { createTableReader } from '../resources/connections/buildTable'
import type { JudgedPlan } from './readServers'
import type { Settings } from './settings'

const tableOf = createTableReader()

/** The day of the table that the servers are judged by. */
export const tableAsOf = async ({ buildTable }: Settings): Promise<string> => {
  const table = await tableOf(buildTable)
  return table !== undefined && E.isRight(table) ? table.right.asOf : ownTable.asOf
}

const fleetServer = ({ plan, facts, verdicts }: JudgedPlan): FleetServer => {
  const { connection } = plan.args.target
  return {
    server: plan.place.server,
    dag: plan.place.dag,
    site: plan.place.site,
    source: 'path' in connection ? connection.path : connection.type,
    log: false,
    facts,
    verdicts
  }
}

/** A stack's servers as report files show them; `message` is what keeps it from passing, null where nothing does. */
export const fleetOf = (
  name: string,
  judged: ReadonlyArray<JudgedPlan>,
  made: { readonly at: string; readonly tableAsOf: string },
  message: string | null
): Fleet => ({
  name,
  servers: judged.map(fleetServer),
  errors: judged.flatMap(({ plan, errors }) => errors.map((text) => ({ source: plan.place.server, message: text }))),
  ...made,
  gate: {
    passes: message === null,
    text: message ?? 'No policy that the settings make mandatory has an open finding.'
  }
})
