import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { printableJson } from '../../kernel/printable'
import type { Queued } from './settle'

/** Where a command finds how many messages waited on the servers before it, ahead of their turns. */
export const queuedVariable = 'EXCHANGE_COMPLIANCE_QUEUED'

const line = t.type({ server: t.string, queued: t.number })
const table = t.record(t.string, t.number)

const parsed = (text: string): E.Either<unknown, unknown> => E.tryCatch((): unknown => JSON.parse(text), String)

/** The line by which a command tells how many messages wait on its server before it is begun. */
export const queuedLine = (server: string, queued: number): string => printableJson({ server, queued })

/** Collects from what commands have printed how many messages waited on each server, as JSON. */
export const queuedIn = (outputs: ReadonlyArray<string>): string =>
  printableJson(
    Object.fromEntries(
      outputs
        .flatMap((output) => output.split('\n'))
        .flatMap((text) => {
          const found = pipe(parsed(text), E.chainW(line.decode))
          return E.isLeft(found) ? [] : [[found.right.server, found.right.queued]]
        })
    )
  )

/** Reads that JSON; what can't be read tells nothing. */
export const readQueued = (text: string | undefined): Queued =>
  pipe(
    parsed(text ?? '{}'),
    E.chainW(table.decode),
    E.getOrElseW(() => ({}))
  )
