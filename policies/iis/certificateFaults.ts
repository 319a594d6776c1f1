import * as E from 'fp-ts/Either'
import { type Facts, presentOf } from '../../facts/facts'
import { type Certificate, isSameStore } from '../../facts/sections/certificates'
import { isBefore } from '../../kernel/instants'
import { rememberedRecently, rememberedText } from '../../kernel/remembered'
import { someOf } from '../../kernel/someOf'
import {
  holdsOwnName,
  isForNobodyButItself,
  isForNoHost,
  isNotForServers,
  isOfOrganization,
  isOwn,
  namesOf,
  otherEndOf,
  ownNames
} from './certificateNames'
import type { Endpoint } from './endpoints'
import { countIn, findCertificate } from './stores'

/** What is wrong with the certificate of an endpoint. */
export interface CertificateFault {
  readonly fault: string
  /** The fault without the certificate, such as `expired on 2026-10-03`; null where there is none. */
  readonly predicate: string | null
  /** Null where the store does not have it. */
  readonly certificate: Certificate | null
  readonly evidence: string
}

/** What is to be said of a certificate that a binding or an http.sys record names. */
export type CertificateState =
  | { readonly _tag: 'Valid'; readonly notes: ReadonlyArray<string> }
  | ({ readonly _tag: 'Faulty' } & CertificateFault)
  /** `reason` is null where the whole certificate store was unreadable, which is told once for the server. */
  | { readonly _tag: 'Unjudged'; readonly reason: string | null }

/** A certificate as a binding or a record names it: its thumbprint, null for none, and its store, null where not read. */
export interface Named {
  readonly thumbprint: string | null
  readonly store: string | null
}

type Port = Endpoint['port']

const day = (instant: string): string => instant.slice(0, 10)

/** What makes a certificate useless now, as predicates; none where that was not read. */
export const faultsOf = (
  { notBefore, notAfter, hasPrivateKey }: Certificate,
  now: string | null
): ReadonlyArray<string> => [
  ...(now !== null && notAfter !== null && isBefore(notAfter, now) ? [`expired on ${day(notAfter)}`] : []),
  ...(now !== null && notBefore !== null && isBefore(now, notBefore) ? [`is not valid before ${day(notBefore)}`] : []),
  ...(hasPrivateKey === false ? ['has no private key'] : [])
]

/** Why a certificate can't serve an endpoint however valid it is: its purpose and its names. */
const misfitsOf = (facts: Facts, certificate: Certificate, port: Port): ReadonlyArray<string> => {
  const end = otherEndOf(certificate)
  if (end !== null) return [`is the one for ${end} ("${certificate.subject}")`]
  return [
    ...(isNotForServers(certificate) ? ['is not for servers by its enhanced key usage'] : []),
    ...(port === 444 && holdsOwnName(facts, certificate) === false
      ? [`does not hold the name of the server (${ownNames(facts).join(', ')})`]
      : []),
    ...(port === 443 && (isForNoHost(certificate) || isForNobodyButItself(facts, certificate))
      ? ['holds the name of no host']
      : [])
  ]
}

const pathOf = ({ store }: Certificate): string => `Cert:\\LocalMachine\\${store ?? 'My'}`

/** A certificate as the store shows it, in a sentence. */
export const evidenceOf = (certificate: Certificate, now: string | null): string => {
  const { thumbprint, subject, notBefore, notAfter, names } = certificate
  const validFrom = notBefore ?? 'an unknown time'
  const holds = (names ?? []).length === 0 ? '' : `, for ${(names ?? []).slice(0, 5).join(', ')}`
  return `${pathOf(certificate)} holds ${thumbprint} ("${subject}"${holds}), valid from ${validFrom} to ${
    notAfter ?? 'an unknown time'
  }; the facts were collected at ${now ?? 'an unknown time'}.`
}

export const faultIn = (certificate: Certificate, predicate: string, collectedAt: string | null): CertificateFault => ({
  fault: `certificate ${certificate.thumbprint} ${predicate}`,
  predicate,
  certificate,
  evidence: evidenceOf(certificate, collectedAt)
})

interface Unread {
  readonly reason: string
  /** False where the recording never had the field: then nobody looked, which only lowers what is known. */
  readonly isTried: boolean
}

/** What is said of a private key of which nobody knows whether it is there. */
export const unreadKey = ({ thumbprint, hasPrivateKey }: Certificate): ReadonlyArray<Unread> =>
  typeof hasPrivateKey === 'boolean'
    ? []
    : [{ reason: `whether the private key of ${thumbprint} is there was not read`, isTried: hasPrivateKey === null }]

/** Which kind of provider keeps the private key: Exchange itself uses the older one, and so counts a recording without the field. */
export const keyProvider = ({ isCng }: Certificate): 'older' | 'CNG' | 'unread' => {
  if (isCng === null) return 'unread'
  return isCng === true ? 'CNG' : 'older'
}

const unreadNames = ({ thumbprint, names }: Certificate): ReadonlyArray<Unread> => [
  { reason: `whether ${thumbprint} holds the name of the server was not read`, isTried: names === null }
]

const unreadUsages = ({ thumbprint, usages }: Certificate): ReadonlyArray<Unread> =>
  usages === null ? [{ reason: `whether ${thumbprint} is for servers was not read`, isTried: true }] : []

/** Names in a sentence; nobody reads more. */
const listed = (names: ReadonlyArray<string>): string => (names.length === 0 ? 'no name' : someOf(names, 5))

const daysBefore = 30

