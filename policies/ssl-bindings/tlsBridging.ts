import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { isOnAtFrontEnd } from '../extended-protection/recommended'
import { type Endpoint, isOfServerItself, type Listener } from '../iis/endpoints'

const must = 'a load balancer that ends TLS must get the same certificate first: else no client can sign in.'

/**
 * What another certificate of the front end means for clients whose TLS ends before the server: Extended Protection compares
 * the certificate that they have seen with the server's own. A sentence; null where it means nothing, since it is off.
 */
export const newCertificate = ({ sections: { extendedProtection } }: Facts): string | null => {
  if (E.isLeft(extendedProtection)) return `Whether Extended Protection is on was not read: if it is, ${must}`
  return isOnAtFrontEnd(extendedProtection.right) ? `Extended Protection is on here, so ${must}` : null
}

/** The same for one listener; null also where no client comes there. */
export const tlsBridging = (facts: Facts, { port }: Endpoint, listener: Listener): string | null =>
  port !== 443 || isOfServerItself(listener) ? null : newCertificate(facts)
