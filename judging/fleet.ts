import type { Facts } from '../facts/facts'
import { judge } from './evaluate'
import { inOrganization } from './inOrganization'
import type { Policy } from './policy'
import { isInForce } from './rules'
import type { Standard } from './standard'
import type { Verdict } from './verdict'

/** A server that was judged alone, and by what. */
export interface JudgedAlone {
  readonly facts: Facts
  readonly standard: Standard
  readonly verdicts: ReadonlyArray<Verdict>
}

/** The names of the servers without whose facts these could not be judged as in the whole fleet; null where it may be each. */
export const partnersOf = (
  policies: ReadonlyArray<Policy>,
  servers: ReadonlyArray<Pick<JudgedAlone, 'facts' | 'standard'>>
): ReadonlyArray<string> | null => {
  const all = servers.flatMap(({ facts, standard: { enforcement, organization, dag } }) => {
    const seen = inOrganization(facts, organization, dag)
    return policies.flatMap((policy) =>
      policy.fleet !== undefined && isInForce(enforcement, policy) && policy.applies(facts, seen)._tag === 'Applicable'
        ? [policy.fleet(facts, seen)]
        : []
    )
  })
  const known = all.flatMap((names) => (names === null ? [] : [names]))
  return known.length < all.length ? null : [...new Set(known.flat())]
}

/**
 * The verdicts of each server with those of the policies that see all of them together, in the catalogue's order. Those of the
 * servers themselves stay the same objects, so that what was made of them is kept. `others` were read for their sake alone.
 */
export const judgeFleet = (
  policies: ReadonlyArray<Policy>,
  servers: ReadonlyArray<JudgedAlone>,
  others: ReadonlyArray<Facts> = []
): ReadonlyArray<ReadonlyArray<Verdict>> => {
  const ofFleet = policies.filter(({ fleet }) => fleet !== undefined)
  const places = new Map(policies.map(({ name }, index) => [name, index]))
  const placeOf = ({ policy }: Verdict): number => places.get(policy) ?? policies.length
  const peers = [...servers.map(({ facts }) => facts), ...others]
  return servers.map(({ facts, standard, verdicts }) => {
    const added = judge(ofFleet, facts, { ...standard, desired: { ...standard.desired, peers } })
    return added.length === 0 ? verdicts : [...verdicts, ...added].sort((a, b) => placeOf(a) - placeOf(b))
  })
}