const soonAfter = rememberedText((now) => new Date(Date.parse(now) + daysBefore * 86_400_000).toISOString())

/** Says the day on which a certificate ends, where it is near. */
export const dueSoon = ({ thumbprint, notAfter }: Certificate, now: string): ReadonlyArray<string> =>
  notAfter !== null && !isBefore(soonAfter(now), notAfter)
    ? [`the certificate ${thumbprint} expires on ${day(notAfter)}, within ${daysBefore} days; renew it before that day`]
    : []

/** Whether a text is what is said of a certificate that ends soon. */
export const saysDueSoon = (text: string): boolean => /^the certificate \S+ expires on /.test(text)

/** The name by which clients ask is often not known from the server, so that this can be no more than said. */
const strangeNames = (facts: Facts, certificate: Certificate): ReadonlyArray<string> =>
  isOfOrganization(facts, certificate)
    ? []
    : [
        `the certificate ${certificate.thumbprint} is for ${listed(namesOf(certificate))}, and none of its names is known as one of the ` +
          'server or its domain; see that it holds the names that clients ask for'
      ]

const judgeKnown = (facts: Facts, certificate: Certificate, port: Port): CertificateState => {
  const { collectedAt, clock } = facts
  const now = presentOf(facts)
  const { thumbprint, notBefore, notAfter } = certificate
  const faults = [...faultsOf(certificate, now), ...misfitsOf(facts, certificate, port)]
  if (faults.length > 0) return { _tag: 'Faulty', ...faultIn(certificate, faults.join(' and '), collectedAt) }
  if (now === null)
    return { _tag: 'Unjudged', reason: clock ?? 'the time at which the facts were collected is not known' }
  if (notBefore === null || notAfter === null)
    return { _tag: 'Unjudged', reason: `the validity of the certificate ${thumbprint} was not read` }
  const isNamed = port === 443 || holdsOwnName(facts, certificate) === true
  const unread = [...unreadKey(certificate), ...(isNamed ? [] : unreadNames(certificate)), ...unreadUsages(certificate)]
  const [why] = unread.flatMap(({ reason, isTried }) => (isTried ? [reason] : []))
  return why === undefined
    ? {
        _tag: 'Valid',
        notes: [
          ...unread.map(({ reason }) => reason),
          ...(port === 443 ? strangeNames(facts, certificate) : []),
          ...dueSoon(certificate, now)
        ]
      }
    : { _tag: 'Unjudged', reason: why }
}

const judged = rememberedRecently(
  (_facts: Facts): Record<Port, Map<Certificate, CertificateState>> => ({ 443: new Map(), 444: new Map() })
)

/** Bindings and records name the same few certificates, so each is judged once for a port. */
const judgeOnce = (facts: Facts, certificate: Certificate, port: Port): CertificateState => {
  const known = judged(facts)[port]
  const state = known.get(certificate) ?? judgeKnown(facts, certificate, port)
  known.set(certificate, state)
  return state
}

/** Judges a certificate by its store, the endpoint that it is to serve, and the time of collection. */
export const judgeCertificate = (facts: Facts, named: Named, port: Port): CertificateState => {
  const { thumbprint, store } = named
  if (thumbprint === null)
    return {
      _tag: 'Faulty',
      fault: 'no certificate assigned',
      predicate: null,
      certificate: null,
      evidence: 'No certificate is assigned there.'
    }
  const { certificates } = facts.sections
  if (E.isLeft(certificates)) return { _tag: 'Unjudged', reason: null }
  const certificate = findCertificate(certificates.right, thumbprint, store)
  if (certificate !== undefined) return judgeOnce(facts, certificate, port)
  const isPersonal = isSameStore(store, null)
  const count = countIn(certificates.right, store)
  if (count === 0)
    return {
      _tag: 'Unjudged',
      reason: `no certificate of the store ${store ?? 'My'} was read, where ${thumbprint} should be`
    }
  const predicate = `is not in the certificate store${isPersonal ? '' : ` ${store}`}`
  return {
    _tag: 'Faulty',
    fault: `certificate ${thumbprint} ${predicate}`,
    predicate,
    certificate: null,
    evidence: `Cert:\\LocalMachine\\${store ?? 'My'} holds ${count} certificates, none of them ${thumbprint}.`
  }
}

/** Why nobody can say that an endpoint has a valid certificate: its fault, or what was not read; null where neither is known. */
export const doubtOf = (state: CertificateState): string | null => {
  switch (state._tag) {
    case 'Valid':
      return null
    case 'Faulty':
      return state.fault
    case 'Unjudged':
      return state.reason
  }
}

/** Whether a certificate is valid now with its private key; `unknown` where that was not read. */
export const validity = (certificate: Certificate, now: string | null): 'valid' | 'invalid' | 'unknown' => {
  const { notBefore, notAfter, hasPrivateKey } = certificate
  if (faultsOf(certificate, now).length > 0) return 'invalid'
  return now === null || notBefore === null || notAfter === null || hasPrivateKey !== true ? 'unknown' : 'valid'
}

/** Whether a certificate fits an endpoint, in whatever store; at the back end it must be known to hold the server's own name. */
export const fits = (facts: Facts, certificate: Certificate, port: Port): boolean =>
  misfitsOf(facts, certificate, port).length === 0 &&
  (port === 443 || isOwn(facts, certificate) || holdsOwnName(facts, certificate) === true)

/** Whether one of the personal store can serve an endpoint. */
export const canServe = (facts: Facts, certificate: Certificate, port: Port): boolean =>
  isSameStore(certificate.store, null) && fits(facts, certificate, port)
