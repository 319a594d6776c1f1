import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import * as E from 'fp-ts/Either'
import { createCollect } from '../../connections/collect'
import type { Target } from '../../connections/connection'
import { isFileTarget } from '../../connections/files'
import { defaultLimits } from '../../connections/limit'
import { type Progress, progressLine } from '../../connections/progress'
import { type Reading, whyUnreadable } from '../../connections/reading'
import { readRecorded } from '../../connections/recorded'
import { explainSystemError } from '../../connections/text'
import { traceJobs, traceLimits } from '../../connections/traces'
import { encodeFacts } from '../../facts/decode'
import { printable } from '../../kernel/printable'
import { launcher } from '../../stacks/launcher'
import { isOwn } from '../../stacks/ownFiles'
import { root } from '../paths'
import { stackTargets } from '../stackTargets'
import { type CollectArguments, parseCollectArguments, usage } from './collectArguments'
import { isUnread, tellGaps, tellSearched, tracesFound } from './gaps'

const complain = (text: string): void => void process.stderr.write(`${printable(text)}\n`)

/** A line that replaces itself on a terminal; in a pipeline a line now and then. */
const teller = process.stderr.isTTY
  ? {
      tell: (progress: Progress) => void process.stderr.write(`\r\u001b[K${printable(progressLine(progress))}`),
      tellEverySeconds: 1,
      clear: () => void process.stderr.write('\r\u001b[K')
    }
  : { tell: (progress: Progress) => complain(progressLine(progress)), tellEverySeconds: 10, clear: () => undefined }

/** A file is there whole or not at all. */
const record = async (folder: string, server: string, { facts }: Reading): Promise<string | null> => {
  const file = join(folder, `${server}.json`)
  const unfinished = join(folder, `.${server}.${process.pid}.tmp`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(unfinished, `${JSON.stringify(encodeFacts(facts), null, 2)}\n`)
    await rename(unfinished, file)
    process.stdout.write(`${file}\n`)
    return null
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    return `${file} ${explainSystemError(error, 'written')}`
  }
}

/** What stands on the way to a folder and is none; null where the folder is there or can be made. */
const obstacle = async (folder: string): Promise<string | null> => {
  const found = await stat(folder).catch(() => null)
  if (found !== null) return found.isDirectory() ? null : folder
  return dirname(folder) === folder ? null : obstacle(dirname(folder))
}

/** Why the recordings can't go to a folder, before anything is read for them. */
const folderFault = async (folder: string): Promise<string | null> => {
  const place = resolve(folder)
  if (isOwn(join(relative(root, place), 'EX01.json')))
    return `${folder} is among this project's own folders: name one elsewhere`
  const found = await obstacle(place)
  return found === null ? null : `${folder} can't be made, since ${found} is a file: name another folder`
}

/** Writes what was read of a server, and says what is wrong with it; null where it is recorded completely. */
const keep = async (folder: string, server: string, reading: Reading, ioc: boolean): Promise<string | null> => {
  if (!reading.readable) return `${server}: ${whyUnreadable(reading)}`
  if (isUnread(reading)) return `${server}: nothing of it could be read: ${whyUnreadable(reading)}`
  const file = join(folder, `${server}.json`)
  // Logs are deleted as they age, so that no later search may find them again.
  if (tracesFound(await readRecorded(file)()) > 0)
    return `${server}: ${file} holds traces of intruders, and stays as it is: name another folder (--out)`
  const fault = await record(folder, server, reading)
  if (fault !== null) return fault
  const searched = ioc ? tellSearched(server, reading) : null
  if (searched !== null) complain(searched)
  return tellGaps(server, reading, ioc)
}

const collectAll = async (
  targets: ReadonlyArray<Target>,
  { folder, ioc }: Pick<CollectArguments, 'folder' | 'ioc'>
): Promise<number> => {
  const servers = targets.map(({ server }) => server)
  const cancellation = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => cancellation.abort())
  const surroundings = { signal: cancellation.signal, ...teller }
  const collect = ioc ? createCollect(surroundings, traceLimits, traceJobs) : createCollect(surroundings, defaultLimits)
  const readings = await collect(targets)()
  teller.clear()
  const faults = await Promise.all(
    readings.map((reading, index) => keep(folder, servers[index] ?? reading.facts.server, reading, ioc))
  )
  const told = faults.flatMap((fault) => (fault === null ? [] : [fault]))
  told.forEach(complain)
  complain(`${servers.length - told.length} of ${servers.length} servers recorded completely in ${folder}`)
  if (cancellation.signal.aborted) return 130
  return told.length === 0 ? 0 : 1
}

/** Whose facts are recorded, and how; a recording that is taken from a recording would only look new. */
const targetsOf = async ({
  connection,
  stack,
  servers,
  folder
}: CollectArguments): Promise<E.Either<string, ReadonlyArray<Target>>> => {
  if (connection !== null) return E.right(servers.map((server) => ({ server, connection })))
  const targets = await stackTargets(stack, servers)
  const recorded = E.isRight(targets) ? targets.right.find(isFileTarget) : undefined
  return recorded === undefined
    ? targets
    : E.left(
        `the settings read ${recorded.server} from a file; name the way to it instead, such as ${launcher} collect --connection ssh --out ${folder} ${recorded.server}`
      )
}

const main = async (): Promise<number> => {
  // npm runs scripts in the project's folder; the paths are meant from where the user stands.
  process.chdir(process.env.INIT_CWD ?? process.cwd())
  if (process.argv.includes('--help')) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const args = parseCollectArguments(process.argv.slice(2))
  const targets = E.isRight(args) ? await targetsOf(args.right) : args
  const unfit = E.isRight(args) ? await folderFault(args.right.folder) : null
  if (E.isRight(args) && E.isRight(targets) && unfit === null) return collectAll(targets.right, args.right)
  complain(E.isLeft(targets) ? targets.left : (unfit ?? usage))
  return 2
}

void main().then((code) => {
  process.exitCode = code
})
