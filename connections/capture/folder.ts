import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { constFalse, constVoid, pipe } from 'fp-ts/function'
import * as RA from 'fp-ts/ReadonlyArray'
import * as TE from 'fp-ts/TaskEither'
import type { Unreadable } from '../../facts/fact'
import { sameName } from '../../kernel/compare'
import { explainSystemError, readText } from '../text'

const kinds = 'a capture is a folder with the folders Exchange or OS in it'

const list = (folder: string): TE.TaskEither<string, ReadonlyArray<Dirent>> =>
  TE.tryCatch(() => readdir(folder, { withFileTypes: true }), explainSystemError)

// Captures are copied between Windows and systems that tell case apart; where both exist the exact name wins.
const named = (name: string, entries: ReadonlyArray<Dirent>): Dirent | undefined =>
  entries.find((entry) => entry.name === name) ?? entries.find((entry) => sameName(entry.name, name))

const holdsCapture = (entries: ReadonlyArray<Dirent>): boolean =>
  ['Exchange', 'OS'].some((name) => named(name, entries)?.isFile() === false)

/** Whether a folder is a capture; one that can't be listed is none. */
export const isCapture = (folder: string): Promise<boolean> => pipe(list(folder), TE.match(constFalse, holdsCapture))()

/** Checks that a folder is a capture; the sentence otherwise says what it is. */
export const checkCapture = (folder: string): TE.TaskEither<string, void> =>
  pipe(
    TE.tryCatch(() => stat(folder), explainSystemError),
    TE.filterOrElse(
      (found) => found.isDirectory(),
      () => `is not a folder: ${kinds}`
    ),
    TE.chain(() => list(folder)),
    TE.filterOrElse(RA.isNonEmpty, () => `is empty: ${kinds}`),
    TE.filterOrElse(holdsCapture, () => `holds neither Exchange nor OS: ${kinds}`),
    TE.bimap((fault) => `${folder} ${fault}`, constVoid)
  )

const damaged = (reason: string): Unreadable => ({ reason, damaged: true })

const step =
  (path: string, name: string) =>
  (folder: string): TE.TaskEither<Unreadable, string> =>
    pipe(
      list(folder),
      TE.mapLeft((fault) => damaged(`the folder of ${path} ${fault}`)),
      TE.chain((entries) => {
        const entry = named(name, entries)
        if (entry === undefined) return TE.left({ reason: `the capture holds no ${path}` })
        // A link could lead anywhere on this computer, and a capture comes from elsewhere.
        return entry.isSymbolicLink()
          ? TE.left(
              damaged(`${path} is, or is reached by, a link, and links in a capture are not followed: copy the file`)
            )
          : TE.right(join(folder, entry.name))
      })
    )

/** Reads a file of a capture by its path within, such as `OS/GetService.xml`, without case. */
export const readWithin =
  (folder: string) =>
  (path: string): TE.TaskEither<Unreadable, string> =>
    pipe(
      path
        .split('/')
        .reduce<TE.TaskEither<Unreadable, string>>(
          (parent, name) => pipe(parent, TE.chain(step(path, name))),
          TE.right(folder)
        ),
      TE.chain((file) => pipe(readText(file, path), TE.mapLeft(damaged)))
    )
