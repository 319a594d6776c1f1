import * as t from 'io-ts'
import { instant, nullable } from '../values'

/** What one requester (`Maintenance`, `Functional`, …) asks of a component; only the same one can lift it. */
const requestedState = t.readonly(
  t.type({ requester: nullable(t.string), state: nullable(t.string), time: nullable(instant) })
)

export type RequestedState = t.TypeOf<typeof requestedState>

/**
 * A component of a server: `Active`, `Inactive`, `Draining` or `Unknown`, and who asks for what: `localStates` in the
 * server's registry, `remoteStates` in the directory (null where nobody looked).
 */
export const componentState = t.readonly(
  t.type({
    component: t.string,
    state: t.string,
    localStates: t.readonlyArray(requestedState),
    remoteStates: nullable(t.readonlyArray(requestedState))
  })
)

export type ComponentState = t.TypeOf<typeof componentState>

export const componentStates = t.readonlyArray(componentState)
