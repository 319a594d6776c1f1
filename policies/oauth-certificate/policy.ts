import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import type { Fact } from '../../facts/fact'
import { type Facts, presentOf } from '../../facts/facts'
import type { AuthConfig } from '../../facts/organization/authConfig'
import { type Certificate, isSameStore } from '../../facts/sections/certificates'
import { appliesWhere } from '../../judging/kind'
import { withParameters } from '../../judging/parameters'
import { compliant, type Drift, drift, type Judgement, note, type Policy, unknown } from '../../judging/policy'
import type { PropertyPath } from '../../kernel/propertyPath'
import { dueSoon, evidenceOf, faultsOf, unreadKey, validity } from '../iis/certificateFaults'
import { otherEndOf } from '../iis/certificateNames'
import { findCertificate } from '../iis/stores'
import { oauthHeadline } from './headline'
import { desired, isStoreUnread, judgeNext, keyless, nextInstead, type Remedy, storeUnread } from './nextCertificate'
import { renewal } from './remediation'
import { createOauthCertificate, importOauthCertificate, link, renewOauthCertificate } from './resolution'
import { failedSignIns, findsNone, judgeSignIns } from './signIns'

const path: PropertyPath = ['certificates', 'OAuth']

/** What Exchange itself says proves a fault, whoever was asked. */
const proof = (facts: Facts): Pick<Drift, 'isProven'> => (findsNone(facts) ? { isProven: true } : {})

const unusable = (facts: Facts, certificate: Certificate, remedy: Remedy | null = null): Judgement =>
  drift({
    ...proof(facts),
    path,
    actual: `certificate ${certificate.thumbprint} ${faultsOf(certificate, presentOf(facts)).join(' and ')}`,
    desired,
    evidence: [evidenceOf(certificate, facts.collectedAt), ...(remedy?.evidence ?? [])],
    resolution: remedy?.resolution ?? renewOauthCertificate(facts, certificate),
    remediation: remedy?.remediation ?? renewal
  })

const absent = (facts: Facts, thumbprint: string): Judgement =>
  drift({
    path,
    actual: `certificate ${thumbprint} is not in the certificate store`,
    desired,
    evidence: [`The organization uses ${thumbprint} for OAuth, and Cert:\\LocalMachine\\My does not hold it.`],
    resolution: importOauthCertificate(facts, thumbprint),
    remediation: renewal
  })

const missing = (facts: Facts): Judgement =>
  drift({
    ...proof(facts),
    path,
    actual: 'no certificate for OAuth is in the certificate store',
    desired,
    evidence: [
      'Cert:\\LocalMachine\\My holds no certificate named "Microsoft Exchange Server Auth Certificate", and Exchange finds none that serves.'
    ],
    resolution: importOauthCertificate(facts, null),
    remediation: renewal
  })

const notConfigured = (facts: Facts): Judgement =>
  drift({
    path,
    actual: 'the organization names no certificate for OAuth',
    desired,
    evidence: ['AuthConfig of the organization has no CurrentCertificateThumbprint.'],
    resolution: createOauthCertificate(facts),
    remediation: renewal
  })

const judgeCurrent = (
  facts: Facts,
  certificates: ReadonlyArray<Certificate>,
  thumbprint: string,
  authConfig: AuthConfig,
  renew: boolean
): ReadonlyArray<Judgement> => {
  const certificate = findCertificate(certificates, thumbprint, 'My')
  if (certificate === undefined)
    return [isStoreUnread(certificates) ? storeUnread(path, thumbprint) : absent(facts, thumbprint)]
  if (validity(certificate, presentOf(facts)) === 'invalid')
    return [
      unusable(facts, certificate, keyless(facts, certificate) ?? nextInstead(facts, certificates, authConfig, renew))
    ]
  const present = presentOf(facts)
  const { notBefore, notAfter } = certificate
  if (present === null || notBefore === null || notAfter === null)
    return [unknown(path, `the validity of the certificate ${thumbprint} was not read`)]
  const [key] = unreadKey(certificate)
  if (key?.isTried === true) return [unknown(path, key.reason)]
  return [
    compliant(path, `certificate ${thumbprint}`),
    ...(key === undefined ? [] : [note(key.reason)]),
    ...dueSoon(certificate, present).map(note)
  ]
}

const noCandidate =
  'the store My holds no certificate named "Microsoft Exchange Server Auth Certificate"; unless Get-AuthConfig names another ' +
  'one that is here, nobody signs in to OWA or EAC until it is copied here or made again (https://aka.ms/MonitorExchangeAuthCertificate)'

