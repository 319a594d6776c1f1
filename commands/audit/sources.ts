import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type * as T from 'fp-ts/Task'
import * as TE from 'fp-ts/TaskEither'
import { isCapture } from '../../connections/capture/folder'
import { looksLikeSetupLog, looksLikeStampedLog } from '../../connections/setup-log/readLog'
import { ownLogOf } from '../../connections/setup-log/setupFolder'
import { explainSystemError, readText } from '../../connections/text'
import type { FileConnectionType } from '../../kernel/words'
import { launcher } from '../../stacks/launcher'
import { packedName } from './packed'

/** Something that facts can be read from, by the connection that reads it. */
export interface Source {
  readonly type: FileConnectionType | 'setup-log' | 'setup-folder'
  readonly path: string
}

/** A path that gives nothing, and why, in a sentence. */
export interface SourceError {
  readonly source: string
  readonly message: string
}

/** What there is to judge, and what could not be looked into. */
export interface Found {
  readonly sources: ReadonlyArray<Source>
  /** Files of organization facts, which help to judge the servers. */
  readonly organizations: ReadonlyArray<string>
  readonly errors: ReadonlyArray<SourceError>
  /** Files of a folder that are none of these, and folders in it that hold nothing. */
  readonly passed: ReadonlyArray<string>
}

const nothing: Found = { sources: [], organizations: [], errors: [], passed: [] }
const found = (source: Source): Found => ({ ...nothing, sources: [source] })
const passedOver = (path: string): Found => ({ ...nothing, passed: [path] })
const failed = (source: string, message: string): Found => ({ ...nothing, errors: [{ source, message }] })

const together = (all: ReadonlyArray<Found>): Found => ({
  sources: all.flatMap(({ sources }) => sources),
  organizations: all.flatMap(({ organizations }) => organizations),
  errors: all.flatMap(({ errors }) => errors),
  passed: all.flatMap(({ passed }) => passed)
})

const isEmpty = ({ sources, organizations, errors }: Found): boolean =>
  sources.length + organizations.length + errors.length === 0

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const keysOfRecording = ['facts', 'version', 'server', 'collectedat']

/** Two keys of a recording, in any case, make one: a damaged one must be told. */
const isRecorded = (value: unknown): boolean =>
  isRecord(value) && Object.keys(value).filter((key) => keysOfRecording.includes(key.toLowerCase())).length > 1

const looksRecorded = (value: unknown): boolean =>
  Array.isArray(value) ? value.flat(1).some(isRecorded) : isRecorded(value)

const looksLikeOrganization = (value: unknown): boolean =>
  isRecord(value) && 'organization' in value && 'servers' in value && !('server' in value)

const recorded = (path: string): Found => found({ type: 'recorded', path })

/** What a file is by its JSON; `broken` is what one counts as that can't be read or parsed, as a rule a recording, to be told. */
const ofJson = (path: string, broken: Found): T.Task<Found> =>
  pipe(
    readText(path),
    TE.chainEitherK((text) => E.tryCatch((): unknown => JSON.parse(text), String)),
    TE.match(
      () => broken,
      (value) => {
        if (looksLikeOrganization(value)) return { ...nothing, organizations: [path] }
        return looksRecorded(value) ? recorded(path) : passedOver(path)
      }
    )
  )

/** A log may have been saved under the name of a recording. */
const ofJsonFile = async (path: string): Promise<Found> => {
  const broken = recorded(path)
  const byContent = await ofJson(path, broken)()
  const isLog = byContent === broken && (await looksLikeSetupLog(path).catch(() => false))
  return isLog ? found({ type: 'setup-log', path }) : byContent
}

const unlooked = (path: string, error: unknown): Found =>
  failed(path, `can't be looked at: ${explainSystemError(error)}`)

const isJsonFile = (path: string): boolean => /\.json$/i.test(path)

const isLogFile = (path: string): boolean => /\.(?:log|msilog)$/i.test(path)

/** What people save a log or a screen as. */
const isTextFile = (path: string): boolean => isLogFile(path) || /\.(?:txt|text|out)$/i.test(path)

/** What is called so must be a log of setup, or it was damaged on its way. */
const isCalledSetupLog = (path: string): boolean => /exchangesetup[^\\/]*\.log$/i.test(path)

/** `own` is the log of setup whose folder it is, with which all but other logs of setup are read; null where there is none. */
const ofFile = async (path: string, own: string | null): Promise<Found> => {
  if (isTextFile(path)) {
    if (own !== null && basename(path) === own) return nothing
    const isLog = isCalledSetupLog(path) || (await (own === null ? looksLikeSetupLog(path) : looksLikeStampedLog(path)))
    if (isLog) return found({ type: 'setup-log', path })
    if (own !== null) return nothing
    return isLogFile(path) ? passedOver(path) : ofJson(path, passedOver(path))()
  }
  // Of a folder's JSON files, those are passed over that are clearly something else; a recording may have lost its extension.
  if (isJsonFile(path)) return ofJsonFile(path)
  return own === null ? ofJson(path, passedOver(path))() : nothing
}

