import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Certificate } from '../../facts/sections/certificates'
import { sameName } from '../compare'

/** What is to be said of a certificate that a binding or an http.sys record names. */
export type CertificateState =
  | { readonly _tag: 'Valid'; readonly note: string | null }
  | { readonly _tag: 'Faulty'; readonly fault: string; readonly evidence: string }
  /** `reason` is null where the whole certificate store was unreadable, which is told once for the server. */
  | { readonly _tag: 'Unjudged'; readonly reason: string | null }

const day = (instant: string): string => instant.slice(0, 10)

const isPast = (instant: string, now: string): boolean => Date.parse(instant) < Date.parse(now)

const faultsOf = ({ notBefore, notAfter, hasPrivateKey }: Certificate, now: string | null): ReadonlyArray<string> => [
  ...(now !== null && notAfter !== null && isPast(notAfter, now) ? [`expired on ${day(notAfter)}`] : []),
  ...(now !== null && notBefore !== null && isPast(now, notBefore) ? [`is not valid before ${day(notBefore)}`] : []),
  ...(hasPrivateKey === false ? ['has no private key'] : [])
]

const evidenceOf = ({ thumbprint, subject, notBefore, notAfter }: Certificate, now: string | null): string =>
  `Cert:\\LocalMachine\\My holds ${thumbprint} ("${subject}"), valid from ${notBefore ?? 'an unknown time'} to ${
    notAfter ?? 'an unknown time'
  }; the facts were collected at ${now ?? 'an unknown time'}.`

const judgeKnown = (certificate: Certificate, { collectedAt: now, clock }: Facts): CertificateState => {
  const { thumbprint, notBefore, notAfter, hasPrivateKey } = certificate
  const faults = faultsOf(certificate, now)
  if (faults.length > 0)
    return {
      _tag: 'Faulty',
      fault: `certificate ${thumbprint} ${faults.join(' and ')}`,
      evidence: evidenceOf(certificate, now)
    }
  if (now === null)
    return { _tag: 'Unjudged', reason: clock ?? 'the time at which the facts were collected is not known' }
  if (notBefore === null || notAfter === null)
    return { _tag: 'Unjudged', reason: `the validity of the certificate ${thumbprint} was not read` }
  const note = hasPrivateKey === null ? `whether the private key of ${thumbprint} is there was not read` : null
  return { _tag: 'Valid', note }
}

/** Judges a certificate by the computer's store and the time of collection; null stands for no certificate. */
export const judgeCertificate = (facts: Facts, thumbprint: string | null): CertificateState => {
  if (thumbprint === null)
    return { _tag: 'Faulty', fault: 'no certificate assigned', evidence: 'No certificate is assigned there.' }
  const store = facts.sections.certificates
  if (E.isLeft(store)) return { _tag: 'Unjudged', reason: null }
  const certificate = store.right.find((one) => one.thumbprint === thumbprint)
  return certificate === undefined
    ? {
        _tag: 'Faulty',
        fault: `certificate ${thumbprint} is not in the certificate store`,
        evidence: `Cert:\\LocalMachine\\My holds ${store.right.length} certificates, none of them ${thumbprint}.`
      }
    : judgeKnown(certificate, facts)
}

/** Certificates that Windows and Exchange make for other ends: IIS' remote management, OAuth, and federation. */
const otherEnds = /^CN=(?:WMSvc-|Microsoft Exchange Server Auth Certificate|Federation(?:,|$))/i

/** Whether a certificate is made for another end than a web site. */
export const isForOtherEnds = ({ subject }: Certificate): boolean => otherEnds.test(subject)

/** Whether it is the server's own self-signed one: its CN is the server's name. */
export const isOwn = ({ server }: Facts, { subject }: Certificate): boolean =>
  sameName(subject, `CN=${server.split('.')[0]}`)

/** Whether it is for the server's own name in its domain, as those are that a domain enrols for every computer. */
export const isNamedLikeServer = ({ sections: { identity } }: Facts, { subject }: Certificate): boolean =>
  E.isRight(identity) && identity.right.fqdn !== null && sameName(subject, `CN=${identity.right.fqdn}`)

/** Whether a certificate is valid now with its private key; `unknown` where that was not read. */
export const validity = (certificate: Certificate, now: string | null): 'valid' | 'invalid' | 'unknown' => {
  const { notBefore, notAfter, hasPrivateKey } = certificate
  if (faultsOf(certificate, now).length > 0) return 'invalid'
  return now === null || notBefore === null || notAfter === null || hasPrivateKey === null ? 'unknown' : 'valid'
}

/**
 * The certificates of the store that are valid now with their private key, fit for a web site. The server's own
 * self-signed one (CN is its name) comes first for the back end and last for the front end.
 */
export const candidates = (facts: Facts, selfSignedFirst: boolean): ReadonlyArray<Certificate> => {
  const store = facts.sections.certificates
  const { collectedAt } = facts
  if (E.isLeft(store)) return []
  const fit = store.right.filter((one) => validity(one, collectedAt) === 'valid' && !isForOtherEnds(one))
  const isPreferred = (one: Certificate) => isOwn(facts, one) === selfSignedFirst
  return [...fit.filter(isPreferred), ...fit.filter((one) => !isPreferred(one))]
}
