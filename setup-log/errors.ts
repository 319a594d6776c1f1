import type { LogLine } from '../facts/sections/setupLog'
import { exceptionsOf, messageOf } from './errorText'
import { limits } from './limits'
import type { Run, RunError } from './run'
import { wrapped } from './wrapped'

/** An error as it stands in the log: its text with the lines that continue it, and what came before. */
export interface ErrorEntry {
  readonly line: number
  readonly text: string
  readonly task: string | null
  readonly before: ReadonlyArray<LogLine>
}

const errorOf = (run: Run, { line, text, task, before }: ErrorEntry): RunError => {
  const { script, raised } = wrapped(text)
  return {
    line,
    count: 1,
    message: messageOf(raised).slice(0, limits.line),
    exceptions: exceptionsOf(raised),
    script: script === null ? null : script.slice(0, limits.line),
    task,
    step: run.progress.step,
    component: null,
    raised,
    before
  }
}

const plain = (text: string): string => text.replace(/(?<![\s.])[\s.]+$/, '')

const known = new WeakMap<RunError, ReadonlyArray<string>>()

/** All that an error says, its own message first; a log of errors alone compares each with each, so that is kept. */
const saidBy = (error: RunError): ReadonlyArray<string> => {
  const said = known.get(error) ?? [error.message, ...error.exceptions.map((one) => one.message)].map(plain)
  known.set(error, said)
  return said
}

const isTold = (error: RunError, by: RunError): boolean => saidBy(by).includes(saidBy(error)[0] ?? '')

/** The fuller of two tellings of one error; its first line and what led to it are kept. */
const merged = (known: RunError, again: RunError): RunError => {
  const fuller = again.script !== null || again.exceptions.length > known.exceptions.length ? again : known
  return {
    ...fuller,
    line: known.line,
    count: known.count + 1,
    task: known.task ?? again.task,
    component: known.component ?? again.component,
    before: known.before.length > 0 ? known.before : again.before
  }
}

/** The first errors name the cause, the last ones what stopped setup; of many, those between are left out. */
const bounded = (run: Run, errors: ReadonlyArray<RunError>): Run =>
  errors.length <= limits.errors
    ? { ...run, errors }
    : {
        ...run,
        errors: [...errors.slice(0, limits.errors / 2), ...errors.slice(limits.errors / 2 + 1)],
        omitted: run.omitted + 1
      }

/** Adds an error, together with those before that say the same. */
export const addError = (run: Run, entry: ErrorEntry): Run => {
  const error = errorOf(run, entry)
  if (error.message === '') return run
  const same = run.errors.filter((known) => isTold(known, error) || isTold(error, known))
  const [first] = same
  if (first === undefined) return bounded(run, [...run.errors, error])
  const whole = same.slice(1).reduce(merged, merged(first, error))
  const others = run.errors.filter((known) => !same.includes(known))
  return { ...run, errors: [...others, whole] }
}

const reference = /^Id=(\S{1,200}) Component=(.{0,300})$/

/** The reference that follows an error names the component of setup whose step failed. */
export const addReference = (run: Run, text: string): Run => {
  const [, id, path] = reference.exec(text.trim()) ?? []
  const last = run.errors[run.errors.length - 1]
  if (id === undefined || path === undefined || last === undefined) return run
  // A chain of errors ends with the one whose script failed; the reference is that one's.
  const target =
    [...run.errors].reverse().find(({ script, component }) => script !== null && component === null) ?? last
  return {
    ...run,
    errors: run.errors.map((error) => (error === target ? { ...error, component: { id, path } } : error))
  }
}
