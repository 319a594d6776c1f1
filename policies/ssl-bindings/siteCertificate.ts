import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { type Facts, presentOf } from '../../facts/facts'
import { type Certificate, isSameStore } from '../../facts/sections/certificates'
import { rememberedRecently } from '../../kernel/remembered'
import { canServe, keyProvider, type Named, validity } from '../iis/certificateFaults'
import {
  holdsNamesOf,
  holdsUsualName,
  isForSameNames,
  isForServerItself,
  isLater,
  isOwn,
  isSelfSigned,
  isSuccessor
} from '../iis/certificateNames'
import type { Endpoint } from '../iis/endpoints'
import { formerCertificates } from './formerCertificates'

/** The one certificate that is left, else why none can be named. */
const onlyValid = (
  certificates: ReadonlyArray<Certificate>,
  now: string | null,
  what: string
): E.Either<string, Certificate> => {
  const possible = certificates.filter((one) => validity(one, now) !== 'invalid')
  const [only] = possible
  if (only === undefined) return E.left(`the store holds no valid ${what} with its private key`)
  if (possible.length > 1) return E.left(`the store holds more than one ${what} that may be valid`)
  return validity(only, now) === 'valid'
    ? E.right(only)
    : E.left(`whether the ${what} is valid and has its private key was not read`)
}

const ownName = 'self-signed certificate of this server'

/**
 * The one that follows those, where nothing speaks against it: OWA and the Exchange admin center can't use a key of a CNG provider
 * (KB3032024), and where names were not read, the subject alone does not tell for which hosts a certificate is.
 */
const usable = (had: ReadonlyArray<Certificate>, one: Certificate): E.Either<string, Certificate> => {
  if ([one, ...had].some(({ names }) => names === null))
    return E.left('the names in the certificates for the same subject were not read')
  const provider = keyProvider(one)
  if (provider === 'unread')
    return E.left('which provider keeps the key of the certificate for the same name was not read')
  return provider === 'CNG'
    ? E.left(
        'the certificate for the same name has a key of a CNG provider, which the sign-in pages of Exchange can not use'
      )
    : E.right(one)
}

/** Whether the store holds a later one for the same names, so that an earlier state does not tell which one clients are to see. */
const isOvertaken = (facts: Facts, fit: ReadonlyArray<Certificate>, had: ReadonlyArray<Certificate>): boolean =>
  fit.some(
    (one) =>
      validity(one, presentOf(facts)) !== 'invalid' &&
      !had.includes(one) &&
      had.some((former) => (isForSameNames(one, former) || holdsNamesOf(one, former)) && isLater(one, former))
  )

const later =
  'the store holds a later certificate for the same name, and a person must say which one clients are to see'

const areOver = (facts: Facts, some: ReadonlyArray<Certificate>): boolean =>
  some.every((one) => validity(one, presentOf(facts)) === 'invalid')

/** Of the certificates that an endpoint had: the valid one; where none is valid any more, its successor. */
const following = (
  facts: Facts,
  fit: ReadonlyArray<Certificate>,
  had: ReadonlyArray<Certificate>
): E.Either<string, Certificate> => {
  const present = presentOf(facts)
  if (had.some((one) => validity(one, present) === 'valid'))
    return onlyValid(had, present, 'certificate that the site has had')
  const namedAlike = fit.filter(
    (one) => validity(one, present) !== 'invalid' && had.some((former) => isForSameNames(one, former))
  )
  // Each that signed itself is trusted for itself alone; the server's own one is trusted by nobody but Exchange.
  const successors = namedAlike.filter(
    (one) => (!isSelfSigned(one) || isOwn(facts, one)) && had.some((former) => isSuccessor(one, former))
  )
  return namedAlike.length > 0 && successors.length === 0
    ? E.left('the certificate for the same name is not known to be of the same issuer, or is older than the one before')
    : pipe(
        onlyValid(successors, present, 'certificate for the same name'),
        E.filterOrElse(
          (one) => !isOvertaken(facts, fit, [one]),
          () => later
        ),
        E.chain((one) => usable(had, one))
      )
}

const nothingTells =
  'no binding, record or baseline shows which certificate the site had, so somebody must decide which one clients must see'

