import type { LogLine, MsiLog, SetupError, SetupLog } from '../facts/sections/setupLog'
import { codesOf, framesOf, objectsOf } from './errorText'
import type { Run, RunError } from './run'
import { countingRun, prerequisitesOf, stateOf } from './standing'

/** What a log was, besides its last run. */
export interface LogFile {
  readonly file: string
  readonly lines: number
  readonly last: ReadonlyArray<LogLine>
  readonly msi: ReadonlyArray<MsiLog>
  /** Whether the log begins before what was read of it. */
  readonly isTail?: boolean
}

const whole = ({ raised, ...error }: RunError): SetupError => ({
  ...error,
  frames: framesOf(raised),
  codes: codesOf(raised),
  objects: objectsOf(raised)
})

/** The fact section of a log, in its recorded form. */
export const setupLogSection = (lastRun: Run, { file, lines, last, msi, isTail = false }: LogFile): SetupLog => {
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
    cut: !isTail ? null : lastRun.runs === 0 ? 'run' : 'earlier-runs',
    unread: null
  }
}
