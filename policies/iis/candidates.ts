import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Certificate } from '../../facts/sections/certificates'
import { rememberedFor } from '../remembered'
import { canServe, validity } from './certificateFaults'
import { isOwn } from './certificateNames'
import type { Endpoint } from './endpoints'
import { claimedElsewhere } from './formerCertificates'

/** What a person may choose from for an endpoint, the likelier ones first, and the one that stands out, if one does. */
export interface Candidates {
  readonly all: ReadonlyArray<Certificate>
  readonly likely: Certificate | null
}

const findCandidates = (facts: Facts, port: Endpoint['port']): Candidates => {
  const store = facts.sections.certificates
  if (E.isLeft(store)) return { all: [], likely: null }
  const claimed = claimedElsewhere(facts)
  const fit = store.right.filter(
    (one) => validity(one, facts.collectedAt) === 'valid' && canServe(facts, one, port) && !claimed.has(one.thumbprint)
  )
  const preferred = fit.filter((one) => isOwn(facts, one) === (port === 444))
  const others = fit.filter((one) => isOwn(facts, one) !== (port === 444))
  // A command that holds the self-signed one would put it before clients, if it is only copied.
  const [first, second] = preferred.length > 0 || port === 443 ? preferred : others
  return { all: [...preferred, ...others], likely: second === undefined ? (first ?? null) : null }
}

const candidatesFor = {
  443: rememberedFor((facts: Facts) => findCandidates(facts, 443)),
  444: rememberedFor((facts: Facts) => findCandidates(facts, 444))
}

/**
 * The certificates of the personal store that are valid now with their private key, can serve the endpoint, and are in no
 * other use of IIS. The server's own self-signed one (CN is its name) comes first for the back end and last for the front
 * end. Each finding asks, so they are kept.
 */
export const candidates = (facts: Facts, { port }: Pick<Endpoint, 'port'>): Candidates => candidatesFor[port](facts)
