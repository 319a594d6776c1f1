import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { nullable } from '../../facts/values'
import { printable, shortened } from '../../reports/printable'
import { sentenceOf } from '../connections/answer'
import { explainScriptPolicy } from '../connections/scriptPolicy'
import type { Heard } from './toldOutput'

/** What came of one step, as a script's line of JSON tells it. */
export const stepResult = t.readonly(
  t.type({
    server: t.string,
    number: t.number,
    policy: t.string,
    step: t.string,
    result: t.keyof({ done: null, unchanged: null, failed: null, refused: null }),
    backup: nullable(t.string),
    error: nullable(t.string)
  })
)

export type StepResult = t.TypeOf<typeof stepResult>

/** A step that is about to change something, as a script's line of JSON tells it; `begins`: what it waits for, and how long. */
const stepBegin = t.readonly(
  t.type({
    server: t.string,
    number: t.number,
    of: t.number,
    policy: t.string,
    step: t.string,
    begins: nullable(t.string)
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

/** More steps than these nobody reads in a sentence. */
const mostNamed = 20

const listed = (texts: ReadonlyArray<string>, separator: string): string => {
  const named = texts.slice(0, mostNamed).map((text) => shortened(text))
  return [...named, ...(texts.length > mostNamed ? [`and ${texts.length - mostNamed} more`] : [])].join(separator)
}

const whereOf = ({ number, policy, step }: StepResult): string =>
  number === 0 ? `"${step}"` : `step ${number} (${policy}), "${step}",`

/** What comes before the first step has a backup; of the lines with no number the last one, of the journal's entry, is no change. */
const isChange = ({ result, number, backup }: StepResult): boolean =>
  result === 'done' && (number > 0 || backup?.endsWith('\\0') === true)

const doneOf = (results: ReadonlyArray<StepResult>): string => {
  const done = results.filter(isChange)
  return done.length === 0
    ? 'nothing was changed before that'
    : `done before that: ${listed(
        done.map(({ number, step }) => (number === 0 ? step : `${number}. ${step}`)),
        '; '
      )}`
}

const backupsOf = (results: ReadonlyArray<StepResult>): string => {
  const backups = results.flatMap((one) =>
    one.backup === null || (one.number === 0 && !isChange(one)) ? [] : [one.backup]
  )
  return backups.length === 0 ? '' : `; backups: ${listed(backups, ', ')}`
}

/** Windows' own words of an error with all its causes. */
const mostOfProblem = 600

/** Why a script didn't come to its end, in one sentence that names the server, the step and what was done before it. */
export const failureSentence = (server: string, code: number, { results, remark }: Heard): string => {
  const last = results.find(({ result }) => result === 'failed' || result === 'refused')
  if (last === undefined) {
    const said = remark === null ? 'named no step' : `said last: ${shortened(remark, mostOfProblem)}`
    return printable(`${server}: the script ended with exit code ${code} and ${said}; ${doneOf(results)}`)
  }
  const problem = shortened(last.error ?? 'no reason was given', mostOfProblem)
  return printable(
    last.result === 'refused'
      ? `${server}: nothing was touched: ${problem}`
      : `${server}: ${whereOf(last)} failed: ${problem}; ${doneOf(results)}${backupsOf(results)}`
  )
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

const circumstanceOf = ({ taskResult, said }: Circumstance): string => {
  const sentence = sentenceOf(said)
  const words = explainScriptPolicy(said) ?? (sentence === null ? null : shortened(sentence))
  const parts = [
    ...(taskResult === null ? [] : [`the result of its task is ${hexadecimal(taskResult)}`]),
    ...(words === null ? [] : [`it wrote: ${words}`])
  ]
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

const midwayOf = ({ begun }: Heard): string =>
  begun === null ? '' : ` in step ${begun.number} of ${begun.of}, "${shortened(begun.step)}",`

/** What is known of a script that was killed, or whose server went down, or that never began. */
export const lostSentence = (server: string, heard: Heard, circumstance: Circumstance): string => {
  const why = circumstanceOf(circumstance)
  if (!circumstance.hasBegun)
    return printable(`${server}: the task of the script was started there and never began${why}; nothing was changed`)
  return printable(
    `${server}: the script was ended there${midwayOf(heard)} before it was done${why}; ` +
      `${doneOf(heard.results)}${backupsOf(heard.results)}; run pulumi up again`
  )
}
