import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { nullable } from '../../facts/values'
import { printable, shortened } from '../../reports/printable'

/** What came of one step, as a script's line of JSON tells it. */
export const stepResult = t.readonly(
  t.type({
    server: t.string,
    number: t.number,
    policy: t.string,
    step: t.string,
    /** `skipped`: it was left out, since it relies on a step that failed. */
    result: t.keyof({ done: null, unchanged: null, skipped: null, failed: null, refused: null }),
    backup: nullable(t.string),
    error: nullable(t.string)
  })
)

export type StepResult = t.TypeOf<typeof stepResult>

/** A line of a script's output; null for one that is no result. */
export const decodeResult = (line: string): StepResult | null =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(line), String),
    E.chainW(stepResult.decode),
    E.getOrElseW(() => null)
  )

const stepBegin = t.readonly(t.type({ server: t.string, number: t.number, step: t.string, atMostSeconds: t.number }))

/** A step that waits has begun: how long it may be silent at most. */
export type StepBegin = t.TypeOf<typeof stepBegin>

/** A line by which a script says that a step has begun; null for any other one. */
export const decodeBegin = (line: string): StepBegin | null =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(line), String),
    E.chainW(stepBegin.decode),
    E.getOrElseW(() => null)
  )

/** A sentence is no longer than this, and its details are lines of their own. */
const longestSentence = 299
const mostOfProblem = 600
const mostDetails = 50

const whereOf = ({ number, policy, step }: StepResult): string =>
  number === 0 ? `"${shortened(step, 60)}"` : `step ${number} (${shortened(policy, 60)}), "${shortened(step, 80)}",`

const isStep = ({ number }: StepResult): boolean => number > 0

const counted = (results: ReadonlyArray<StepResult>, word: StepResult['result']): number =>
  results.filter((one) => isStep(one) && one.result === word).length

const steps = (number: number): string => (number === 1 ? '1 step' : `${number} steps`)

const doneOf = (results: ReadonlyArray<StepResult>): string => {
  const [done, skipped] = [counted(results, 'done'), counted(results, 'skipped')]
  const left = skipped === 0 ? '' : `; ${steps(skipped)} left out`
  return `${done === 0 ? 'nothing was changed before that' : `${steps(done)} done`}${left}`
}

/** All backups of a run are below one folder. */
const backupsOf = (results: ReadonlyArray<StepResult>): string => {
  const first = results.find((one) => isStep(one) && one.backup !== null)
  const folder = first?.backup?.replace(/[\\/]\d+$/, '')
  return folder === undefined ? '' : `; backups: ${shortened(folder, 100)}`
}

/** Gives the reason what room the rest of the sentence leaves. */
const withReason = (before: string, reason: string, after: string): string =>
  shortened(
    `${before}${shortened(reason, Math.max(60, longestSentence - before.length - after.length))}${after}`,
    longestSentence
  )

const reasonOf = ({ error }: StepResult): string => error ?? 'no reason was given'

const detail = (one: StepResult): string => {
  const word = one.result === 'skipped' ? 'left out' : one.result
  const where = one.number === 0 ? '' : `${one.number}. `
  return `  ${where}${shortened(one.step)}: ${word}: ${shortened(reasonOf(one), mostOfProblem)}`
}

/** What failed and what was left out, one line each, where the sentence can't say it all. */
const detailsOf = (sentence: string, results: ReadonlyArray<StepResult>): ReadonlyArray<string> => {
  const told = results.filter(({ result }) => result === 'failed' || result === 'skipped')
  if (told.length === 1 && told.every((one) => sentence.includes(printable(reasonOf(one))))) return []
  const more = told.length > mostDetails ? [`  and ${told.length - mostDetails} more`] : []
  return [...told.slice(0, mostDetails).map(detail), ...more]
}

const failed = (server: string, first: StepResult, results: ReadonlyArray<StepResult>): string => {
  const others = results.filter(({ result }) => result === 'failed').length - 1
  const more = others === 0 ? '' : `; ${others} more failed`
  return withReason(
    `${shortened(server, 60)}: ${whereOf(first)} failed: `,
    reasonOf(first),
    `${more}; ${doneOf(results)}${backupsOf(results)}`
  )
}

/**
 * Why a script didn't come to its end, or not all of it was done: one sentence of less than 300 characters with the server,
 * what failed first and why, how much was done, and where the backups are. Below it, where there is more, a line for each step.
 */
export const failureSentence = (server: string, code: number, results: ReadonlyArray<StepResult>): string => {
  const first = results.find(({ result }) => result === 'failed' || result === 'refused')
  if (first === undefined)
    return printable(`${server}: the script ended with exit code ${code} and named no step; ${doneOf(results)}`)
  if (first.result === 'refused')
    return withReason(`${shortened(server, 60)}: nothing was touched: `, reasonOf(first), '')
  const sentence = failed(server, first, results)
  return [sentence, ...detailsOf(sentence, results)].join('\n')
}

/** What is known of a script that was killed, or whose server went down. */
export const lostSentence = (server: string, results: ReadonlyArray<StepResult>): string =>
  printable(
    `${server}: the script was ended there before it was done; ${doneOf(results)}${backupsOf(results)}; run pulumi up again`
  )
