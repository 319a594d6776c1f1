import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { sentenceOf } from '../../connections/answer'
import { explainScriptPolicy } from '../../connections/scriptPolicy'
import { printable, shortened } from '../../kernel/printable'
import { nullable } from '../../kernel/values'
import type { Heard } from './toldOutput'

/** What came of one step, as a script's line of JSON tells it. */
const stepResult = t.readonly(
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

/** A step that is about to change something: which of how many, and how long it may be silent, where it waits. */
const stepBegin = t.readonly(
  t.type({
    server: t.string,
    number: t.number,
    of: t.number,
    policy: t.string,
    step: t.string,
    atMostSeconds: nullable(t.number)
  })
)

export type StepBegin = t.TypeOf<typeof stepBegin>

const lineOf = <A>(codec: t.Decoder<unknown, A>, line: string): A | null =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(line), String),
    E.chainW(codec.decode),
    E.getOrElseW(() => null)
  )

/** A line of a script's output; null for one that is no result. */
export const decodeResult = (line: string): StepResult | null => lineOf(stepResult, line)

/** A line that tells of a step that begins; null for any other, also for one of a result. */
export const decodeBegin = (line: string): StepBegin | null => lineOf(stepBegin, line)

/** The text of any other line: what isn't ASCII comes as JSON. */
export const decodeOutput = (line: string): string => lineOf(t.type({ output: t.string }), line)?.output ?? line

/** A sentence is no longer than this, and its details are lines of their own. */
const longestSentence = 299
const mostOfProblem = 600
const mostDetails = 50

const whereOf = ({ number, policy, step }: StepResult): string =>
  number === 0 ? `"${shortened(step, 60)}"` : `step ${number} (${shortened(policy, 60)}), "${shortened(step, 80)}",`

/** What comes before the first step has a backup too; the other lines with no number are no changes. */
const isStep = ({ number, backup }: StepResult): boolean => number > 0 || backup?.endsWith('\\0') === true

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
    `${server}: ${whereOf(first)} failed: `,
    reasonOf(first),
    `${more}; ${doneOf(results)}${backupsOf(results)}`
  )
}

/**
 * Why a script didn't come to its end, or not all of it was done: one sentence of less than 300 characters with the server,
 * what failed first and why, how much was done, and where the backups are. Below it, where there is more, a line for each step.
 */
export const failureSentence = (server: string, code: number, { results, remark }: Heard): string => {
  const first = results.find(({ result }) => result === 'failed' || result === 'refused')
  const name = shortened(server, 60)
  if (first === undefined) {
    const ended = `${name}: the script ended with exit code ${code} and`
    return remark === null
      ? `${ended} named no step; ${doneOf(results)}`
      : withReason(`${ended} said last: `, remark, `; ${doneOf(results)}`)
  }
  if (first.result === 'refused') return withReason(`${name}: nothing was touched: `, reasonOf(first), '')
  const sentence = failed(name, first, results)
  return [sentence, ...detailsOf(sentence, results)].join('\n')
}

/** What the server knows of a run that has left no ending. */
export interface Circumstance {
  /** Whether its process has begun at all. */
  readonly hasBegun: boolean
  /** The last result of its task, as Windows gives it; null where the task is gone. */
  readonly taskResult: number | null
  /** What the task itself wrote, most of all PowerShell's own complaints. */
  readonly said: string
}

const hexadecimal = (code: number): string => `0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')}`

/** What came of the task, and its own words, in brackets where the sentence has room for them, else in a line below it. */
const withCircumstance = (before: string, { taskResult, said }: Circumstance, after: string): string => {
  const sentence = sentenceOf(said)
  const words = explainScriptPolicy(said) ?? (sentence === null ? null : shortened(sentence))
  const result = taskResult === null ? [] : [`the result of its task is ${hexadecimal(taskResult)}`]
  const around = (parts: ReadonlyArray<string>): string =>
    printable(`${before}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}${after}`)
  const whole = around([...result, ...(words === null ? [] : [`it wrote: ${words}`])])
  return words === null || whole.length <= longestSentence
    ? shortened(whole, longestSentence)
    : `${shortened(around(result), longestSentence)}\n  it wrote: ${shortened(words, mostOfProblem)}`
}

const midwayOf = ({ begun }: Heard): string =>
  begun === null ? '' : ` in step ${begun.number} of ${begun.of}, "${shortened(begun.step, 80)}",`

/** What is known of a script that was killed, or whose server went down, or that never began. */
export const lostSentence = (server: string, heard: Heard, circumstance: Circumstance): string => {
  const name = shortened(server, 60)
  if (!circumstance.hasBegun)
    return withCircumstance(
      `${name}: the task of the script was started there and never began`,
      circumstance,
      '; nothing was changed'
    )
  const { results } = heard
  return withCircumstance(
    `${name}: the script was ended there${midwayOf(heard)} before it was done`,
    circumstance,
    `; ${doneOf(results)}${backupsOf(results)}; run pulumi up again`
  )
}
