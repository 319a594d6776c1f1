import * as t from 'io-ts'
import { nullable } from '../values'

/** The DAG of a Mailbox server, and whether databases may be activated on it. */
export const activation = t.readonly(
  t.type({
    dag: nullable(t.string),
    autoActivationPolicy: nullable(t.string),
    disabledAndMoveNow: nullable(t.boolean)
  })
)

export type Activation = t.TypeOf<typeof activation>
