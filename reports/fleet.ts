import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Facts } from '../facts/facts'
import { nameOf } from '../policies/builds/buildNames'
import { parseBuild, showBuild } from '../policies/compare'
import { findings, isOpen, isUnasked, type Verdict } from '../policies/verdict'
import type { Audit, AuditedServer } from './audit'
import { shortened } from './printable'

/** A judged server with its place; both are null where no settings give it. */
export interface FleetServer extends AuditedServer {
  readonly dag: string | null
  readonly site: string | null
}

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
  readonly servers: ReadonlyArray<FleetServer>
  /** When the report was made: ISO 8601, UTC. */
  readonly at: string
  /** The day of the table of builds (`2026-10-02`). */
  readonly tableAsOf: string
  readonly gate: Gate
}

/** What a report calls a verdict; `waived` where waivers cover all of its findings. */
export type CellState = 'compliant' | 'drift' | 'unknown' | 'not-applicable' | 'waived'

export const cellState = ({ status, waiver }: Verdict): CellState => (waiver === null ? status : 'waived')

/** A server as a whole: what nobody asked for does not count here, and is still unknown in its own cell. */
export type ServerState = 'compliant' | 'drift' | 'unknown'

export const serverState = (verdicts: ReadonlyArray<Verdict>): ServerState => {
  const open = verdicts.filter((verdict) => isOpen(verdict) && !isUnasked(verdict))
  if (open.some(({ drifts }) => drifts.some(({ waiver }) => waiver === null))) return 'drift'
  // A server without one verdict was not looked at.
  return open.length > 0 || verdicts.length === 0 ? 'unknown' : 'compliant'
}

const openCount = (verdicts: ReadonlyArray<Verdict>): number =>
  verdicts
    .filter((verdict) => !isUnasked(verdict))
    .flatMap(findings)
    .filter(({ waiver }) => waiver === null).length

const rank: Readonly<Record<ServerState, number>> = { drift: 0, unknown: 1, compliant: 2 }

export const isBindingDrift = (verdict: Verdict): boolean =>
  verdict.binding && verdict.drifts.some(({ waiver }) => waiver === null)

/** Drifting servers first, those of binding policies before others; then those with most findings, then by name. */
export const worstFirst = <S extends { readonly server: string; readonly verdicts: ReadonlyArray<Verdict> }>(
  servers: ReadonlyArray<S>
): ReadonlyArray<S> =>
  servers
    .map((server) => ({
      server,
      rank: rank[serverState(server.verdicts)] - (server.verdicts.some(isBindingDrift) ? 1 : 0),
      open: openCount(server.verdicts)
    }))
    .sort((a, b) => a.rank - b.rank || b.open - a.open || (a.server.server < b.server.server ? -1 : 1))
    .map(({ server }) => server)

/** The server's build by its name (`2019 CU12 Feb23SU`), else by its number; null where it could not be read. */
export const versionOf = ({ sections: { build } }: Facts): string | null => {
  const number = E.isRight(build) ? build.right.exSetup : null
  return number === null
    ? null
    : pipe(
        parseBuild(number),
        O.chain((parsed) => O.alt(() => O.some(showBuild(parsed)))(nameOf(parsed))),
        O.map((name) => name.replace(/^Exchange Server /, '')),
        O.getOrElse(() => number)
      )
}

/** How many servers there are of each state. */
export const countStates = (servers: ReadonlyArray<FleetServer>): Readonly<Record<ServerState, number>> => {
  const states = servers.map(({ verdicts }) => serverState(verdicts))
  const count = (state: ServerState): number => states.filter((one) => one === state).length
  return { drift: count('drift'), unknown: count('unknown'), compliant: count('compliant') }
}

/** The fleet in one sentence. */
export const fleetSentence = ({ servers }: Fleet): string => {
  const { drift, unknown, compliant } = countStates(servers)
  return `${compliant} of ${servers.length} servers compliant, ${drift} drifting, ${unknown} not read.`
}

/** Whether the run passes, in one line. */
export const gateHead = ({ gate: { line, passes } }: Fleet): string =>
  shortened(line ?? `Gate: ${passes ? 'passed' : 'failed'}.`, 600)

/** What the gate says besides, line by line, with as many names as anybody reads. */
export const gateLines = ({ gate }: Fleet): ReadonlyArray<string> =>
  gate.text === '' ? [] : gate.text.split('\n').map((line) => shortened(line, 600))

const shellNames: Readonly<Record<string, string>> = {
  powershell: 'PowerShell (elevated)',
  cmd: 'Command Prompt (elevated)',
  'exchange-shell': 'Exchange Management Shell'
}

export const shellName = (shell: string | null): string => shellNames[shell ?? ''] ?? 'Command'
