import { basename } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type * as T from 'fp-ts/Task'
import * as TE from 'fp-ts/TaskEither'
import { decodeFacts } from '../facts/decode'
import { parseRecording } from './json'
import { type Reading, unreadableReading } from './reading'
import { withParsedLogs } from './setup-log/collected'
import { readText } from './text'

/** Reads the recorded facts of one server from a JSON file; a damaged section costs that section alone. */
export const readRecorded = (file: string): T.Task<Reading> =>
  pipe(
    readText(file),
    TE.chainEitherK((text) =>
      pipe(
        parseRecording(text),
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
