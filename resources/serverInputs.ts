import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { explainErrors } from '../facts/decode'
import { connection, type Target } from './connections/connection'
import type { Document } from './document'
import { type Judging, judging } from './judging'

/** What the Server resource is told besides the desired document. */
export interface ServerArguments {
  readonly target: Target
  readonly judging: Judging
}

const stored = t.type({ server: t.string, connection: t.string, judging: t.string })

const noConnection = 'no connection; enrol the server through the settings'

const parseJson = (text: string): E.Either<string, unknown> => E.tryCatch(() => JSON.parse(text), String)

const parsed = <A>(codec: t.Type<A, unknown, unknown>, text: string): E.Either<string, A> =>
  pipe(
    parseJson(text),
    E.chain((value) => pipe(codec.decode(value), E.mapLeft(explainErrors)))
  )

/** The inputs of a Server resource: how to read and judge it, each as one JSON text, and its desired document. */
export const serverInputs = ({ target, judging }: ServerArguments, document: Document) => ({
  ...document,
  server: target.server,
  connection: JSON.stringify(target.connection),
  judging: JSON.stringify(judging)
})

/** Reads a Server's inputs back from the state; an imported server has none. */
export const readServerInputs = (inputs: unknown): E.Either<string, ServerArguments> =>
  pipe(
    stored.decode(inputs),
    E.mapLeft(() => noConnection),
    E.chain((texts) =>
      pipe(
        E.Do,
        E.bind('connection', () => parsed(connection, texts.connection)),
        E.bind('judging', () => parsed(judging, texts.judging)),
        E.map(({ connection, judging }) => ({ target: { server: texts.server, connection }, judging }))
      )
    )
  )

const reserved = ['server', 'connection', 'judging']

/** The document part of a Server's inputs or outputs. */
export const documentOf = (inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => !reserved.includes(name)))