/** A folder in a folder; what lies beside the logs of setup belongs to them. */
const ofFolderWithin = async (folder: string, own: string | null): Promise<Found> => {
  const below = await ofFolder(folder)
  if (own !== null) return { ...below, passed: [] }
  return isEmpty(below) && below.passed.length === 0 ? passedOver(folder) : below
}

const ofEntries = async (folder: string): Promise<Found> => {
  const entries = await readdir(folder, { withFileTypes: true })
  // The logs beside ExchangeSetup.log are read with it, but for other logs of setup, which may be of another server.
  const own = ownLogOf(entries.filter((entry) => entry.isFile()).map(({ name }) => name))
  const ofEntry = async (entry: Dirent): Promise<Found> => {
    const path = join(folder, entry.name)
    if (entry.isSymbolicLink())
      return failed(path, 'is a link, and links in a folder are not followed; name its target')
    if (entry.isDirectory()) return ofFolderWithin(path, own)
    if (entry.isFile()) return ofFile(path, own)
    return isLogFile(path) || isJsonFile(path)
      ? failed(path, 'is not a regular file: copy its contents into one')
      : nothing
  }
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))
  const below: Array<Found> = []
  // One after the other: a folder may hold any number of them, and each costs itself alone.
  for (const entry of sorted)
    below.push(await ofEntry(entry).catch((error) => unlooked(join(folder, entry.name), error)))
  return together([...(own !== null ? [found({ type: 'setup-folder', path: folder })] : []), ...below])
}

const ofFolder = async (folder: string): Promise<Found> => {
  try {
    return (await isCapture(folder)) ? found({ type: 'captures', path: folder }) : await ofEntries(folder)
  } catch {
    return failed(folder, 'may not be read; check the permissions of the folder')
  }
}

/** A line of a table of services, as Get-Service, Get-CimInstance or services.msc gives it. */
const serviceLine =
  /\b(?:Disabled|Manual|Auto(?:matic)?)\b.{0,80}\b(?:Stopped|Running)\b|\b(?:Stopped|Running)\b.{0,120}\b(?:Disabled|Manual|Auto(?:matic)?)\b/

/** Whether a file lists services, which tells their state and no failure. */
const listsServices = async (path: string): Promise<boolean> => {
  const text = isTextFile(path) || /\.csv$/i.test(path) ? await readText(path)() : E.left('')
  return E.isRight(text) && text.right.split(/\r?\n/, 1_000).filter((line) => serviceLine.test(line)).length >= 3
}

const recordServices = `lists services, which tells their state and no failure: record the server by ${launcher} collect, and audit the files that it writes`

/** What to do with a file of another kind, by its name. */
const kinds: ReadonlyArray<readonly [name: RegExp, advice: string]> = [
  [packedName, 'unpack it, and audit the folder'],
  [/Pulumi\.[^\\/]+\.ya?ml$/i, `it is the file of a stack: use ${launcher} check --stack`],
  [/\.csv$/i, `a list of servers is for ${launcher} init --from`]
]

const otherKind = (path: string): Found => {
  const [, advice = 'name a recording, the folder of a capture, or a log of setup'] =
    kinds.find(([name]) => name.test(path)) ?? []
  return failed(path, `holds no recorded facts and no log of setup: ${advice}`)
}

/** What a file that was named counts as where it is no JSON. */
const withoutJson = (path: string): Found => (isTextFile(path) ? found({ type: 'setup-log', path }) : otherKind(path))

const ofNamedFile = async (path: string): Promise<Found> => {
  if (isLogFile(path)) return found({ type: 'setup-log', path })
  const isLog = !isJsonFile(path) && (await looksLikeSetupLog(path).catch(() => false))
  if (!isLog && (await listsServices(path))) return failed(path, recordServices)
  if (isLog) return found({ type: 'setup-log', path })
  const byContent = await (isJsonFile(path) ? ofJsonFile(path) : ofJson(path, withoutJson(path))())
  return isEmpty(byContent) ? recorded(path) : byContent
}

/** Why nothing is to be found in a folder: at the first file in it that lists services, or at the folder. */
const emptyFolder = async (folder: string): Promise<Found> => {
  for (const name of (await readdir(folder).catch(() => [])).sort().slice(0, 100))
    if (await listsServices(join(folder, name)).catch(() => false)) return failed(join(folder, name), recordServices)
  return failed(folder, 'holds no recorded facts, no capture and no setup log; name a folder that does')
}

/** Finds what can be judged at a path: recorded facts of a server or an organization, a capture, a setup log, a folder of these. */
export const findSources =
  (path: string): T.Task<Found> =>
  async () => {
    const stats = await stat(path).catch(() => null)
    if (stats === null) return failed(path, 'does not exist or may not be read; check the path')
    if (!stats.isDirectory()) return ofNamedFile(path)
    const below = await ofFolder(path)
    return isEmpty(below) ? emptyFolder(path) : below
  }
