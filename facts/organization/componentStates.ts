import * as t from 'io-ts'
import { nullable } from '../values'

/** What one requester (`Maintenance`, `Functional`, …) asks of a component; only the same one can lift it. */
const localState = t.readonly(t.type({ requester: nullable(t.string), state: nullable(t.string) }))

/** A component of a server: `Active`, `Inactive`, `Draining` or `Unknown`, and who asks for what. */
export const componentState = t.readonly(
  t.type({ component: t.string, state: t.string, localStates: t.readonlyArray(localState) })
)

export const componentStates = t.readonlyArray(componentState)
