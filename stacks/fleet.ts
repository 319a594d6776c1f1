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

/** What a stack's reports say besides the servers. */
export interface Told {
  /** What the gate says of itself. */
  readonly gate?: string
  /** Why the organization's facts can't be used. */
  readonly broken?: ReadonlyArray<string>
}

/** A stack's servers as report files show them; `message` is what keeps it from passing, null where nothing does. */
export const fleetOf = (
  name: string,
  judged: ReadonlyArray<JudgedPlan>,
  made: { readonly at: string; readonly tableAsOf: string },
  message: string | null,
  { gate, broken = [] }: Told = {}
): Fleet => ({
  name,
  servers: judged.map(fleetServer),
  errors: [
    ...judged.flatMap(({ plan, errors }) => errors.map((text) => ({ source: plan.place.server, message: text }))),
    ...broken.map((text) => ({ source: 'the organization', message: text }))
  ],
  ...made,
  gate: {
    passes: message === null,
    ...(gate === undefined ? {} : { line: gate }),
    text: message ?? (gate === undefined ? 'Nothing that was found fails the run.' : '')
  }
})