const endOf = ({ notAfter }: Certificate): string => notAfter ?? ''

/** The subject gives candidates only: a valid one need not be the organization's, but without any nobody signs in. */
const judgeCandidates = (facts: Facts, certificates: ReadonlyArray<Certificate>): ReadonlyArray<Judgement> => {
  const found = certificates.filter((one) => isSameStore(one.store, null) && otherEndOf(one) === 'OAuth')
  const [latest] = [...found].sort((a, b) => endOf(b).localeCompare(endOf(a), 'en'))
  const isHopeless = found.every((one) => validity(one, presentOf(facts)) === 'invalid')
  if (latest === undefined && isStoreUnread(certificates)) return []
  if (latest === undefined) return [findsNone(facts) ? missing(facts) : unknown(path, noCandidate)]
  if (isHopeless) return [unusable(facts, latest)]
  const present = presentOf(facts)
  return present === null ? [] : dueSoon(latest, present).map(note)
}

const judgeNamed = (
  facts: Facts,
  certificates: ReadonlyArray<Certificate>,
  authConfig: AuthConfig,
  renew: boolean
): ReadonlyArray<Judgement> => [
  ...(authConfig.currentThumbprint === null
    ? [notConfigured(facts)]
    : judgeCurrent(facts, certificates, authConfig.currentThumbprint, authConfig, renew)),
  ...judgeNext(facts, certificates, authConfig)
]

/** The one that the organization names, where the store has it; null where it names none or was not asked. */
const namedBy = (authConfig: Fact<AuthConfig>, certificates: ReadonlyArray<Certificate>): Certificate | null => {
  const thumbprint = E.isRight(authConfig) ? authConfig.right.currentThumbprint : null
  return (thumbprint === null ? undefined : findCertificate(certificates, thumbprint, 'My')) ?? null
}

/** Sign-ins that failed bear out that a certificate can't serve. */
const withSignIns =
  (facts: Facts) =>
  (judgement: Judgement): Judgement =>
    judgement._tag === 'Drift'
      ? { ...judgement, evidence: [...judgement.evidence, ...failedSignIns(facts)] }
      : judgement

/** Sign-in to OWA and EAC needs the organization's certificate for OAuth on each server. */
export const oauthCertificate: Policy = {
  name: 'oauth-certificate',
  title: 'The certificate for OAuth is valid',
  headline: oauthHeadline,
  section: 'cant-sign-in-to-owa-or-eac',
  link,
  stage: 'always',
  level: 'mandatory',
  decides: ['certificates'],
  supports: ['proxyEvents', 'bindings', 'installerEvents', 'installedUpdates'],
  organization: { decides: ['authConfig'], supports: [] },
  automation: {
    automated: [
      'With the parameter `renew: true`: the next certificate is published, if the present one has expired.',
      'The next one must be valid, its date must have come, and each server of the organization must have it with its key.',
      'Set-AuthConfig runs through the endpoint of the setting organization, once for all servers. It asks again first.'
    ],
    byHand: [
      'A new certificate, because it must reach all servers, and must not replace the certificate for SMTP.',
      'Each renewal of a hybrid organization, because the Hybrid Configuration Wizard must run after it.',
      'A next certificate with a key of a CNG provider, because it is not known that Exchange can sign with it.',
      'A certificate that a server lacks, or whose key it lacks, because a file with the key is written on the way.'
    ],
    rights: 'The account that runs pulumi up, in the role group Organization Management.'
  },
  applies: appliesWhere(({ product, frontEnd, backEnd }) => {
    if (product === '2010') return 'Exchange 2010 has no certificate for OAuth'
    return frontEnd || backEnd ? null : 'the roles of this server have no sign-in with OAuth'
  }),
  ...withParameters(
    { renew: t.boolean },
    { renew: false },
    { renew: 'Whether the next certificate may be published at the level `remediate`, if it is due.' },
    (facts, { renew }, _desired, { authConfig }) => {
      const { certificates } = facts.sections
      if (E.isLeft(certificates)) return []
      const judged = E.isLeft(authConfig)
        ? judgeCandidates(facts, certificates.right)
        : judgeNamed(facts, certificates.right, authConfig.right, renew)
      return judged.some(({ _tag }) => _tag === 'Drift')
        ? judged.map(withSignIns(facts))
        : [...judged, ...judgeSignIns(facts, certificates.right, namedBy(authConfig, certificates.right))]
    }
  )
}
