import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { target } from '../../connections/connection'
import { organizationSource } from '../../connections/organization'
import { explainErrors } from '../../kernel/explainErrors'
import { printableJson } from '../../kernel/printable'
import { nullable } from '../../kernel/values'
import { weekday } from '../../kernel/words'

/**
 * What must hold before a server of a DAG is taken in hand. `after`: the members that came before it; `others`: all other
 * members that the stack reaches.
 */
const guard = t.intersection([
  t.type({
    organization: organizationSource,
    dag: t.string,
    after: t.array(t.string),
    others: t.array(target)
  }),
  t.partial({
    /** The server must be drained, since IIS is restarted there. */
    drained: t.literal(true),
    /** The server may have been taken out of service by a person. */
    inMaintenance: t.literal('allow'),
    /** So many more messages than before its turn may wait on a member that has settled. */
    queueLimit: t.number
  })
])

export type Guard = t.TypeOf<typeof guard>

const window = t.type({ days: nullable(t.readonlyArray(weekday)), from: t.string, to: t.string })

const request = t.intersection([
  t.type({ target, guard: t.union([guard, t.null]) }),
  t.partial({
    /** When servers may be begun; absent for always. */
    window,
    /** The script changes the organization, and runs on this computer; absent for one that runs on the server. */
    place: t.literal('endpoint')
  })
])

/** Where a script is to be carried out, and what must hold there before. It stands in the Pulumi state. */
export type RunRequest = t.TypeOf<typeof request>

export const encodeRequest = (given: RunRequest): string => printableJson(given)

export const decodeRequest = (text: string): E.Either<string, RunRequest> =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(text), String),
    E.chain((value) => E.mapLeft(explainErrors)(request.decode(value)))
  )
