import type { LogLine, MsiLog, SetupError, SetupLog } from '../facts/sections/setupLog'
import { codesOf, framesOf, objectsOf } from './errorText'
import { programOf, raisedBy } from './program'
import type { Run, RunError } from './run'
import { countingRun, prerequisitesOf, stateOf } from './runOutcome'

/** What a log was, besides its last run. */
export interface LogFile {
  readonly file: string
  readonly lines: number
  readonly last: ReadonlyArray<LogLine>
  readonly msi: ReadonlyArray<MsiLog>
  /** Whether the log begins before what was read of it. */
  readonly isTail?: boolean
  /** Whether it is only a copy of setup's screen. */
  readonly isScreen?: boolean
}

const whole = (read: RunError): SetupError => {
  const { raised, ...error } = read
  const program = programOf(read)
  return {
    ...error,
    program,
    frames: framesOf(raised),
    codes: codesOf(raisedBy(read), program),
    objects: objectsOf(raised)
  }
}

/** The fact section of a log, in its recorded form. */
export const setupLogSection = (
  lastRun: Run,
  { file, lines, last, msi, isTail = false, isScreen = false }: LogFile
): SetupLog => {
  const run = countingRun(lastRun)
  const { progress: _progress, ...told } = run
  return {
    ...told,
    errors: run.errors.map(whole),
    file,
    lines,
    state: stateOf(run),
    prerequisites: prerequisitesOf(run),
    last,
    msi,
    origin: isScreen ? 'screen' : null,
    cut: !isTail ? null : lastRun.runs === 0 ? 'run' : 'earlier-runs',
    unread: null
  }
}
