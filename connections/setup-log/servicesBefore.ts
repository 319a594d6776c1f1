import type { Dirent } from 'node:fs'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import type { StartType } from '../../kernel/words'
import type { LineContext } from '../../setup-log/scan'
import { type ServiceRuns, scanServiceLine } from '../../setup-log/serviceControl'
import { type CliObject, parseCliXml, textOf } from '../clixml'
import { explainSystemError, readText } from '../text'
import { fileIn } from './entries'
import { linesOf, readLines } from './lines'

interface Read {
  /** In its recorded form. */
  readonly section: unknown
  readonly errors: ReadonlyArray<string>
}

const startTypes: ReadonlyMap<string, StartType> = new Map<string, StartType>([
  ['auto', 'Automatic'],
  ['automatic', 'Automatic'],
  ['manual', 'Manual'],
  ['disabled', 'Disabled'],
  ['boot', 'Boot'],
  ['system', 'System']
])

const entry = ({ entries, members }: CliObject, name: string): string | null =>
  entries.get(name)?.text ?? members.get(name.toLowerCase())?.text ?? null

const startModeOf = (object: CliObject) => {
  const name = entry(object, 'Name')
  const mode = entry(object, 'StartMode')
  return name === null ? [] : [{ name, startType: startTypes.get((mode ?? '').toLowerCase()) ?? null }]
}

const stateOf = (object: CliObject) => {
  const name = textOf('ServiceName')(object) ?? textOf('Name')(object)
  const status = textOf('Status')(object)
  return name === null || status === null ? [] : [{ name, status }]
}

const objectsOf =
  <A>(read: (object: CliObject) => ReadonlyArray<A>) =>
  (text: string): E.Either<string, ReadonlyArray<A>> =>
    pipe(
      parseCliXml(text),
      E.bimap(
        (fault) => `is damaged: ${fault}`,
        (objects) => objects.flatMap(read)
      )
    )

/** The start types in the text of a ServiceStartupMode.xml. */
export const startModesOf = objectsOf(startModeOf)

/** The states in the text of a ServiceState.xml. */
export const statesOf = objectsOf(stateOf)

const readObjects = <A>(file: string, read: (text: string) => E.Either<string, ReadonlyArray<A>>) =>
  pipe(
    readText(file),
    TE.chainEitherK((text) => E.mapLeft((fault: string) => `${file} ${fault}`)(read(text)))
  )()

const createRunScan = () => {
  let runs: ServiceRuns = []
  return {
    onLine: (line: string, { number, decode }: LineContext): void => {
      runs = scanServiceLine(runs, decode(line.slice(0, 4_000)), number)
    },
    runs: () => runs
  }
}

/** The runs in the bytes of a ServiceControl.log. */
export const parseServiceRuns = (bytes: Buffer): ServiceRuns => {
  const scan = createRunScan()
  linesOf(bytes, scan.onLine)
  return scan.runs()
}

/** Reads the runs in a ServiceControl.log. */
export const readServiceRuns = async (file: string): Promise<E.Either<string, ServiceRuns>> =>
  pipe(
    TE.tryCatch(async () => {
      const scan = createRunScan()
      await readLines(file, scan.onLine)
      return scan.runs()
    }, explainSystemError),
    TE.mapLeft((fault) => `${file} ${fault}`)
  )()

/** Whether a run of ServiceControl.ps1 begins in a file. */
export const isServiceLog = async (file: string): Promise<boolean> => {
  const runs = await readServiceRuns(file)
  return E.isRight(runs) && runs.right.length > 0
}

/** The numbers of a version count as such: 15.2.986 is before 15.2.1544. */
const byVersion = new Intl.Collator('en', { numeric: true })

/** A folder may hold records of several updates. The times of copies tell nothing, so the newest version counts. */
const newest = (entries: ReadonlyArray<Dirent>, pattern: RegExp): Dirent | null =>
  entries
    .filter(({ name }) => pattern.test(name))
    .sort((a, b) => byVersion.compare(a.name, b.name))
    .pop() ?? null

const nothing = E.right(null)

const orNull = <A>(read: E.Either<string, A>): A | null => (E.isRight(read) ? read.right : null)

const unreadFile = (
  entry: Dirent | null,
  read: E.Either<string, unknown>
): ReadonlyArray<{ readonly file: string; readonly reason: string }> =>
  entry === null || E.isRight(read) ? [] : [{ file: entry.name, reason: read.left }]

/** Reads what an update recorded of the services beside its log; undefined where there is nothing of the kind. */
export const readServicesBefore = async (folder: string, entries: ReadonlyArray<Dirent>): Promise<Read> => {
  const modesFile = newest(entries, /^ServiceStartupMode[\d.]*\.xml$/i)
  const statesFile = newest(entries, /^ServiceState[\d.]*\.xml$/i)
  const logFile = newest(entries, /^ServiceControl\.log$/i)
  const readIn = async <A>(entry: Dirent | null, read: (file: string) => Promise<E.Either<string, A>>) => {
    const file = entry === null ? null : fileIn(folder, entry)
    return file === null ? nothing : E.isLeft(file) ? file : read(file.right)
  }
  const modes = await readIn(modesFile, (file) => readObjects(file, startModesOf))
  const states = await readIn(statesFile, (file) => readObjects(file, statesOf))
  const runs = await readIn(logFile, readServiceRuns)
  const unread = [...unreadFile(modesFile, modes), ...unreadFile(statesFile, states), ...unreadFile(logFile, runs)]
  const errors = unread.map(({ reason }) => reason)
  if ([modesFile, statesFile, logFile].every((name) => name === null)) return { section: undefined, errors }
  return { section: { startModes: orNull(modes), states: orNull(states), runs: orNull(runs), unread }, errors }
}
