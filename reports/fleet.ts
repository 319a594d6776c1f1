import { findings, isOpen, isUnasked, type Verdict } from '../judging/verdict'
import type { BuildTable } from '../kernel/builds/buildTable'
import { counted } from '../kernel/counted'
import { shortened } from '../kernel/printable'
import type { Shell } from '../kernel/words'
import type { Audit } from './audit'
import type { AuditDocument, Changes, PolicyState } from './auditDocument'
import type { JudgedServer } from './summary'

/** Whether the run passes, and why, in sentences. */
export interface Gate {
  readonly passes: boolean
  /** What the gate says of itself in one line: its level, whether the run passes, and why. */
  readonly line?: string
  readonly text: string
}

/** All that a report file shows. */
export interface Fleet extends Audit {
  /** The stack's name, or what was audited. */
  readonly name: string
  /** Whether a stack's settings judge it, or no settings at all. */
  readonly kind: AuditDocument['kind']
  /** When the report was made: ISO 8601, UTC. */
  readonly at: string
  /** The table of builds that the servers are judged by. */
  readonly table: BuildTable
  readonly gate: Gate
  /** The policies that the settings switch off, so that they judged no server. */
  readonly disabled?: ReadonlyArray<string>
  /** What changed since an earlier report, where one was given. */
  readonly changes?: Changes | null
}

/** What a report calls a verdict; `waived` where waivers cover all of its findings. */
export type CellState = Exclude<PolicyState, 'not judged'>

export const cellState = ({ status, waiver }: Verdict): CellState => (waiver === null ? status : 'waived')

/**
 * A server as a whole: what nobody asked for does not count here, and is still unknown in its own cell. `waived`: something was
 * found, and waivers cover all of it. `not judged`: no policy in force judges it, or nobody was asked what decides.
 */
export type ServerState = AuditDocument['servers'][number]['state']

export const serverState = (verdicts: ReadonlyArray<Verdict>): ServerState => {
  const open = verdicts.filter((verdict) => isOpen(verdict) && !isUnasked(verdict))
  if (open.some(({ drifts }) => drifts.some(({ waiver }) => waiver === null))) return 'drifting'
  if (open.length > 0) return 'not read'
  if (verdicts.every(isUnasked)) return 'not judged'
  return verdicts.flatMap(findings).some(({ waiver }) => waiver !== null) ? 'waived' : 'compliant'
}

/** A server's state as it stands in a column of states. */
export const stateWords: Readonly<Record<ServerState, string>> = {
  drifting: 'DRIFT',
  'not read': 'NOT READ',
  'not judged': 'UNJUDGED',
  waived: 'WAIVED',
  compliant: 'ok'
}

const openCount = (verdicts: ReadonlyArray<Verdict>): number =>
  verdicts
    .filter((verdict) => !isUnasked(verdict))
    .flatMap(findings)
    .filter(({ waiver }) => waiver === null).length

const rank: Readonly<Record<ServerState, number>> = {
  drifting: 0,
  'not read': 1,
  'not judged': 2,
  waived: 3,
  compliant: 4
}

export const hasOpenChange = (verdict: Verdict): boolean =>
  verdict.countsAsChange && verdict.drifts.some(({ waiver }) => waiver === null)

/** The place of the first open drift that leads, such as a sign of intruders: the earlier in the catalogue, the worse. */
const leadOf = (verdicts: ReadonlyArray<Verdict>): number => {
  const place = verdicts.findIndex((verdict) => verdict.leads && hasOpenChange(verdict))
  return place < 0 ? Number.POSITIVE_INFINITY : place
}

/**
 * Drifting servers first, those of binding policies before others, and among them those with a drift that leads; then those
 * with most findings, then by name.
 */
export const worstFirst = <S extends JudgedServer>(servers: ReadonlyArray<S>): ReadonlyArray<S> =>
  servers
    .map((server) => ({
      server,
      rank: rank[serverState(server.verdicts)] - (server.verdicts.some(hasOpenChange) ? 1 : 0),
      lead: leadOf(server.verdicts),
      open: openCount(server.verdicts)
    }))
    .sort(
      (a, b) => a.rank - b.rank || a.lead - b.lead || b.open - a.open || (a.server.server < b.server.server ? -1 : 1)
    )
    .map(({ server }) => server)

/** How many servers there are of each state. */
export const countStates = (
  servers: ReadonlyArray<Pick<JudgedServer, 'verdicts'>>
): Readonly<Record<ServerState, number>> => {
  const states = servers.map(({ verdicts }) => serverState(verdicts))
  const count = (state: ServerState): number => states.filter((one) => one === state).length
  return {
    compliant: count('compliant'),
    waived: count('waived'),
    drifting: count('drifting'),
    'not read': count('not read'),
    'not judged': count('not judged')
  }
}

/** The servers in one sentence. */
export const fleetSentence = (servers: ReadonlyArray<Pick<JudgedServer, 'verdicts'>>): string => {
  const { compliant, waived, drifting, 'not read': unread, 'not judged': unjudged } = countStates(servers)
  const rest = [
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(drifting > 0 ? [`${drifting} drifting`] : []),
    ...(unread > 0 ? [`${unread} not read`] : []),
    ...(unjudged > 0 ? [`${unjudged} not judged`] : [])
  ]
  return `${[`${compliant} of ${counted(servers.length, 'server')} compliant`, ...rest].join(', ')}.`
}

/** Whether the run passes, in one line. */
export const gateHead = ({ gate: { line, passes } }: Fleet): string =>
  shortened(line ?? `Gate: ${passes ? 'passed' : 'failed'}.`, 600)

/** What the gate says besides, line by line, with as many names as anybody reads. */
export const gateLines = ({ gate }: Fleet): ReadonlyArray<string> =>
  gate.text === '' ? [] : gate.text.split('\n').map((line) => shortened(line, 600))

const shellNames: Readonly<Record<Shell, string>> = {
  powershell: 'PowerShell (elevated)',
  cmd: 'Command Prompt (elevated)',
  'exchange-shell': 'Exchange Management Shell'
}

export const shellName = (shell: Shell | null): string => (shell === null ? 'Command' : shellNames[shell])
