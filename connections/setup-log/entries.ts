import type { Dirent } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'

/** Why an entry of a folder isn't opened; null for a file. A link could lead anywhere on this computer. */
const whyNotOpened = (entry: Dirent): string | null => {
  if (entry.isFile()) return null
  return entry.isSymbolicLink()
    ? 'is a link, and links in a folder are not followed: copy the file'
    : 'is not a regular file: copy its contents into one'
}

/** The path of an entry that is a file; a sentence for another. */
export const fileIn = (folder: string, entry: Dirent): E.Either<string, string> => {
  const path = join(folder, entry.name)
  const why = whyNotOpened(entry)
  return why === null ? E.right(path) : E.left(`${path} ${why}`)
}
