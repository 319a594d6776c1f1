import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { fields, instant, listUpTo, nullable, text } from '../../kernel/values'

/** What one requester (`Maintenance`, `Functional`, …) asks of a component; only the same one can lift it. */
const requestedState = t.readonly(fields({ requester: nullable(text), state: nullable(text), time: nullable(instant) }))

export type RequestedState = t.TypeOf<typeof requestedState>

const requestedStates = listUpTo(limits.onServer, requestedState)

/**
 * A component of a server: `Active`, `Inactive`, `Draining` or `Unknown`, and who asks for what: `localStates` in the
 * server's registry, `remoteStates` in the directory (null where nobody looked).
 */
const componentState = t.readonly(
  fields({ component: text, state: text, localStates: requestedStates, remoteStates: nullable(requestedStates) })
)

export type ComponentState = t.TypeOf<typeof componentState>

export const componentStates = listUpTo(limits.onServer, componentState)
