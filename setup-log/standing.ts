import type { SetupLog } from '../facts/sections/setupLog'
import type { Run } from './run'

/** Rules that failed without being listed as required count where the run went on to its end. */
export const prerequisitesOf = ({ prerequisites: listed, progress }: Run): SetupLog['prerequisites'] => {
  const { failedRules, finished, outcome } = progress
  const listedRules = listed.map(({ rule }) => rule)
  const decided = finished || outcome === false
  const others = failedRules.filter(({ rule }) => decided && !listedRules.includes(rule))
  return [...listed, ...others.map(({ line, rule, message }) => ({ line, rule, message, link: null, required: true }))]
}

/** The run's own word comes first, then what it requires, then its result; errors alone decide where it has none. */
export const stateOf = (run: Run): SetupLog['state'] => {
  const { outcome, finished } = run.progress
  if (outcome !== null) return outcome ? 'completed' : 'failed'
  if (prerequisitesOf(run).some(({ required }) => required)) return 'failed'
  // A good result does not undo the failure of a component that the log doesn't call ignored.
  const isClean = run.errors.every(({ component }) => component === null)
  if (finished && run.result !== null) return run.result === 0 && isClean ? 'completed' : 'failed'
  return run.errors.length > 0 ? 'failed' : 'broken-off'
}

type Kind = 'directory' | 'language-pack' | 'removal' | 'server'

/** What a run works on: its own switches tell, for the mode of a run that prepares the directory is Install. */
const kindOf = ({ command, mode }: Pick<SetupLog, 'command' | 'mode'>): Kind => {
  const switches = command ?? ''
  if (/(?:^|\s)\/(?:p|ps|pd|pad|prepare\w*)\b/i.test(switches)) return 'directory'
  if (/(?:^|\s)\/(?:add|remove)umlanguagepack\b/i.test(switches)) return 'language-pack'
  return /uninstall/i.test(`${mode} ${switches}`) ? 'removal' : 'server'
}

/** A good install, upgrade or recovery needs all that went before; any other good run clears its own kind. */
const clears = (good: Run, failed: Run): boolean => kindOf(good) === 'server' || kindOf(good) === kindOf(failed)

/** Whether a good run leaves no failure of the runs before it uncleared. */
export const clearsAll = (run: Pick<SetupLog, 'command' | 'mode'>): boolean => kindOf(run) === 'server'

/** What stands uncleared after a run: one run of each kind, the last one. */
export const standingOf = (run: Run): ReadonlyArray<Run> => {
  if (run.runs === 0) return []
  const { standing } = run.progress
  if (stateOf(run) === 'completed') return standing.filter((failed) => !clears(run, failed))
  const others = standing.filter((failed) => kindOf(failed) !== kindOf(run))
  return [...others, { ...run, progress: { ...run.progress, standing: [] } }]
}

/** The run that a log is judged by: the last one, unless it completed and leaves a failure of another kind. */
export const countingRun = (last: Run): Run => {
  const standing = stateOf(last) === 'completed' ? standingOf(last) : []
  const failed = standing.filter((run) => stateOf(run) === 'failed')
  const run = failed[failed.length - 1] ?? standing[standing.length - 1]
  return run === undefined ? last : { ...run, runs: last.runs }
}
