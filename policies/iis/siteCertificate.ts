import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Certificate } from '../../facts/sections/certificates'
import { isForOtherEnds, isOwn, validity } from './certificateFaults'
import type { Endpoint } from './endpoints'

/** The certificate that Exchange can have enabled for an endpoint: the one that is left, else why none can be named. */
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

/**
 * The certificate for an endpoint, where the store leaves no choice: at the back end the server's own self-signed one;
 * at the front end the other, or where there never was another, the same.
 */
export const siteCertificate = (facts: Facts, { port }: Endpoint): E.Either<string, Certificate> => {
  const store = facts.sections.certificates
  if (E.isLeft(store)) return E.left('the certificate store could not be read')
  const fit = store.right.filter((one) => !isForOtherEnds(one))
  const own = fit.filter((one) => isOwn(facts, one))
  const others = fit.filter((one) => !isOwn(facts, one))
  return port === 444 || others.length === 0
    ? onlyValid(own, facts.collectedAt, 'self-signed certificate of this server')
    : onlyValid(others, facts.collectedAt, 'certificate for clients')
}
