import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'

const separator = ','

// Each by itself: together the facts of many servers could be longer than any text may be.
const pack = (text: string): string => deflateRawSync(text, { level: 1 }).toString('base64')

const unpack = (packed: string): string =>
  pipe(
    E.tryCatch(() => inflateRawSync(Buffer.from(packed, 'base64')).toString('utf8'), String),
    E.getOrElse(() => '')
  )

/** Many texts as one short one: the engine copies an answer several times on its way to the program. */
export const packTexts = (texts: ReadonlyArray<string>): string => texts.map(pack).join(separator)

/** The texts again, each in its place; one that is no such text is empty. */
export const unpackTexts = (packed: string): ReadonlyArray<string> =>
  packed === '' ? [] : packed.split(separator).map(unpack)
