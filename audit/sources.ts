import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type * as T from 'fp-ts/Task'
import * as TE from 'fp-ts/TaskEither'
import { isCapture } from '../resources/connections/capture/folder'
import { readText } from '../resources/connections/text'

/** Something that facts can be read from, by the connection that reads it. */
export interface Source {
  readonly type: 'recorded' | 'captures'
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

const inFolder =
  (folder: string): T.Task<ReadonlyArray<Source>> =>
  async () => {
    const entries = await readdir(folder, { withFileTypes: true })
    const found = await Promise.all(
      [...entries]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(async (entry): Promise<ReadonlyArray<Source>> => {
          const path = join(folder, entry.name)
          if (entry.isDirectory()) return sourcesOfFolder(path)()
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
      : E.left(fault(path, 'holds no recorded facts and no capture; name a folder that does'))

/** Finds what can be judged at a path: a file of recorded facts, a capture, or a folder of these. */
export const findSources = (path: string): Found =>
  pipe(
    TE.tryCatch(
      () => stat(path),
      () => fault(path, 'does not exist or may not be read; check the path')
    ),
    TE.chain((stats) => {
      if (!stats.isDirectory()) return TE.right([{ type: 'recorded', path }] as const)
      return pipe(
        TE.tryCatch(sourcesOfFolder(path), () => fault(path, 'may not be read; check the permissions of the folder')),
        TE.chainEitherK(nonEmpty(path))
      )
    })
  )
