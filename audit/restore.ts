import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { printable } from '../reports/printable'
import { ask } from '../resources/connections/ask'
import type { Connection } from '../resources/connections/connection'
import { defaultLimits } from '../resources/connections/limit'
import { readText } from '../resources/connections/text'
import { decodeJournal, type Journal } from '../resources/remediation/journal'
import { parseRestoreArguments, type RestoreArguments, usage } from './restoreArguments'
import { journalLines, restoreLines } from './restoreText'
import { stackConnection } from './stackConnection'

const print = (lines: ReadonlyArray<string>): void => void process.stdout.write(`${lines.map(printable).join('\n')}\n`)
const complain = (text: string): void => void process.stderr.write(`${printable(text)}\n`)

const scriptFile = join(__dirname, '..', 'collector', 'Get-JournalEntries.ps1')

const readJournal = async (
  server: string,
  connection: Connection,
  signal: AbortSignal
): Promise<E.Either<string, Journal>> => {
  const script = await readText(scriptFile, 'the script that reads the journal')()
  if (E.isLeft(script)) return script
  const bounds = { seconds: defaultLimits.deadlineSeconds, signal }
  return pipe(await ask({ server, connection }, script.right, bounds), E.chain(decodeJournal(server)))
}

const linesFor = ({ server, entry }: RestoreArguments, journal: Journal): E.Either<string, ReadonlyArray<string>> => {
  if (entry === null) return E.right(journalLines(server, journal))
  const found = journal.entries.find(({ number }) => number === entry)
  const numbers = journal.entries.map(({ number }) => number).join(', ')
  return found === undefined
    ? E.left(`its journal has no entry ${entry}; it has ${numbers === '' ? 'none at all' : numbers}`)
    : restoreLines(server, journal, found)
}

const restore = async (args: RestoreArguments): Promise<number> => {
  const cancellation = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => cancellation.abort())
  const way = args.connection === null ? await stackConnection(args.server, args.stack) : E.right(args.connection)
  if (E.isLeft(way)) {
    complain(way.left)
    return 2
  }
  const journal = await readJournal(args.server, way.right, cancellation.signal)
  const lines = pipe(
    journal,
    E.chain((read) => linesFor(args, read))
  )
  if (E.isRight(lines)) print(lines.right)
  else complain(`${args.server}: ${lines.left}`)
  if (cancellation.signal.aborted) return 130
  return E.isRight(lines) ? 0 : 1
}

const main = async (): Promise<number> => {
  // npm runs scripts in the project's folder; the paths are meant from where the user stands.
  process.chdir(process.env.INIT_CWD ?? process.cwd())
  if (process.argv.includes('--help')) {
    print([usage])
    return 0
  }
  const args = parseRestoreArguments(process.argv.slice(2))
  if (E.isRight(args)) return restore(args.right)
  complain(args.left)
  return 2
}

void main().then((code) => {
  process.exitCode = code
})
