import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { ask } from '../../connections/ask'
import type { Target } from '../../connections/connection'
import { defaultLimits } from '../../connections/limit'
import { readText } from '../../connections/text'
import { printable } from '../../kernel/printable'
import { decodeJournal, type Journal } from '../../resources/command/journal'
import { stackTargets } from '../stackTargets'
import { parseRestoreArguments, type RestoreArguments, usage } from './restoreArguments'
import { journalLines, restoreLines } from './restoreText'

const print = (lines: ReadonlyArray<string>): void => void process.stdout.write(`${lines.map(printable).join('\n')}\n`)
const complain = (text: string): void => void process.stderr.write(`${printable(text)}\n`)

const scriptFile = join(__dirname, '../../collector/Get-JournalEntries.ps1')

const readJournal = async (target: Target, signal: AbortSignal): Promise<E.Either<string, Journal>> => {
  const script = await readText(scriptFile, 'the script that reads the journal')()
  if (E.isLeft(script)) return script
  const bounds = { seconds: defaultLimits.deadlineSeconds, signal }
  return pipe(await ask(target, script.right, bounds), E.chain(decodeJournal(target.server)))
}

/** The stack names a server as the answers do. */
const targetOf = async ({ server, connection, stack }: RestoreArguments): Promise<E.Either<string, Target>> => {
  if (connection !== null) return E.right({ server, connection })
  const targets = await stackTargets(stack, [server])
  return E.isLeft(targets) ? targets : E.fromNullable(`the stack lists no server ${server}`)(targets.right[0])
}

const linesFor = (server: string, entry: number | null, journal: Journal): E.Either<string, ReadonlyArray<string>> => {
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
  const target = await targetOf(args)
  if (E.isLeft(target)) {
    complain(target.left)
    return 2
  }
  const { server } = target.right
  const journal = await readJournal(target.right, cancellation.signal)
  const lines = pipe(
    journal,
    E.chain((read) => linesFor(server, args.entry, read))
  )
  if (E.isRight(lines)) print(lines.right)
  else complain(`${server}: ${lines.left}`)
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
