import * as t from 'io-ts'
import { inMaintenance } from '../../kernel/words'

/** How a server is looked at again after its remediation; it stands in the Server's inputs. */
export const secondLookRule = t.type({
  minutes: t.number,
  /** Whether its pages and its port 25 are asked from this computer. */
  probes: t.boolean,
  inMaintenance
})

export type SecondLookRule = t.TypeOf<typeof secondLookRule>
