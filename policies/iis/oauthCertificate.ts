import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { type Certificate, isSameStore } from '../../facts/sections/certificates'
import { appliesWhere } from '../kind'
import { compliant, drift, type Judgement, note, type Policy, unknown } from '../policy'
import type { PropertyPath } from '../propertyPath'
import { evidenceOf, faultsOf, validity } from './certificateFaults'
import { otherEndOf } from './certificateNames'
import { createOauthCertificate, importOauthCertificate, link, renewOauthCertificate } from './oauthSteps'
import { findCertificate } from './stores'

const path: PropertyPath = ['certificates', 'OAuth']
const desired = 'a valid certificate for OAuth with its private key'

const unusable = (facts: Facts, certificate: Certificate): Judgement =>
  drift({
    path,
    actual: `certificate ${certificate.thumbprint} ${faultsOf(certificate, facts.collectedAt).join(' and ')}`,
    desired,
    evidence: [evidenceOf(certificate, facts.collectedAt)],
    resolution: renewOauthCertificate(facts, certificate),
    remediation: null
  })

const absent = (facts: Facts, thumbprint: string): Judgement =>
  drift({
    path,
    actual: `certificate ${thumbprint} is not in the certificate store`,
    desired,
    evidence: [`The organization uses ${thumbprint} for OAuth, and Cert:\\LocalMachine\\My does not hold it.`],
    resolution: importOauthCertificate(facts, thumbprint),
    remediation: null
  })

const notConfigured = (facts: Facts): Judgement =>
  drift({
    path,
    actual: 'the organization names no certificate for OAuth',
    desired,
    evidence: ['AuthConfig of the organization has no CurrentCertificateThumbprint.'],
    resolution: createOauthCertificate(facts),
    remediation: null
  })

const judgeConfigured = (
  facts: Facts,
  certificates: ReadonlyArray<Certificate>,
  thumbprint: string
): ReadonlyArray<Judgement> => {
  const certificate = findCertificate(certificates, thumbprint, 'My')
  if (certificate === undefined) return [absent(facts, thumbprint)]
  if (validity(certificate, facts.collectedAt) === 'invalid') return [unusable(facts, certificate)]
  const { notBefore, notAfter, hasPrivateKey } = certificate
  if (facts.collectedAt === null || notBefore === null || notAfter === null)
    return [unknown(path, `the validity of the certificate ${thumbprint} was not read`)]
  return [
    compliant(path, `certificate ${thumbprint}`),
    ...(hasPrivateKey === null ? [note(`whether the private key of ${thumbprint} is there was not read`)] : [])
  ]
}

const endOf = ({ notAfter }: Certificate): string => notAfter ?? ''

/** The subject gives candidates only: a valid one need not be the organization's, but without any nobody signs in. */
const judgeCandidates = (facts: Facts, certificates: ReadonlyArray<Certificate>): ReadonlyArray<Judgement> => {
  const found = certificates.filter((one) => isSameStore(one.store, null) && otherEndOf(one) === 'OAuth')
  const [latest] = [...found].sort((a, b) => endOf(b).localeCompare(endOf(a), 'en'))
  const isHopeless = found.every((one) => validity(one, facts.collectedAt) === 'invalid')
  return latest !== undefined && isHopeless ? [unusable(facts, latest)] : []
}

/** Sign-in to OWA and EAC needs the organization's certificate for OAuth on each server. */
export const oauthCertificate: Policy = {
  name: 'oauth-certificate',
  title: 'The certificate for OAuth is valid',
  section: 'cant-sign-in-to-owa-or-eac',
  link,
  stage: 'always',
  level: 'mandatory',
  decides: ['certificates'],
  supports: [],
  organization: { decides: ['authConfig'], supports: [] },
  automation: {
    automated: [],
    byHand: [
      'The renewal of the certificate, since it belongs to the organization: one renewal serves all servers, and a hybrid ' +
        'organization has to run the Hybrid Configuration Wizard after it.'
    ]
  },
  applies: appliesWhere(({ product, frontEnd, backEnd }) => {
    if (product === '2010') return 'Exchange 2010 has no certificate for OAuth'
    return frontEnd || backEnd ? null : 'the roles of this server have no sign-in with OAuth'
  }),
  evaluate: (facts, _desired, { authConfig }) => {
    const { certificates } = facts.sections
    if (E.isLeft(certificates)) return []
    if (E.isLeft(authConfig)) return judgeCandidates(facts, certificates.right)
    const { currentThumbprint } = authConfig.right
    return currentThumbprint === null
      ? [notConfigured(facts)]
      : judgeConfigured(facts, certificates.right, currentThumbprint)
  }
}
