import type { ServiceRun } from '../facts/sections/servicesBefore'

/** The runs in ServiceControl.log, as far as it was read. */
export type ServiceRuns = ReadonlyArray<ServiceRun>

/** What is kept of a log at most. */
const mostRuns = 20
const mostErrors = 20
const mostNames = 200

const begun = (line: number): ServiceRun => ({
  line,
  kind: null,
  succeeded: null,
  stopped: [],
  unrestored: [],
  errors: []
})

/** The text after `[HH:mm:ss]`; a stack line has none. */
const textOf = (line: string): string | null => /^\[\d{1,2}[:.]\d{2}[:.]\d{2}\] (.{0,2000})/.exec(line)?.[1] ?? null

const named = (text: string): string | null => /'([^']{1,100})'/.exec(text)?.[1] ?? null

const add = (names: ReadonlyArray<string>, name: string | null): ReadonlyArray<string> =>
  name === null || names.length > mostNames || names.includes(name)
    ? names
    : [...names, names.length === mostNames ? 'others beyond these' : name]

const told = (run: ServiceRun, text: string, line: number): ServiceRun => {
  if (text.startsWith('Saving service and registry data')) return { ...run, kind: 'before' }
  if (text.startsWith('Disabling service')) return { ...run, kind: run.kind ?? 'before' }
  if (text.startsWith('Enabling service')) return { ...run, kind: run.kind ?? 'after' }
  if (text.startsWith('Stopping service ') || text.startsWith('Killing instead of Stopping '))
    return { ...run, stopped: add(run.stopped, named(text)) }
  if (text.startsWith('Unable to restore service ')) return { ...run, unrestored: add(run.unrestored, named(text)) }
  if (text.startsWith('Script completed succesfully')) return { ...run, succeeded: true }
  if (text.startsWith('Script completed with one or more errors')) return { ...run, succeeded: false }
  if (text.startsWith('[Error]') && run.errors.length < mostErrors)
    return { ...run, errors: [...run.errors, { line, text: text.slice(8).trim() }] }
  return run
}

const beginsRun = (text: string): boolean => /^\*? ?ServiceControl\.ps1: /.test(text)

/** Whether a line begins a run of ServiceControl.ps1. */
export const isServiceLine = (line: string): boolean => beginsRun(textOf(line) ?? line)

/** Reads one line of ServiceControl.log; a run begins with its name and an undatable date. */
export const scanServiceLine = (runs: ServiceRuns, line: string, number: number): ServiceRuns => {
  const text = textOf(line) ?? line
  if (beginsRun(text)) return [...runs, begun(number)].slice(-mostRuns)
  const last = runs[runs.length - 1]
  if (last === undefined) return runs
  const next = told(last, text, number)
  return next === last ? runs : [...runs.slice(0, -1), next]
}
