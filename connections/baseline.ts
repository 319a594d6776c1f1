import { lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as T from 'fp-ts/Task'
import * as TE from 'fp-ts/TaskEither'
import type { Facts } from '../facts/facts'
import { sameName } from '../kernel/compare'
import { asAskedFor, type Reading, unreadableReading } from './reading'
import { readRecorded } from './recorded'

/** Finds the file of a server's facts from before the update, `<name>.json`, or null. */
export type FindBaseline = (server: string) => string | null

/** Lists a folder of recorded facts once. */
export const listBaselines = (folder: string): TE.TaskEither<string, FindBaseline> =>
  pipe(
    TE.tryCatch(
      () => readdir(folder),
      () => `the baseline folder ${folder} can't be read; name a folder of recorded facts`
    ),
    TE.map((names) => (server: string) => {
      const name = names.find((one) => sameName(one, `${server}.json`))
      return name === undefined ? null : join(folder, name)
    })
  )

/** The folder may come from elsewhere, and a link in it could lead anywhere on this computer. */
const readUnlinked =
  (path: string): T.Task<Reading> =>
  async () => {
    const found = await lstat(path).catch(() => null)
    return found?.isSymbolicLink() === true
      ? unreadableReading(basename(path), `${path} is a link, and links in a folder are not followed: copy the file`)
      : readRecorded(path)()
  }

/** Reads a server's facts from before the update; null where there are none. */
export const readBaseline = (server: string, path: string | null): T.Task<E.Either<string, Facts | null>> =>
  path === null
    ? T.of(E.right(null))
    : pipe(
        readUnlinked(path),
        T.map(asAskedFor(server, path)),
        T.map(({ facts, errors }) =>
          errors.length === 0 ? E.right(facts) : E.left(`the baseline of ${server}: ${errors.join('; ')}`)
        )
      )
