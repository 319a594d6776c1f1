import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type * as T from 'fp-ts/Task'
import * as TE from 'fp-ts/TaskEither'
import { sameName } from '../policies/compare'
import { isCapture } from '../resources/connections/capture/folder'
import type { Connection } from '../resources/connections/connection'
import { readText } from '../resources/connections/text'
import { looksLikeSetupLog } from '../resources/setup-log/readLog'
import { setupLogFile } from '../resources/setup-log/setupFolder'

/** Something that facts can be read from, by the connection that reads it. */
export interface Source {
  readonly type: Connection['type'] | 'setup-log' | 'setup-folder'
  readonly path: string
}

/** A path that gives nothing, and why, in a sentence. */
export interface SourceError {
  readonly source: string
  readonly message: string
}

type Found = TE.TaskEither<SourceError, ReadonlyArray<Source>>

const fault = (source: string, message: string): SourceError => ({ source, message })

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const looksRecorded = (text: string): boolean =>
  pipe(
    E.tryCatch(() => JSON.parse(text), String),
    E.match(
      () => /"version"\s*:\s*1\b/.test(text) && /"facts"\s*:/.test(text),
      (value) => isRecord(value) && 'server' in value && 'facts' in value && 'version' in value
    )
  )

/** Of a folder's JSON files, those are recorded facts that look so; what can't be read is kept, to be told. */
const isRecording = (file: string): T.Task<boolean> =>
  pipe(
    readText(file),
    TE.match(() => true, looksRecorded)
  )

const isLogFile = (path: string): boolean => /\.(?:log|msilog)$/i.test(path)

const inFolder =
  (folder: string): T.Task<ReadonlyArray<Source>> =>
  async () => {
    const entries = await readdir(folder, { withFileTypes: true })
    if (entries.some((entry) => entry.isFile() && sameName(entry.name, setupLogFile)))
      return [{ type: 'setup-folder', path: folder }, ...(await below(folder, entries)())]
    return below(folder, entries)()
  }

const below =
  (folder: string, entries: ReadonlyArray<Dirent>): T.Task<ReadonlyArray<Source>> =>
  async () => {
    const whole = entries.some((entry) => sameName(entry.name, setupLogFile))
    const found = await Promise.all(
      [...entries]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(async (entry): Promise<ReadonlyArray<Source>> => {
          const path = join(folder, entry.name)
          if (entry.isDirectory()) return sourcesOfFolder(path)()
          if (!whole && entry.isFile() && isLogFile(entry.name))
            return (await looksLikeSetupLog(path)) ? [{ type: 'setup-log', path }] : []
          const recorded = entry.isFile() && /\.json$/i.test(entry.name) && (await isRecording(path)())
          return recorded ? [{ type: 'recorded', path }] : []
        })
    )
    return found.flat()
  }

const sourcesOfFolder =
  (folder: string): T.Task<ReadonlyArray<Source>> =>
  async () =>
    (await isCapture(folder)) ? [{ type: 'captures', path: folder }] : inFolder(folder)()

const nonEmpty =
  (path: string) =>
  (sources: ReadonlyArray<Source>): E.Either<SourceError, ReadonlyArray<Source>> =>
    sources.length > 0
      ? E.right(sources)
      : E.left(fault(path, 'holds no recorded facts, no capture and no setup log; name a folder that does'))

/** Finds what can be judged at a path: a file of recorded facts, a capture, a setup log, or a folder of these. */
export const findSources = (path: string): Found =>
  pipe(
    TE.tryCatch(
      () => stat(path),
      () => fault(path, 'does not exist or may not be read; check the path')
    ),
    TE.chain((stats) => {
      if (!stats.isDirectory()) return TE.right([{ type: isLogFile(path) ? 'setup-log' : 'recorded', path } as const])
      return pipe(
        TE.tryCatch(sourcesOfFolder(path), () => fault(path, 'may not be read; check the permissions of the folder')),
        TE.chainEitherK(nonEmpty(path))
      )
    })
  )
