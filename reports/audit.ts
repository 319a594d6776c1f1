import type { Facts } from '../facts/facts'
import { isOpen, isUnasked } from '../judging/verdict'
import type { ServerLocation } from './diagnostic'
import type { AgeLimit } from './reportAges'
import type { JudgedServer } from './summary'

/** A judged server with its facts and its place. */
export interface FleetServer extends JudgedServer, ServerLocation {
  readonly facts: Facts
  /** How old these may be, as it is written and in seconds; absent where they are read now. */
  readonly ageLimit?: AgeLimit | null
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
  /** What else a person must know of what was judged, each in a sentence. */
  readonly remarks?: ReadonlyArray<string>
}

/** Whether no policy was judged on any server, or only some of which nobody was asked what decides them: nothing is known to be in order. */
export const isUnjudged = ({
  servers
}: {
  readonly servers: ReadonlyArray<Pick<AuditedServer, 'verdicts'>>
}): boolean => servers.every(({ verdicts }) => verdicts.every(isUnasked))

/** 2: an input can't be read or is damaged; 1: a mandatory policy drifts or is unknown, or none was judged; 0: nothing to complain of. */
export const exitCode = (audit: Audit): 0 | 1 | 2 => {
  if (audit.errors.length > 0) return 2
  const isOpenAt = audit.servers.some(({ verdicts }) =>
    verdicts.some((verdict) => verdict.countsAsChange && isOpen(verdict))
  )
  return isOpenAt || isUnjudged(audit) ? 1 : 0
}
