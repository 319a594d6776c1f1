import type { Facts } from '../facts/facts'
import { isOpen } from '../judging/verdict'
import type { Place } from './diagnostic'
import type { JudgedServer } from './summary'

/** A judged server with its facts and its place. */
export interface FleetServer extends JudgedServer, Place {
  readonly facts: Facts
}

/** The same with what it was read from. */
export interface AuditedServer extends FleetServer {
  readonly source: string
  /** Whether it is a setup log, whose answer is told as a colleague would. */
  readonly log: boolean
}

/** All that an audit found; `errors` are inputs that can't be read or are damaged. */
export interface Audit {
  readonly errors: ReadonlyArray<{ readonly source: string; readonly message: string }>
  readonly servers: ReadonlyArray<AuditedServer>
}

/** 2: an input can't be read or is damaged; 1: a mandatory policy drifts or is unknown; 0: nothing to complain of. */
export const exitCode = ({ errors, servers }: Audit): 0 | 1 | 2 => {
  if (errors.length > 0) return 2
  return servers.some(({ verdicts }) => verdicts.some((verdict) => verdict.binding && isOpen(verdict))) ? 1 : 0
}
