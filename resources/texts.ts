import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'

/** Many texts as one short one: the engine copies an answer several times on its way to the program. */
export const packTexts = (texts: ReadonlyArray<string>): string =>
  deflateRawSync(JSON.stringify(texts), { level: 1 }).toString('base64')

/** The texts again; none where they are no such ones. */
export const unpackTexts = (packed: string): ReadonlyArray<string> =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString('utf8')), String),
    E.chainW(t.array(t.string).decode),
    E.getOrElseW(() => [])
  )
