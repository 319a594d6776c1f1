import type { SetupError, SetupLog } from '../facts/sections/setupLog'

/** An error as it was read; what else its text tells is taken out of it only for the run that counts. */
export interface RunError extends Omit<SetupError, 'frames' | 'codes' | 'objects' | 'program'> {
  readonly raised: string
}

/** A run as far as the log was read. What is counted by line belongs to the run alone, not to those before it. */
export interface Run
  extends Omit<SetupLog, 'file' | 'lines' | 'state' | 'last' | 'msi' | 'errors' | 'origin' | 'cut' | 'unread'> {
  readonly errors: ReadonlyArray<RunError>
  readonly progress: Progress
}

/** What only the reading needs to know. */
export interface Progress {
  /** The rules that failed, by their message, until setup lists what it requires. */
  readonly failedRules: ReadonlyArray<{ readonly line: number; readonly rule: string; readonly message: string }>
  /** Whether the log says that the run succeeded, or that it did not; null where it says neither. */
  readonly outcome: boolean | null
  readonly finished: boolean
  /** Whether setup began a task beyond those that only check. */
  readonly acted: boolean
  /** The step that setup is at, and the line where it began. */
  readonly step: string | null
  readonly stepLine: number
  /** The switches that setup lists one by one, put together as a command line. */
  readonly given: string
  /** The runs before this one that did not complete and that no good run has cleared, the oldest first. */
  readonly uncleared: ReadonlyArray<Run>
}

export const noRun: Run = {
  runs: 0,
  product: null,
  started: null,
  ended: null,
  machine: null,
  user: null,
  domain: null,
  site: null,
  schemaMaster: null,
  domainController: null,
  windows: null,
  setupVersion: null,
  installedVersion: null,
  backupVersion: null,
  command: null,
  sourceDirectory: null,
  installPath: null,
  mode: null,
  roles: [],
  result: null,
  prerequisites: [],
  rules: [],
  settings: [],
  errors: [],
  warnings: [],
  omitted: 0,
  progress: {
    failedRules: [],
    outcome: null,
    finished: false,
    acted: false,
    step: null,
    stepLine: 0,
    given: '',
    uncleared: []
  }
}

export const progressed = (run: Run, change: Partial<Progress>): Run => ({
  ...run,
  progress: { ...run.progress, ...change }
})
