import * as t from 'io-ts'

/** How a server is looked at again after its remediation; it stands in the Server's inputs. */
export const secondLookRule = t.type({
  minutes: t.number,
  /** Whether its pages and its port 25 are asked from this computer. */
  probes: t.boolean,
  inMaintenance: t.keyof({ refuse: null, allow: null })
})

export type SecondLookRule = t.TypeOf<typeof secondLookRule>
