import * as E from 'fp-ts/Either'
import { restartCommands, restartStep } from '../../policies/iis/restart'
import type { Backup } from '../../remediation/backup'
import { type Restoration, restore } from '../../remediation/restore'
import type { Journal, JournalEntry, JournalStep } from '../../resources/command/journal'

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

const backupWord = ({ backup, result }: JournalStep): string => {
  if (backup === null) return result === 'unchanged' ? '' : ', nothing was overwritten'
  return E.isRight(backup) ? ', has a backup' : `, its backup can't be used: ${backup.left}`
}

const stepLine = (step: JournalStep): string => {
  const by = step.policy === '' ? '' : ` (${step.policy})`
  const why = step.error === null ? '' : `: ${step.error}`
  return `  ${step.number}. ${step.step}${by}: ${step.result}${why}${backupWord(step)}`
}

const entryLines = ({ number, finished, fault, steps }: JournalEntry): ReadonlyArray<string> => [
  `Entry ${number}, ${finished ? 'finished' : 'stopped midway'}: ${counted(steps.length, 'step', 'steps')}`,
  ...(fault === null ? [] : [`  Its record can't be used: ${fault}`]),
  ...steps.map(stepLine)
]

/** The journal of a server, a line for each entry and step. */
export const journalLines = (server: string, { entries, older }: Journal): ReadonlyArray<string> =>
  entries.length === 0
    ? [`${server} has no journal: no remediation has touched it.`]
    : [
        ...entries.flatMap(entryLines),
        ...(older === 0 ? [] : [`${counted(older, 'older entry is', 'older entries are')} not listed.`]),
        'The commands that put an entry back are printed with --entry NUMBER.'
      ]

/** A comment stays one, whatever a server calls its steps. */
const comment = (text: string): string => `# ${text.replace(/[^ -~]/g, '?')}`

interface Undone {
  readonly step: JournalStep
  readonly restoration: E.Either<string, Restoration>
}

const undo = (entry: number, step: JournalStep): ReadonlyArray<Undone> =>
  step.backup === null
    ? []
    : [{ step, restoration: E.map((backup: Backup) => restore(backup, `${entry}\\${step.number}`))(step.backup) }]

const undoLines = ({ step, restoration }: Undone): ReadonlyArray<string> => [
  comment(`Step ${step.number}: ${step.step}`),
  ...(E.isLeft(restoration)
    ? [comment(`can't be put back from its backup: ${restoration.left}`)]
    : [
        ...(restoration.right.remark === null ? [] : [comment(restoration.right.remark)]),
        ...restoration.right.commands
      ])
]

const newerThan = ({ number }: JournalEntry, { entries }: Journal): ReadonlyArray<string> => {
  const newer = entries.filter((other) => other.number > number && other.steps.some(({ backup }) => backup !== null))
  return newer.length === 0
    ? []
    : [
        comment(
          `Later remediations kept something too; put them back first: ${newer.map((one) => one.number).join(', ')}.`
        )
      ]
}

const restartLines: ReadonlyArray<string> = [
  comment(`IIS is restarted once. ${restartStep.interrupts}`),
  ...restartCommands
]

/** What has no record may have overwritten more than what is kept of it. */
const unrecorded = ({ number, fault }: JournalEntry): ReadonlyArray<string> =>
  fault === null
    ? []
    : [comment(`The record of entry ${number} can't be used: ${fault}. It may have overwritten more than this.`)]

/**
 * The commands that put back what an entry overwrote, its last step first; all else in it is a comment. Where neither its
 * record nor a backup can tell, why nothing can be said.
 */
export const restoreLines = (
  server: string,
  journal: Journal,
  entry: JournalEntry
): E.Either<string, ReadonlyArray<string>> => {
  const { number, fault } = entry
  const undone = [...entry.steps].reverse().flatMap((step) => undo(number, step))
  if (undone.length > 0) return E.right(undoing(server, journal, entry, undone))
  return fault === null
    ? E.right([comment(`Entry ${number} of ${server} overwrote nothing that could be put back.`)])
    : E.left(
        `what entry ${number} overwrote can't be known, since its record can't be used: ${fault}; look into ` +
          `%ProgramData%\\ExchangeCompliance\\${number} on the server`
      )
}

const undoing = (
  server: string,
  journal: Journal,
  entry: JournalEntry,
  undone: ReadonlyArray<Undone>
): ReadonlyArray<string> => {
  const needsRestart = undone.some(({ restoration }) => E.isRight(restoration) && restoration.right.needsRestart)
  return [
    comment(
      `Run these commands in an elevated Windows PowerShell on ${server}: they put back what entry ${entry.number} overwrote.`
    ),
    ...unrecorded(entry),
    ...newerThan(entry, journal),
    ...undone.flatMap(undoLines),
    ...(needsRestart ? restartLines : [])
  ]
}
