import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import { type BuildTable, decodeTable } from '../kernel/builds/buildTable'
import { readText } from './text'

/** A table of builds that a stack names; undefined where it names none, and our own is used. */
export type NamedTable = E.Either<string, BuildTable> | undefined

const notATable = (path: string, fault: string): string =>
  `${path} is no table of builds: ${fault}; make one with "npm run builds -- --to FILE"`

const readTable = (path: string): TE.TaskEither<string, BuildTable> =>
  pipe(
    readText(path),
    TE.chainEitherK((text) =>
      pipe(
        E.tryCatch(
          () => JSON.parse(text),
          () => 'it is not JSON'
        ),
        E.chain(decodeTable),
        E.mapLeft((fault) => notATable(path, fault))
      )
    )
  )

/** Reads each table once; all servers of a run are judged by the same one. */
export const createTableReader = (): ((path: string | null | undefined) => Promise<NamedTable>) => {
  const read = new Map<string, Promise<NamedTable>>()
  return async (path) => {
    if (path == null) return undefined
    const known = read.get(path) ?? readTable(path)()
    read.set(path, known)
    return known
  }
}
