import type { SetupLog } from '../facts/sections/setupLog'
import type { Run } from './run'

/** Whether a readiness rule only warns, as far as its name tells. */
export const isWarningRule = (rule: string): boolean =>
  /^Warn|Warning$|^NoConnectorToStar$|^BridgeheadRoleNotPresentInSite$/.test(rule)

/** Rules alone, as people quote them out of a log: setup's own list of what it requires is left out. */
const isQuoted = ({ runs, prerequisites: listed, errors, progress: { finished, outcome } }: Run): boolean =>
  runs === 0 && listed.length === 0 && errors.length === 0 && !finished && outcome === null

/** Rules that failed without being listed as required count where the run went on to its end, or where nothing else is left of it. */
export const prerequisitesOf = (run: Run): SetupLog['prerequisites'] => {
  const { prerequisites: listed, progress } = run
  const { failedRules, finished, outcome } = progress
  const listedRules = listed.map(({ rule }) => rule)
  const isDecided = finished || outcome === false
  const others = failedRules.filter(({ rule }) => !listedRules.includes(rule))
  const counted = isDecided ? others : isQuoted(run) ? others.filter(({ rule }) => !isWarningRule(rule)) : []
  return [...listed, ...counted.map(({ line, rule, message }) => ({ line, rule, message, link: null, required: true }))]
}

/**
 * The run's own word comes first, then what it requires, then a result other than 0; errors alone decide where it has none.
 * The result 0 tells no success: the wizard ends with it after errors as well, and where somebody only closed it.
 */
export const stateOf = (run: Run): SetupLog['state'] => {
  const { outcome, finished } = run.progress
  if (outcome !== null) return outcome ? 'completed' : 'failed'
  if (prerequisitesOf(run).some(({ required }) => required)) return 'failed'
  const isZero = finished && run.result === 0
  if (finished && run.result !== null && !isZero) return 'failed'
  // An error within a step that nothing calls the step's failure may have passed.
  const stopping = run.errors.filter(({ component, step }) => !isZero || component !== null || step === null)
  return stopping.length > 0 ? 'failed' : 'broken-off'
}

type RunTarget = 'directory' | 'language-pack' | 'removal' | 'server'

/** What a run works on: its own switches tell, for the mode of a run that prepares the directory is Install. */
const targetOf = ({ command, mode }: Pick<SetupLog, 'command' | 'mode'>): RunTarget => {
  const switches = command ?? ''
  if (/(?:^|\s)\/(?:p|ps|pd|pad|prepare\w*)\b/i.test(switches)) return 'directory'
  if (/(?:^|\s)\/(?:add|remove)umlanguagepack\b/i.test(switches)) return 'language-pack'
  return /uninstall/i.test(`${mode} ${switches}`) ? 'removal' : 'server'
}

/** A good install, upgrade or recovery needs all that went before; any other good run clears its own target. */
const clears = (good: Run, failed: Run): boolean => targetOf(good) === 'server' || targetOf(good) === targetOf(failed)

/** Whether a good run leaves no failure of the runs before it uncleared. */
export const clearsAll = (run: Pick<SetupLog, 'command' | 'mode'>): boolean => targetOf(run) === 'server'

/** Whether somebody left setup after its checks, so that the run changed nothing of what failed before it. */
const isLeft = (run: Run): boolean => run.progress.finished && !run.progress.acted && stateOf(run) === 'broken-off'

/** What is uncleared after a run: one run of each target, the last one. */
export const unclearedAfter = (run: Run): ReadonlyArray<Run> => {
  if (run.runs === 0) return []
  const { uncleared } = run.progress
  if (isLeft(run) && uncleared.length > 0) return uncleared
  if (stateOf(run) === 'completed') return uncleared.filter((failed) => !clears(run, failed))
  const others = uncleared.filter((failed) => targetOf(failed) !== targetOf(run))
  return [...others, { ...run, progress: { ...run.progress, uncleared: [] } }]
}

/** The run that a log is judged by: the last one, unless it completed, or did nothing, and leaves a failure before it. */
export const countingRun = (last: Run): Run => {
  const uncleared = stateOf(last) === 'completed' || isLeft(last) ? unclearedAfter(last) : []
  const failed = uncleared.filter((run) => stateOf(run) === 'failed')
  const run = failed[failed.length - 1] ?? (isLeft(last) ? undefined : uncleared[uncleared.length - 1])
  return run === undefined ? last : { ...run, runs: last.runs }
}
