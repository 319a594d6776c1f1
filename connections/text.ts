import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { getSystemErrorMap } from 'node:util'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import { isNotRegular, openRegular } from './regularFile'

const largestFile = 16 * 1024 * 1024

const aFolder = 'is a folder, not a file: name a file in it'
const notRegular = 'is not a regular file: copy its contents into one'

const permissions = {
  read: 'give this account read permission',
  // Windows says the same of a file that is open elsewhere.
  written: 'give this account write permission, or close the program that has it open'
} as const

/**
 * A failure of the file system, as the rest of a sentence that begins with the name of the file or folder, which was to be
 * read or written.
 */
export const explainSystemError = (error: unknown, aim: keyof typeof permissions = 'read'): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const errno = error instanceof Error && 'errno' in error ? Number(error.errno) : 0
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist: check the path'
  if (code === 'EISDIR') return aFolder
  if (isNotRegular(code)) return notRegular
  if (code === 'EACCES' || code === 'EPERM') return `can't be ${aim}, access is denied: ${permissions[aim]}`
  const [, words] = getSystemErrorMap().get(errno) ?? []
  return `can't be ${aim}: ${words ?? 'the system refuses it'}`
}

const faultOf = (found: Stats, largest: number): string | null => {
  if (found.isDirectory()) return aFolder
  if (!found.isFile()) return notRegular
  return found.size > largest ? `is larger than ${largest / 1024 / 1024} MB, which no such file should be` : null
}

const encodingOf = ([first, second]: Uint8Array): string => {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== undefined && second !== 0)) return 'utf-16be'
  return 'utf-8'
}

const isZip = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('PK\x03\x04'))

/** Bytes as text: UTF-8 or UTF-16 by the byte order mark, which is dropped, or by the NUL bytes of UTF-16. */
export const decodeText = (bytes: Uint8Array): E.Either<string, string> =>
  E.tryCatch(
    () => new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes),
    () => (isZip(bytes) ? 'is a zip file: unpack it' : 'is neither UTF-8 nor UTF-16 text: save it as UTF-8')
  )

const readWhole = async (file: string): Promise<Buffer> => {
  const handle = await openRegular(file)
  return handle.readFile().finally(() => handle.close())
}

/** Reads a text file. A failure is one sentence that begins with `name` and says what to do. */
export const readText = (file: string, name = file, largest = largestFile): TE.TaskEither<string, string> =>
  pipe(
    TE.tryCatch(() => stat(file), explainSystemError),
    TE.chain((found) => {
      const fault = faultOf(found, largest)
      return fault === null ? TE.tryCatch(() => readWhole(file), explainSystemError) : TE.left(fault)
    }),
    TE.chainEitherK(decodeText),
    TE.mapLeft((fault) => `${name} ${fault}`)
  )
