import * as t from 'io-ts'
import { limits } from '../limits'
import { fields, listUpTo, nullable, text } from '../values'

/** What one requester (`Maintenance`, `Functional`, …) asks of a component; only the same one can lift it. */
const localState = t.readonly(fields({ requester: nullable(text), state: nullable(text) }))

/** A component of a server: `Active`, `Inactive`, `Draining` or `Unknown`, and who asks for what. */
export const componentState = t.readonly(
  fields({ component: text, state: text, localStates: listUpTo(limits.onServer, localState) })
)

export const componentStates = listUpTo(limits.onServer, componentState)
