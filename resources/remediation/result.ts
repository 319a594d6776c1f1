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
    result: t.keyof({ done: null, unchanged: null, failed: null, refused: null }),
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

/** More steps than these nobody reads in a sentence. */
const mostNamed = 20

const listed = (texts: ReadonlyArray<string>, separator: string): string => {
  const named = texts.slice(0, mostNamed).map((text) => shortened(text))
  return [...named, ...(texts.length > mostNamed ? [`and ${texts.length - mostNamed} more`] : [])].join(separator)
}

const whereOf = ({ number, policy, step }: StepResult): string =>
  number === 0 ? `"${step}"` : `step ${number} (${policy}), "${step}",`

const doneOf = (results: ReadonlyArray<StepResult>): string => {
  const done = results.filter(({ result, number }) => result === 'done' && number > 0)
  return done.length === 0
    ? 'nothing was changed before that'
    : `done before that: ${listed(
        done.map(({ number, step }) => `${number}. ${step}`),
        '; '
      )}`
}

const backupsOf = (results: ReadonlyArray<StepResult>): string => {
  const backups = results.flatMap(({ backup, number }) => (backup === null || number === 0 ? [] : [backup]))
  return backups.length === 0 ? '' : `; backups: ${listed(backups, ', ')}`
}

/** Windows' own words of an error with all its causes. */
const mostOfProblem = 600

/** Why a script didn't come to its end, in one sentence that names the server, the step and what was done before it. */
export const failureSentence = (server: string, code: number, results: ReadonlyArray<StepResult>): string => {
  const last = results.find(({ result }) => result === 'failed' || result === 'refused')
  if (last === undefined)
    return printable(`${server}: the script ended with exit code ${code} and named no step; ${doneOf(results)}`)
  const problem = shortened(last.error ?? 'no reason was given', mostOfProblem)
  return printable(
    last.result === 'refused'
      ? `${server}: nothing was touched: ${problem}`
      : `${server}: ${whereOf(last)} failed: ${problem}; ${doneOf(results)}${backupsOf(results)}`
  )
}

/** What is known of a script that was killed, or whose server went down. */
export const lostSentence = (server: string, results: ReadonlyArray<StepResult>): string =>
  printable(
    `${server}: the script was ended there before it was done; ${doneOf(results)}${backupsOf(results)}; run pulumi up again`
  )
