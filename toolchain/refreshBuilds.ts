import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { type BuildTable, decodeTable } from '../kernel/builds/buildTable'
import { type BuildSources, type Download, downloadSources, readSources } from './buildSources'
import { joinBuilds } from './joinBuilds'

/** What the command line asks for: the folder of both files (null: download them), and the table to write. */
export interface Refresh {
  readonly folder: string | null
  readonly table: string
}

const usage = 'Usage: npm run builds -- [--to FILE] [FOLDER]'

const absolute = (base: string, path: string): string => (isAbsolute(path) ? path : join(base, path))

/** Reads the command line; paths are relative to `base`, and `own` is the table that is written without --to. */
export const parseRefresh = (argv: ReadonlyArray<string>, base: string, own: string): E.Either<string, Refresh> => {
  const at = argv.indexOf('--to')
  const to = at < 0 ? null : argv[at + 1]
  const folders = at < 0 ? argv : argv.filter((_, index) => index !== at && index !== at + 1)
  const [folder = null] = folders
  if (to === undefined || folders.length > 1 || folders.some((one) => one.startsWith('-'))) return E.left(usage)
  return E.right({
    folder: folder === null ? null : absolute(base, folder),
    table: to === null ? own : absolute(base, to)
  })
}

const rowsOf = ({ products }: BuildTable): number =>
  [...products.values()].flat().reduce((sum, { updates }) => sum + 1 + updates.length, 0)

const parsed = (text: string): E.Either<string, BuildTable> =>
  pipe(
    E.tryCatch(
      () => JSON.parse(text),
      () => 'it is not JSON'
    ),
    E.chain(decodeTable)
  )

const joined = ({ json, csv }: BuildSources): E.Either<string, string> =>
  pipe(
    E.tryCatch(
      () => joinBuilds(json, csv),
      (error) => (error instanceof Error ? error.message : String(error))
    ),
    E.chain((text) =>
      pipe(
        parsed(text),
        E.map(() => text)
      )
    ),
    E.mapLeft((fault) => `the two files do not make a table of builds: ${fault}`)
  )

/** A source that was moved or emptied must not undo what is known. */
const isWorse = (before: BuildTable, after: BuildTable): string | null => {
  if (after.asOf < before.asOf) return `it would be of ${after.asOf}, and the one that is there is of ${before.asOf}`
  const [had, has] = [rowsOf(before), rowsOf(after)]
  return has < had ? `it would hold ${has} builds, and the one that is there holds ${had}` : null
}

const write = async (file: string, text: string): Promise<E.Either<string, null>> => {
  const aside = join(dirname(file), `.${process.pid}.builds.json`)
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(aside, text)
    await rename(aside, file)
    return E.right(null)
  } catch (error) {
    await rm(aside, { force: true })
    const { code } = error instanceof Error && 'code' in error ? error : { code: 'no reason was given' }
    return E.left(`${file} could not be written (${code})`)
  }
}

/** Makes the table anew and writes it, whole or not at all; says in a sentence what was done, or why nothing was. */
export const refreshBuilds = async (
  { folder, table }: Refresh,
  get: Download,
  today: string
): Promise<E.Either<string, string>> => {
  const sources = folder === null ? await downloadSources(get, today) : await readSources(folder)
  const text = E.chain(joined)(sources)
  if (E.isLeft(text)) return text
  const there = await readFile(table, 'utf8').catch(() => null)
  const before = there === null ? E.left('') : parsed(there)
  if (there !== null && E.isLeft(before))
    return E.left(`${table} holds something else than a table of builds, and was left as it was`)
  const after = parsed(text.right)
  const worse = E.isRight(before) && E.isRight(after) ? isWorse(before.right, after.right) : null
  if (worse !== null) return E.left(`the new table was not written: ${worse}`)
  return pipe(
    await write(table, text.right),
    E.map(() => `Wrote ${table}, as of ${E.isRight(after) ? after.right.asOf : ''}.`)
  )
}
