import * as t from 'io-ts'
import { fields, nullable, text } from '../../kernel/values'

/** The DAG of a Mailbox server, and whether databases may be activated on it. */
export const activation = t.readonly(
  fields({
    dag: nullable(text),
    autoActivationPolicy: nullable(text),
    disabledAndMoveNow: nullable(t.boolean)
  })
)

export type Activation = t.TypeOf<typeof activation>
