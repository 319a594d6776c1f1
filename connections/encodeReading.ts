import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { encodeFacts, unreadableFacts } from '../facts/decode'
import type { Reading } from './reading'

const unwritable = (fault: string): string => `what it gave can't be handed on; this is a defect: ${fault}`

/** A reading as text; one that can't be written costs its own server alone. */
export const encodeReading = ({ facts, errors }: Reading): string =>
  pipe(
    E.tryCatch(() => JSON.stringify({ facts: encodeFacts(facts), errors }), String),
    E.getOrElse((fault) =>
      JSON.stringify({ facts: encodeFacts(unreadableFacts(facts.server, unwritable(fault))), errors })
    )
  )
