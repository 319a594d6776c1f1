import * as t from 'io-ts'
import { nullable } from '../values'

/**
 * A database availability group. By its members, those of them that are up, and the witness in use (`Primary`,
 * `Alternate`, `None`, `InvalidConfiguration`) its quorum is known. `serversInMaintenance`: their cluster node is paused.
 */
export const dag = t.readonly(
  t.type({
    name: t.string,
    members: t.readonlyArray(t.string),
    operationalMembers: t.readonlyArray(t.string),
    serversInMaintenance: nullable(t.readonlyArray(t.string)),
    witnessServer: nullable(t.string),
    witnessShareInUse: nullable(t.string),
    primaryActiveManager: nullable(t.string)
  })
)

export type Dag = t.TypeOf<typeof dag>

export const dags = t.readonlyArray(dag)
