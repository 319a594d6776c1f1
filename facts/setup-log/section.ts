import type { LogLine, MsiLog, SetupError, SetupLog } from '../sections/setupLog'
import { codesOf, framesOf, objectsOf } from './errorText'
import type { Progress, Run, RunError } from './run'

/** What a log was, besides its last run. */
export interface LogFile {
  readonly file: string
  readonly lines: number
  readonly last: ReadonlyArray<LogLine>
  readonly msi: ReadonlyArray<MsiLog>
}

/** Rules that failed without being listed as required count where the run went on to its end. */
const prerequisites = ({ prerequisites: listed, progress }: Run): SetupLog['prerequisites'] => {
  const { failedRules, finished, outcome } = progress
  const listedRules = listed.map(({ rule }) => rule)
  const decided = finished || outcome === false
  const others = failedRules.filter(({ rule }) => decided && !listedRules.includes(rule))
  return [...listed, ...others.map(({ line, rule, message }) => ({ line, rule, message, link: null, required: true }))]
}

/** The run's own word comes first, then what it requires, then its result; errors alone decide where it has none. */
const stateOf = (run: Run, { outcome, finished }: Progress, found: SetupLog['prerequisites']): SetupLog['state'] => {
  if (outcome !== null) return outcome ? 'completed' : 'failed'
  if (found.some(({ required }) => required)) return 'failed'
  if (finished && run.result !== null) return run.result === 0 ? 'completed' : 'failed'
  return run.errors.length > 0 ? 'failed' : 'broken-off'
}

const whole = ({ raised, ...error }: RunError): SetupError => ({
  ...error,
  frames: framesOf(raised),
  codes: codesOf(raised),
  objects: objectsOf(raised)
})

/** The fact section of a log, in its recorded form. */
export const setupLogSection = (run: Run, { file, lines, last, msi }: LogFile): SetupLog => {
  const found = prerequisites(run)
  const { progress, ...told } = run
  return {
    ...told,
    errors: run.errors.map(whole),
    file,
    lines,
    state: stateOf(run, progress, found),
    prerequisites: found,
    last,
    msi
  }
}
