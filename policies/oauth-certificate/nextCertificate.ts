import { type Facts, presentOf } from '../../facts/facts'
import type { AuthConfig } from '../../facts/organization/authConfig'
import type { Certificate } from '../../facts/sections/certificates'
import { drift, type Judgement, note, type Resolution, unknown } from '../../judging/policy'
import { byHand, type Proposal } from '../../judging/remediation'
import { isBefore } from '../../kernel/instants'
import type { PropertyPath } from '../../kernel/propertyPath'
import { evidenceOf, faultsOf, keyProvider, unreadKey, validity } from '../iis/certificateFaults'
import { countIn, findCertificate } from '../iis/stores'
import { publishing, renewal } from './remediation'
import { importOauthCertificate, publishOauthCertificate, renewOauthCertificate, restoreOauthKey } from './resolution'

/** What each certificate for OAuth should be. */
export const desired = 'a valid certificate for OAuth with its private key'

/** What is to be done about a certificate of the organization that can't serve. */
export interface Remedy {
  readonly evidence: ReadonlyArray<string>
  readonly resolution: Resolution
  readonly remediation: Proposal
}

/** Each server has some certificate, so an empty store is one that was not read. */
export const isStoreUnread = (certificates: ReadonlyArray<Certificate>): boolean => countIn(certificates, null) === 0

/** That a certificate was sought in a store that was not read. */
export const storeUnread = (at: PropertyPath, thumbprint: string): Judgement =>
  unknown(at, `no certificate of the store My was read, where ${thumbprint} should be`)

/** Whether the certificate in use has expired everywhere, so that the next one can only help. */
const hasExpired = (certificates: ReadonlyArray<Certificate>, thumbprint: string, present: string): boolean => {
  const notAfter = findCertificate(certificates, thumbprint, 'My')?.notAfter ?? null
  return notAfter !== null && Date.parse(notAfter) < Date.parse(present)
}

/** Publishing the next certificate, where it is here, valid and due: then none is to be created. */
export const nextInstead = (
  facts: Facts,
  certificates: ReadonlyArray<Certificate>,
  { currentThumbprint, nextThumbprint, nextEffectiveDate }: AuthConfig,
  renew: boolean
): Remedy | null => {
  const present = presentOf(facts)
  const next = nextThumbprint === null ? undefined : findCertificate(certificates, nextThumbprint, 'My')
  if (next === undefined || currentThumbprint === null || nextThumbprint === currentThumbprint) return null
  if (present === null || nextEffectiveDate === null || Date.parse(nextEffectiveDate) > Date.parse(present)) return null
  return validity(next, present) === 'valid'
    ? {
        evidence: [
          evidenceOf(next, facts.collectedAt),
          `It is the next one for OAuth, due since ${nextEffectiveDate}.`
        ],
        resolution: publishOauthCertificate(facts, currentThumbprint, next.thumbprint),
        remediation:
          keyProvider(next) === 'older'
            ? publishing(
                renew && hasExpired(certificates, currentThumbprint, present),
                currentThumbprint,
                next.thumbprint
              )
            : byHand('the key of the next certificate is not known to be of a provider that Exchange itself uses')
      }
    : null
}

/** Whether nothing but its private key is missing, which another server may still have. */
const lacksKeyAlone = (facts: Facts, certificate: Certificate): boolean =>
  certificate.hasPrivateKey === false && faultsOf(certificate, presentOf(facts)).length === 1

/** What to do where nothing but the private key is missing. */
export const keyless = (facts: Facts, certificate: Certificate): Remedy | null =>
  lacksKeyAlone(facts, certificate)
    ? { evidence: [], resolution: restoreOauthKey(facts, certificate.thumbprint), remediation: renewal }
    : null

const nextPath: PropertyPath = ['certificates', 'next OAuth']

/** Exchange takes two days to bring a new certificate to all servers, and warns where it has less. */
const toDeploy = 2 * 86_400_000

/** What was not read of the next one counts from the time when it must be here. */
const judgeUnread = (
  certificate: Certificate,
  present: string | null,
  date: string | null
): ReadonlyArray<Judgement> => {
  const unread = [
    ...unreadKey(certificate)
      .filter(({ isTried }) => isTried)
      .map(({ reason }) => reason),
    ...(certificate.notAfter === null ? [`when ${certificate.thumbprint} ends was not read`] : [])
  ]
  const isFar = present !== null && date !== null && Date.parse(date) - Date.parse(present) > toDeploy
  return unread.length === 0 || isFar
    ? []
    : [unknown(nextPath, `of the next certificate for OAuth: ${unread.join('; ')}`)]
}

/** The faults that it has when its date comes: until then it need not be valid. */
const faultsThen = (certificate: Certificate, present: string | null, date: string | null): ReadonlyArray<string> =>
  present !== null && date !== null && isBefore(present, date)
    ? faultsOf(certificate, date).map((fault) => fault.replace(/^expired on/, 'ends on'))
    : faultsOf(certificate, present)

/** From its date on the organization signs by the next certificate, so that it must be here by then. */
export const judgeNext = (
  facts: Facts,
  certificates: ReadonlyArray<Certificate>,
  { currentThumbprint, nextThumbprint, nextEffectiveDate }: AuthConfig
): ReadonlyArray<Judgement> => {
  const present = presentOf(facts)
  if (nextThumbprint === null || nextThumbprint === currentThumbprint) return []
  const certificate = findCertificate(certificates, nextThumbprint, 'My')
  if (certificate === undefined && isStoreUnread(certificates)) return [storeUnread(nextPath, nextThumbprint)]
  const faults =
    certificate === undefined
      ? ['is not in the certificate store']
      : faultsThen(certificate, present, nextEffectiveDate)
  if (certificate !== undefined && faults.length === 0) return judgeUnread(certificate, present, nextEffectiveDate)
  const fault = `the next certificate for OAuth, ${nextThumbprint}, ${faults.join(' and ')}`
  if (present === null || nextEffectiveDate === null) return [note(`${fault}; whether its date has come was not read`)]
  const left = Date.parse(nextEffectiveDate) - Date.parse(present)
  // Exchange itself brings one that is not here yet; one that is here does not mend itself.
  if (left > toDeploy && certificate === undefined) return []
  if (left > 0) return [note(`${fault}, and takes effect on ${nextEffectiveDate.slice(0, 10)}: mend that before`)]
  return [
    drift({
      path: nextPath,
      actual: `certificate ${nextThumbprint} ${faults.join(' and ')}`,
      desired,
      evidence: [
        `The organization uses ${nextThumbprint} for OAuth from ${nextEffectiveDate} on.`,
        ...(certificate === undefined ? [] : [evidenceOf(certificate, facts.collectedAt)])
      ],
      resolution:
        certificate === undefined
          ? importOauthCertificate(facts, nextThumbprint)
          : (keyless(facts, certificate)?.resolution ?? renewOauthCertificate(facts, certificate)),
      remediation: renewal
    })
  ]
}
