import * as E from 'fp-ts/Either'
import { type Facts, presentOf } from '../../facts/facts'
import type { Certificate } from '../../facts/sections/certificates'
import { type Judgement, note, unknown } from '../../judging/policy'
import type { PropertyPath } from '../../kernel/propertyPath'
import { canServe, type Named, validity } from '../iis/certificateFaults'
import { isForServerItself } from '../iis/certificateNames'
import { type Endpoint, isOfServerItself, type Listener } from '../iis/endpoints'
import { findCertificate } from '../iis/stores'
import { candidates } from './candidates'
import { namedAt } from './formerCertificates'

interface Served {
  readonly endpoint: Endpoint
  readonly listener: Listener
  readonly path: PropertyPath
  readonly shown: string
  readonly certificate: Named
}

const storeOf = ({ sections: { certificates } }: Facts): ReadonlyArray<Certificate> =>
  E.isRight(certificates) ? certificates.right : []

/** The certificates for clients that a server had at a listener before, by what it knew of them then. */
const formerForClients = (baseline: Facts, { endpoint, listener }: Served): ReadonlyArray<Certificate> =>
  namedAt(baseline, endpoint, listener).flatMap(({ thumbprint, store }) => {
    const found = thumbprint === null ? undefined : findCertificate(storeOf(baseline), thumbprint, store)
    return found === undefined || isForServerItself(baseline, found) ? [] : [found]
  })

/**
 * What is to be said where clients get the certificate of the server itself. It can be meant, as behind a load balancer that
 * ends TLS itself; but an update may have put it there, which the baseline shows by one for clients that is still valid.
 */
export const judgeForServerItself = (
  facts: Facts,
  served: Served,
  baseline: Facts | null
): ReadonlyArray<Judgement> => {
  const { endpoint, listener, certificate, path, shown } = served
  if (endpoint.port !== 443 || listener.host !== '' || isOfServerItself(listener)) return []
  const has =
    certificate.thumbprint === null
      ? undefined
      : findCertificate(storeOf(facts), certificate.thumbprint, certificate.store)
  if (has === undefined || !isForServerItself(facts, has)) return []
  const says = `${shown} has the server's own certificate ${has.thumbprint} ("${has.subject.slice(0, 60)}")`
  const former = baseline === null ? [] : formerForClients(baseline, served)
  const still = storeOf(facts).find(
    (one) =>
      former.some(({ thumbprint }) => thumbprint === one.thumbprint) &&
      canServe(facts, one, 443) &&
      validity(one, presentOf(facts)) !== 'invalid'
  )
  if (still !== undefined)
    return [
      unknown(
        path,
        `${says}, and had ${still.thumbprint} before, which is still valid; which one is meant was not read`
      )
    ]
  const [before] = former
  const other = candidates(facts, endpoint).find((one) => !isForServerItself(facts, one))
  const beside = before === undefined ? other : before
  if (beside === undefined) return []
  const which =
    before === undefined ? `, beside ${beside.thumbprint} for clients` : `, and had ${beside.thumbprint} before`
  return [note(`${says}${which}; see that this is meant, as behind a load balancer that ends TLS`)]
}
