import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { type Target, target } from '../connections/connection'
import { explainErrors } from '../kernel/explainErrors'
import { printableJson } from '../kernel/printable'
import { type Waiver, waiver } from '../kernel/waiver'
import { type SecondLookRule, secondLookRule } from './command/secondLookRule'
import type { Document } from './document'
import { type Judging, judging } from './judging'

/** What the Server resource is told besides the desired document. */
export interface ServerArguments {
  readonly target: Target
  readonly judging: Judging
  /** The paths, by policy, that a remediation is to have put right when the server is read again. */
  readonly verify: Readonly<Record<string, ReadonlyArray<string>>>
  /** What may deviate all the same, also after a remediation. */
  readonly waivers: ReadonlyArray<Waiver>
  /** How the server is looked at again after a remediation; absent for not at all. */
  readonly secondLook?: SecondLookRule
  /** What the remediation changes; absent for the server itself. The organization then is read again to verify it. */
  readonly changes?: 'organization'
}

const nothingToVerify: ServerArguments['verify'] = {}

const enrolment = t.type({
  target,
  judging,
  verify: t.union([t.record(t.string, t.array(t.string)), t.undefined]),
  waivers: t.union([t.array(waiver), t.undefined]),
  secondLook: t.union([secondLookRule, t.undefined]),
  changes: t.union([t.literal('organization'), t.undefined])
})

const stored = t.type({ enrolment: t.string })

const noConnection = 'no connection; enrol the server through the settings'

const parseJson = (text: string): E.Either<string, unknown> => E.tryCatch(() => JSON.parse(text), String)

/** The inputs of a Server resource: its desired document, and how to read and judge it as one JSON text. */
export const serverInputs = (
  { target, judging, verify, waivers, secondLook, changes }: ServerArguments,
  document: Document
) => ({
  ...document,
  enrolment: printableJson(
    Object.keys(verify).length === 0 ? { target, judging } : { target, judging, verify, waivers, secondLook, changes }
  )
})

/** Reads a Server's inputs back from the state; an imported server has none. */
export const readServerInputs = (inputs: unknown): E.Either<string, ServerArguments> =>
  pipe(
    stored.decode(inputs),
    E.mapLeft(() => noConnection),
    E.chain((texts) => parseJson(texts.enrolment)),
    E.chain((value) => pipe(enrolment.decode(value), E.mapLeft(explainErrors))),
    E.map(({ target: of, judging: by, verify, waivers, secondLook, changes }) => ({
      ...{ target: of, judging: by, verify: verify ?? nothingToVerify, waivers: waivers ?? [] },
      ...(secondLook === undefined ? {} : { secondLook }),
      ...(changes === undefined ? {} : { changes })
    }))
  )

/** The output that keeps what the last remediation changed, by the path: `before => after`. */
export const remediatedOutput = 'remediated'

/** The output that tells what the second look after it found. */
export const lookedAgainOutput = 'lookedAgain'

const notDocument = ['enrolment', remediatedOutput, lookedAgainOutput]

/** The document part of a Server's inputs or outputs. */
export const documentOf = (inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => !notDocument.includes(name)))
