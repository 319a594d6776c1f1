import * as E from 'fp-ts/Either'
import { runsIn } from '../../judging/levels'
import { suggest } from '../../kernel/suggest'
import { type Stage, stage as stageCodec, wordsOf } from '../../kernel/words'
import { policies } from '../../policies/catalogue'
import { reportFormats } from '../../reports/formats'
import { calledAs, parseCommandLine } from '../commandLine'

/** `json` is version 1, which programs read; `json-2` is what reports and verbs call `json`. */
const formats = ['text', ...reportFormats, 'json-2'] as const

export type Format = (typeof formats)[number]

/** What the command line of the audit asks for. */
export interface AuditArguments {
  readonly format: Format
  /** The file that the report is written to; null for standard output. */
  readonly out: string | null
  /** An earlier report to compare with; null for none. */
  readonly baseline: string | null
  /** The policies to judge by; all where none is named. */
  readonly policies: ReadonlyArray<string>
  /** The stage to judge by; null for the one after an update. */
  readonly stage: Stage | null
  readonly withFacts: boolean
  /** Whether the text holds evidence, links and all steps. */
  readonly verbose: boolean
  readonly help: boolean
  readonly paths: ReadonlyArray<string>
}

export const usage = `Usage: ${calledAs('audit')} [--format text|html|junit|sarif|markdown|json|json-2] [--out FILE] [--baseline FILE] [--policy NAME]... [--stage STAGE] [--with-facts] [--verbose] PATH...`

const oneOf = <W extends string>(option: string, words: ReadonlyArray<W>, given: string): E.Either<string, W> => {
  const word = words.find((one) => one === given)
  return word === undefined ? E.left(`--${option} ${given}: ${suggest(given, words)}`) : E.right(word)
}

const options = {
  format: { type: 'string' },
  out: { type: 'string' },
  baseline: { type: 'string' },
  policy: { type: 'string', multiple: true },
  stage: { type: 'string' },
  'with-facts': { type: 'boolean' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean' }
} as const

/** The stage that runs all the named policies: the wanted one, else their own; a fault names one that it leaves out. */
const stageFor = (named: ReadonlyArray<string>, wanted: Stage | null): E.Either<string, Stage | null> => {
  const meant = policies.filter(({ name }) => named.includes(name))
  const own = meant.find((policy) => !runsIn(null, policy))?.stage ?? null
  const stage = wanted ?? own
  const lost = meant.find((policy) => !runsIn(stage, policy))
  if (lost === undefined) return E.right(stage)
  const rival = meant.find((policy) => policy.stage === stage)?.name ?? ''
  const why = `--policy ${lost.name} is of the stage ${lost.stage}`
  return E.left(
    wanted === null
      ? `${why}, and ${rival} of ${stage}: audit them one after the other`
      : `${why}, which --stage ${wanted} leaves out: write --stage ${lost.stage}`
  )
}

/** Reads the command line; a fault is one sentence. */
export const parseArguments = (argv: ReadonlyArray<string>): E.Either<string, AuditArguments> => {
  const parsed = parseCommandLine(options, usage, argv)
  if (E.isLeft(parsed)) return parsed
  const { values, positionals } = parsed.right
  const names = policies.map(({ name }) => name)
  const format = oneOf('format', formats, values.format ?? 'text')
  if (E.isLeft(format)) return format
  const stage = values.stage === undefined ? E.right(null) : oneOf('stage', wordsOf(stageCodec), values.stage)
  if (E.isLeft(stage)) return stage
  const wanted = (values.policy ?? []).map((name) => oneOf('policy', names, name))
  const unknown = wanted.find(E.isLeft)
  if (unknown !== undefined) return unknown
  const judged = stageFor(values.policy ?? [], stage.right)
  if (E.isLeft(judged)) return judged
  if (values.out === '') return E.left(`--out names no file. ${usage}`)
  if (values.baseline === '') return E.left(`--baseline names no file. ${usage}`)
  if (format.right === 'json' && values.baseline !== undefined)
    return E.left('--format json is version 1, which has no place for what changed: use --format json-2')
  if (positionals.length === 0 && values.help !== true)
    return E.left(`Name at least one file or folder to judge. ${usage}`)
  return E.right({
    format: format.right,
    out: values.out ?? null,
    baseline: values.baseline ?? null,
    policies: values.policy ?? [],
    stage: judged.right,
    withFacts: values['with-facts'] ?? false,
    verbose: values.verbose ?? false,
    help: values.help ?? false,
    paths: positionals
  })
}
