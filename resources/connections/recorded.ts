import { basename } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type * as T from 'fp-ts/Task'
import * as TE from 'fp-ts/TaskEither'
import { decodeFacts } from '../../facts/decode'
import { withParsedLogs } from '../setup-log/collected'
import { type Reading, unreadableReading } from './reading'
import { readText } from './text'

const placeOf = (text: string, offset: number): string => {
  const lines = text.slice(0, offset).split('\n')
  return `line ${lines.length}, column ${(lines[lines.length - 1] ?? '').length + 1}`
}

/** The engine's own words quote the file, which may hold anything; only the place that they name is used. */
const explainFault = (text: string, message: string): string => {
  const [, position] = /at position (\d+)/.exec(message) ?? []
  const offset = position === undefined ? null : Number(position)
  if (message.startsWith('Unexpected end') || message.startsWith('Unterminated string') || offset === text.length)
    return `is not complete JSON: it ends early, in ${placeOf(text, text.length)}; copy or record it again`
  return offset === null ? 'is not JSON: record it again' : `is not JSON: see ${placeOf(text, offset)}; record it again`
}

const parseJson = (text: string): E.Either<string, unknown> =>
  text.trim() === ''
    ? E.left('is empty: copy or record it again')
    : E.tryCatch(
        () => JSON.parse(text),
        (error) => explainFault(text, error instanceof Error ? error.message : '')
      )

/** Reads the recorded facts of one server from a JSON file; a damaged section costs that section alone. */
export const readRecorded = (file: string): T.Task<Reading> =>
  pipe(
    readText(file),
    TE.chainEitherK((text) =>
      pipe(
        parseJson(text),
        E.mapLeft((fault) => `${file} ${fault}`)
      )
    ),
    TE.map(withParsedLogs),
    TE.chainEitherK((json) =>
      pipe(
        decodeFacts(json.recording),
        E.bimap(
          (fault) => `${file}: ${fault}`,
          ({ facts, damage }) => ({ facts, damage: [...json.damage, ...damage] })
        )
      )
    ),
    TE.match(
      (reason) => unreadableReading(basename(file).replace(/\.json$/i, ''), reason),
      ({ facts, damage }) => ({ facts, errors: damage.map((fault) => `${file}: ${fault}`), readable: true })
    )
  )
