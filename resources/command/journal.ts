import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { jsonAnswer } from '../../connections/answer'
import { sameName } from '../../kernel/compare'
import { explainErrors } from '../../kernel/explainErrors'
import { count, distinct, nullable } from '../../kernel/values'
import { type Backup, decodeBackup } from '../../remediation/backup'

/** One step of a remediation, as the journal tells it. */
export interface JournalStep {
  /** Its place in the remediation, from 1; 0 for what comes before the first. */
  readonly number: number
  readonly policy: string
  readonly step: string
  readonly result: 'done' | 'unchanged' | 'skipped' | 'failed' | 'not recorded'
  /** Why it failed, or was left out; null otherwise. */
  readonly error: string | null
  /** What it overwrote, or why that can't be used; null where it kept nothing. */
  readonly backup: E.Either<string, Backup> | null
}

/** One remediation of a server. */
export interface JournalEntry {
  readonly number: number
  /** False where it stopped midway. */
  readonly finished: boolean
  /** Why its record can't be used; what it kept is there all the same. */
  readonly fault: string | null
  readonly steps: ReadonlyArray<JournalStep>
}

/** The newest entries of a server's journal, the last one first. */
export interface Journal {
  readonly entries: ReadonlyArray<JournalEntry>
  /** How many older ones were not read. */
  readonly older: number
}

const file = { text: nullable(t.string), error: nullable(t.string) }

const entry = t.type({
  number: count,
  finished: t.boolean,
  ...file,
  backups: distinct(t.type({ step: count, ...file }), ({ step }) => String(step))
})

const answer = t.type({
  version: t.literal(1),
  server: t.string,
  host: t.string,
  older: count,
  entries: distinct(entry, ({ number }) => String(number))
})

const record = t.type({
  version: t.literal(1),
  steps: distinct(
    t.type({
      number: count,
      policy: t.string,
      step: t.string,
      result: t.keyof({ done: null, unchanged: null, skipped: null, failed: null }),
      error: nullable(t.string)
    }),
    ({ number }) => String(number)
  )
})

const jsonOf = ({ text, error }: { text: string | null; error: string | null }): E.Either<string, unknown> => {
  if (error !== null || text === null) return E.left(error ?? 'it is not there')
  return E.tryCatch(
    () => JSON.parse(text),
    () => 'it is not JSON'
  )
}

/** A run that was cut off has recorded nothing, but what it kept is there. */
const unrecorded = { policy: '', step: 'a step that is not recorded', result: 'not recorded', error: null } as const

const byNumber = (a: { readonly number: number }, b: { readonly number: number }): number => a.number - b.number

const entryOf = (raw: t.TypeOf<typeof entry>): JournalEntry => {
  const recorded = pipe(
    jsonOf(raw),
    E.chain((value) => E.mapLeft(explainErrors)(record.decode(value)))
  )
  const backups = new Map(raw.backups.map((kept) => [kept.step, pipe(jsonOf(kept), E.chain(decodeBackup))]))
  const told = E.isRight(recorded) ? recorded.right.steps : []
  const untold = [...backups.keys()].filter((number) => !told.some((step) => step.number === number))
  const steps = [...told, ...untold.map((number) => ({ number, ...unrecorded }))]
  return {
    number: raw.number,
    finished: raw.finished,
    fault: E.isLeft(recorded) ? recorded.left : null,
    steps: steps.map((step) => ({ ...step, backup: backups.get(step.number) ?? null })).sort(byNumber)
  }
}

/** A host is asked for by its name, or by its name and domain. */
const isOf = (asked: string, { server, host }: t.TypeOf<typeof answer>): boolean =>
  [server, host].some((name) => sameName(name, asked) || sameName(name, asked.split('.')[0] ?? ''))

/** Decodes what Get-JournalEntries.ps1 printed on a server. A damaged entry or backup costs itself alone. */
export const decodeJournal =
  (asked: string) =>
  (output: Uint8Array): E.Either<string, Journal> =>
    pipe(
      jsonAnswer(output),
      E.chain((value) =>
        E.mapLeft((errors: t.Errors) => `the answer is no journal: ${explainErrors(errors)}`)(answer.decode(value))
      ),
      E.filterOrElse(
        (found) => isOf(asked, found),
        ({ server }) => `this is the journal of ${server}, not of ${asked}`
      ),
      E.map(({ entries, older }) => ({ older, entries: entries.map(entryOf).sort((a, b) => byNumber(b, a)) }))
    )
