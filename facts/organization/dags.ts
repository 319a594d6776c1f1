import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { distinct, fields, listUpTo, nullable, text } from '../../kernel/values'

/**
 * A database availability group. By its members, those of them that are up, and the witness in use (`Primary`,
 * `Alternate`, `None`, `InvalidConfiguration`) its quorum is known. `serversInMaintenance`: their cluster node is paused.
 */
const dag = t.readonly(
  fields({
    name: text,
    members: listUpTo(limits.members, text),
    operationalMembers: listUpTo(limits.members, text),
    serversInMaintenance: nullable(listUpTo(limits.members, text)),
    witnessServer: nullable(text),
    witnessShareInUse: nullable(text),
    primaryActiveManager: nullable(text)
  })
)

export type Dag = t.TypeOf<typeof dag>

export const dags = distinct(dag, ({ name }) => name.toLowerCase(), limits.servers)
