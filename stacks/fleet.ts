import { ageLimit } from '../connections/age'
import type { BuildTable } from '../kernel/builds/buildTable'
import type { AuditedServer } from '../reports/audit'
import type { Fleet } from '../reports/fleet'
import { gateLine, gateMessage, reasonsToFail } from './gate'
import type { JudgedPlan } from './judgePlan'
import { disabledNames } from './plan'
import type { Settings } from './settings'

/** A server as reports show it. */
export const fleetServer = ({ plan, facts, verdicts }: JudgedPlan): AuditedServer => {
  const { connection } = plan.args.target
  return {
    server: plan.place.server,
    dag: plan.place.dag,
    site: plan.place.site,
    source: 'path' in connection ? connection.path : connection.type,
    log: false,
    isRecorded: 'path' in connection,
    ageLimit: 'path' in connection ? ageLimit(connection.maxAge) : null,
    facts,
    verdicts
  }
}

/** Whose recorded facts can't be used; `broken` says why the organization's can't. */
export const brokenNames = (
  judged: ReadonlyArray<JudgedPlan>,
  broken: ReadonlyArray<string>
): ReadonlyArray<string> => [
  ...judged.filter(({ errors }) => errors.length > 0).map(({ plan }) => plan.place.server),
  ...(broken.length > 0 ? ['the organization'] : [])
]

/** What a run of a stack came to. */
export interface Run {
  readonly name: string
  readonly settings: Pick<Settings, 'enforcement' | 'policies' | 'stage'>
  readonly judged: ReadonlyArray<JudgedPlan>
  /** Why the organization's facts can't be used. */
  readonly broken: ReadonlyArray<string>
  /** When the servers were judged: ISO 8601, UTC. */
  readonly at: string
  readonly table: BuildTable
  /** Whether no server is changed, as in a preview. */
  readonly isDryRun: boolean
  /** What else a person must know of the judging, each in a sentence. */
  readonly remarks: ReadonlyArray<string>
  /** The servers that were remediated. */
  readonly repaired?: ReadonlyArray<string>
  /** What is missing to remediate at all, in a sentence. */
  readonly missing?: string | null
}

/** A stack's servers, and what the gate says of them, as report files show them. */
export const fleetOf = ({
  name,
  settings,
  judged,
  broken,
  at,
  table,
  isDryRun,
  remarks,
  repaired = [],
  missing = null
}: Run): Fleet => {
  const servers = judged.map(fleetServer)
  const names = brokenNames(judged, broken)
  const message = gateMessage(settings, servers, names, isDryRun, repaired, missing)
  return {
    ...{ name, kind: 'stack', servers, at, table, remarks, disabled: disabledNames(settings) },
    errors: [
      ...judged.flatMap(({ plan, errors }) => errors.map((text) => ({ source: plan.place.server, message: text }))),
      ...broken.map((text) => ({ source: 'the organization', message: text }))
    ],
    gate: {
      passes: message === null,
      line: gateLine(settings, servers, names, isDryRun, reasonsToFail(0, missing)),
      text: message ?? ''
    }
  }
}
