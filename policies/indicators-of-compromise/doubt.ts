import type { Facts } from '../../facts/facts'
import { notAsked } from '../../judging/inOrganization'
import { unreadBy } from '../../judging/unread'
import { indicatorsOfCompromise } from './policy'

/** Why it is not sure that no intruder was on a server; null where nothing that was looked at tells of one. */
export const doubtOfIntruders = (facts: Facts, baseline: Facts | null): string | null => {
  const applies = indicatorsOfCompromise.applies(facts, notAsked)
  if (applies._tag !== 'Applicable') return applies._tag === 'Undecided' ? applies.reason : null
  const found = [
    ...unreadBy(indicatorsOfCompromise, facts, notAsked).undecided,
    ...indicatorsOfCompromise.evaluate(facts, { build: 'latest', services: {}, baseline }, notAsked)
  ]
  const [first] = found.flatMap((one) =>
    one._tag === 'Drift' ? [one.actual] : one._tag === 'Unknown' ? [one.reason] : []
  )
  return first ?? null
}
