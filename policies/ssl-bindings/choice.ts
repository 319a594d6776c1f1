import * as E from 'fp-ts/Either'
import { type Facts, presentOf } from '../../facts/facts'
import { type Certificate, isSameStore } from '../../facts/sections/certificates'
import { sameName } from '../../kernel/compare'
import { fits, validity } from '../iis/certificateFaults'
import { holdsName, holdsUsualName, isForServerItself, isSelfSigned } from '../iis/certificateNames'
import { isOfServerItself, type Listener } from '../iis/endpoints'
import { claimedElsewhere } from './formerCertificates'

/** The second store that IIS offers certificates of, in which programs that renew them keep theirs. */
const webHosting = 'WebHosting'

const isOfIis = ({ store }: Certificate): boolean =>
  isSameStore(store, null) || (store !== null && sameName(store, webHosting))

/** What a person may give clients of a listener, and what is valid there but not for clients. */
export interface Choice {
  readonly forClients: ReadonlyArray<Certificate>
  /** The server's own and self-signed ones, which clients don't trust. */
  readonly own: ReadonlyArray<Certificate>
}

/**
 * The certificates for a listener of the front end: valid now with their private key, in a store that IIS offers, and with the
 * listener's host name where it has one. One that another site or program uses counts where it has a name by which clients
 * usually ask for Exchange: many share one certificate. At its loopback address the server may have its own one.
 */
export const choiceFor = (facts: Facts, listener: Listener): Choice => {
  const { certificates } = facts.sections
  if (E.isLeft(certificates)) return { forClients: [], own: [] }
  const { host } = listener
  const claimed = claimedElsewhere(facts)
  const isHeld = (one: Certificate): boolean => host === '' || host.startsWith('*') || holdsName(one, host) !== false
  const fit = certificates.right.filter(
    (one) => isOfIis(one) && validity(one, presentOf(facts)) === 'valid' && fits(facts, one, 443)
  )
  const isOwn = (one: Certificate): boolean =>
    !isOfServerItself(listener) && (isForServerItself(facts, one) || isSelfSigned(one))
  return {
    forClients: fit.filter(
      (one) => !isOwn(one) && isHeld(one) && (!claimed.has(one.thumbprint) || holdsUsualName(one))
    ),
    own: fit.filter(isOwn)
  }
}

const placeOf = ({ store }: Certificate): string => (isSameStore(store, null) ? '' : ` in the store ${store}`)

/** A certificate with what a person has to know to choose it. */
export const shownChoice =
  (facts: Facts) =>
  (one: Certificate): string =>
    `${one.thumbprint} ("${one.subject}"${placeOf(one)}${claimedElsewhere(facts).has(one.thumbprint) ? ', also in use for something else' : ''}${
      one.isCng === true ? ', with a key of a CNG provider, which the sign-in pages cannot use' : ''
    })`

/** The store that a command assigns from; null where a person has to say it. */
export const storeOfChoice = ({ forClients }: Choice): string | null => {
  const stores = [...new Set(forClients.map((one) => (placeOf(one) === '' ? 'My' : webHosting)))]
  return stores.length > 1 ? null : (stores[0] ?? 'My')
}
