import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { explainErrors } from '../facts/decode'
import { type Target, target } from './connections/connection'
import type { Document } from './document'
import { type Judging, judging } from './judging'

/** What the Server resource is told besides the desired document. */
export interface ServerArguments {
  readonly target: Target
  readonly judging: Judging
}

const enrolment = t.type({ target, judging })

const stored = t.type({ enrolment: t.string })

const noConnection = 'no connection; enrol the server through the settings'

const parseJson = (text: string): E.Either<string, unknown> => E.tryCatch(() => JSON.parse(text), String)

/** The inputs of a Server resource: its desired document, and how to read and judge it as one JSON text. */
export const serverInputs = ({ target, judging }: ServerArguments, document: Document) => ({
  ...document,
  enrolment: JSON.stringify({ target, judging })
})

/** Reads a Server's inputs back from the state; an imported server has none. */
export const readServerInputs = (inputs: unknown): E.Either<string, ServerArguments> =>
  pipe(
    stored.decode(inputs),
    E.mapLeft(() => noConnection),
    E.chain((texts) => parseJson(texts.enrolment)),
    E.chain((value) => pipe(enrolment.decode(value), E.mapLeft(explainErrors)))
  )

/** The document part of a Server's inputs or outputs. */
export const documentOf = (inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== 'enrolment'))
