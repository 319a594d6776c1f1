import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { type Certificate, isSameStore } from '../../facts/sections/certificates'
import { sameName } from '../compare'
import { rememberedFor } from '../remembered'
import { canServe, validity } from './certificateFaults'
import { isForClients, isNamedLikeServer, isOwn, replaces } from './certificateNames'
import type { Endpoint } from './endpoints'
import { claimedElsewhere, formerCertificates } from './formerCertificates'

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

/** Where nothing tells which certificate the site had, the store must leave no doubt. */
const unnamed = (facts: Facts, fit: ReadonlyArray<Certificate>): E.Either<string, Certificate> => {
  const others = fit.filter((one) => !isOwn(facts, one))
  if (others.length === 0) return onlyValid(fit, facts.collectedAt, ownName)
  if (others.some((one) => validity(one, facts.collectedAt) === 'invalid'))
    return E.left('the store holds one that is not valid, which may have been the one for clients')
  const only = onlyValid(others, facts.collectedAt, 'certificate for clients')
  if (E.isLeft(only)) return only
  if (claimedElsewhere(facts).has(only.right.thumbprint))
    return E.left('the only certificate for clients is that of another site, program, host name or address')
  if (!isForClients(only.right)) return E.left('the only certificate for clients names no host in a domain')
  return isNamedLikeServer(facts, only.right)
    ? E.left(
        'the only certificate for clients has the name of the server alone, and may have been enrolled for other ends'
      )
    : only
}

const isSuccessorOf =
  (successor: Certificate) =>
  (former: Certificate): boolean =>
    sameName(former.subject, successor.subject) && replaces(successor, former)

/** The site's other bindings, or those before the update, name the certificate; one of them may have expired meanwhile. */
const named = (
  facts: Facts,
  fit: ReadonlyArray<Certificate>,
  known: ReadonlyArray<Certificate>
): E.Either<string, Certificate> =>
  known.some((one) => validity(one, facts.collectedAt) === 'valid')
    ? onlyValid(known, facts.collectedAt, 'certificate that the site has had')
    : onlyValid(
        fit.filter((one) => known.some(isSuccessorOf(one))),
        facts.collectedAt,
        'certificate for the same name as the one before'
      )

const frontEndCertificate = (
  facts: Facts,
  endpoint: Endpoint,
  baseline: Facts | null,
  fit: ReadonlyArray<Certificate>
): E.Either<string, Certificate> => {
  const former = [facts, baseline].flatMap((one) => (one === null ? [] : formerCertificates(one, endpoint)))
  if (former.some(({ store }) => !isSameStore(store, null)))
    return E.left('the certificate that the site has had is in another store than the personal one')
  if (former.length === 0) return unnamed(facts, fit)
  const thumbprints = new Set(former.map(({ thumbprint }) => thumbprint))
  const known = fit.filter(({ thumbprint }) => thumbprints.has(thumbprint))
  return known.length > 0
    ? named(facts, fit, known)
    : E.left('the certificate that the site has had is not in the personal store, or can not serve it')
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
        fit.filter((one) => isOwn(facts, one)),
        facts.collectedAt,
        ownName
      )
    : frontEndCertificate(facts, endpoint, baseline, fit)
}

interface Found {
  readonly baseline: Facts | null
  readonly certificate: E.Either<string, Certificate>
}

const foundFor = rememberedFor((_facts: Facts) => new Map<string, Found>())

/**
 * The certificate for an endpoint, where the facts leave no choice: at the back end the server's own self-signed one; at
 * the front end the one that the site has had, or its successor for the same names, or where nothing tells of one, the
 * only one that can be meant for clients. Each finding asks, so it is kept.
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
