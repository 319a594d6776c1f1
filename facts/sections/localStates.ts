import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { distinct, fields, instant, nullable, text } from '../../kernel/values'
import { requestableState } from '../../kernel/words'

/**
 * What a requester has asked of a component of the server, by the server's own registry. The directory may hold a later
 * request, so that `Inactive` and `Draining` are proven by it, and `Active` is not. `state` is null where the value is
 * none that is known.
 */
const localState = t.readonly(
  fields({
    component: text,
    requester: text,
    state: nullable(requestableState),
    time: nullable(instant)
  })
)

const keyOf = ({ component, requester }: t.TypeOf<typeof localState>): string =>
  `${component}\\${requester}`.toLowerCase()

export const localStates = distinct(localState, keyOf, limits.onServer)

export type LocalState = t.TypeOf<typeof localState>
