import * as E from 'fp-ts/Either'
import { type Facts, presentOf } from '../../facts/facts'
import type { Certificate } from '../../facts/sections/certificates'
import { rememberedRecently } from '../../kernel/remembered'
import { canServe, validity } from '../iis/certificateFaults'
import { isForServerItself, isOwn, isSelfSigned } from '../iis/certificateNames'
import type { Endpoint } from '../iis/endpoints'
import { claimedElsewhere } from './formerCertificates'

const findCandidates = (facts: Facts, port: Endpoint['port']): ReadonlyArray<Certificate> => {
  const store = facts.sections.certificates
  if (E.isLeft(store)) return []
  const claimed = claimedElsewhere(facts)
  const fit = store.right.filter(
    (one) => validity(one, presentOf(facts)) === 'valid' && canServe(facts, one, port) && !claimed.has(one.thumbprint)
  )
  const isPreferred = (one: Certificate): boolean =>
    port === 444 ? isOwn(facts, one) : !isForServerItself(facts, one) && !isSelfSigned(one)
  return [...fit.filter(isPreferred), ...fit.filter((one) => !isPreferred(one))]
}

const candidatesFor = {
  443: rememberedRecently((facts: Facts) => findCandidates(facts, 443)),
  444: rememberedRecently((facts: Facts) => findCandidates(facts, 444))
}

/**
 * What a person may choose from for an endpoint: the certificates of the personal store that are valid now with their private
 * key, can serve the endpoint, and are in no other use of IIS. The server's own self-signed one (CN is its name) comes first for the back end; those for the server
 * itself and self-signed ones come last for the front end. Each finding asks, so they are kept.
 */
export const candidates = (facts: Facts, { port }: Pick<Endpoint, 'port'>): ReadonlyArray<Certificate> =>
  candidatesFor[port](facts)