/** Those that stand against what the endpoint has: clients were served by another one, which is still there. */
const contradictions = (
  facts: Facts,
  served: ReadonlyArray<Certificate>,
  earlier: ReadonlyArray<Certificate>,
  beside: ReadonlyArray<Certificate>
): ReadonlyArray<Certificate> => {
  const isForItself = served.every((one) => isForServerItself(facts, one))
  return [...(isForItself || areOver(facts, served) ? earlier : []), ...(isForItself ? beside : [])].filter(
    (one) =>
      validity(one, presentOf(facts)) !== 'invalid' &&
      !isForServerItself(facts, one) &&
      !served.some((former) => one === former || isSuccessor(one, former))
  )
}

const contradiction = (facts: Facts, served: ReadonlyArray<Certificate>): string =>
  served.every((one) => isForServerItself(facts, one))
    ? 'the site has the certificate of the server itself, and another one for clients is named besides; a person must say which one they are to see'
    : 'the site had another certificate before, which is still valid; a person must say which one clients are to see'

/**
 * What the endpoint for all addresses has now tells most, and then what it had before the update, unless the two contradict
 * each other. The loopback address tells nothing where it has a certificate for the server itself, since clients never see
 * that; alone it tells only of one with a name by which clients usually ask.
 */
const frontEndCertificate = (
  facts: Facts,
  endpoint: Endpoint,
  baseline: Facts | null,
  fit: ReadonlyArray<Certificate>
): E.Either<string, Certificate> => {
  const now = formerCertificates(facts, endpoint)
  const before = baseline === null ? { main: [], loopback: [] } : formerCertificates(baseline, endpoint)
  const all = [...now.main, ...before.main, ...now.loopback, ...before.loopback]
  if (all.some(({ store }) => !isSameStore(store, null)))
    return E.left('the certificate that the site has had is in another store than the personal one')
  const among = (named: ReadonlyArray<Named>) =>
    fit.filter((one) => named.some(({ thumbprint }) => thumbprint === one.thumbprint))
  const current = among(now.main)
  const earlier = among(before.main)
  const beside = among([...now.loopback, ...before.loopback]).filter((one) => !isForServerItself(facts, one))
  const served = current.length > 0 ? current : earlier
  if (served.length > 0 && contradictions(facts, served, earlier, beside).length > 0)
    return E.left(contradiction(facts, served))
  if (current.length > 0) return following(facts, fit, current)
  const had = earlier.length > 0 && areOver(facts, earlier) ? earlier : [...new Set([...earlier, ...beside])]
  // Where the endpoint names one that is gone, or nothing is known of it, the loopback address proves nothing by itself.
  const isTold = earlier.length > 0 || (now.main.length + before.main.length === 0 && had.every(holdsUsualName))
  if (had.length > 0 && isTold)
    return !areOver(facts, had) && isOvertaken(facts, fit, had) ? E.left(later) : following(facts, fit, had)
  return E.left(
    now.main.length + before.main.length > 0
      ? 'the certificate that the site has had is not in the personal store, or can not serve it'
      : nothingTells
  )
}

const findSiteCertificate = (
  facts: Facts,
  endpoint: Endpoint,
  baseline: Facts | null
): E.Either<string, Certificate> => {
  const store = facts.sections.certificates
  if (E.isLeft(store)) return E.left('the certificate store could not be read')
  const fit = store.right.filter((one) => canServe(facts, one, endpoint.port))
  return endpoint.port === 444
    ? onlyValid(
        fit.filter((one) => isOwn(facts, one) && (one.issuer === null || isSelfSigned(one))),
        presentOf(facts),
        ownName
      )
    : frontEndCertificate(facts, endpoint, baseline, fit)
}

interface Found {
  readonly baseline: Facts | null
  readonly certificate: E.Either<string, Certificate>
}

const foundFor = rememberedRecently((_facts: Facts) => new Map<string, Found>())

/**
 * The certificate for an endpoint, where the facts leave no choice: at the back end the server's own self-signed one; at
 * the front end the one that the site has had, or its successor for the same names. Each finding asks, so it is kept.
 */
export const siteCertificate = (
  facts: Facts,
  endpoint: Endpoint,
  baseline: Facts | null
): E.Either<string, Certificate> => {
  const found = foundFor(facts)
  const key = `${endpoint.site}:${endpoint.port}`
  const known = found.get(key)
  if (known !== undefined && known.baseline === baseline) return known.certificate
  const certificate = findSiteCertificate(facts, endpoint, baseline)
  found.set(key, { baseline, certificate })
  return certificate
}
