import * as E from 'fp-ts/Either'
import { type Facts, presentOf } from '../../facts/facts'
import type { AuthConfig } from '../../facts/organization/authConfig'
import type { Certificate } from '../../facts/sections/certificates'
import type { InOrganization } from '../../judging/inOrganization'
import { appliesWhere } from '../../judging/kind'
import { compliant, drift, type Judgement, note, type Policy, type Resolution, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import { isBefore } from '../../kernel/instants'
import type { PropertyPath } from '../../kernel/propertyPath'
import { listed } from '../headlineParts'
import { dueSoon, evidenceOf, faultsOf, validity } from '../iis/certificateFaults'
import { isHttps, showBinding } from '../iis/endpoints'
import { findCertificate } from '../iis/stores'
import { certificateExpiryHeadline } from './headline'
import { renewOauth, type Successor } from './renewOauth'
import { byAPerson, link, renewCertificate } from './resolution'

/** A certificate in use, and what uses it. */
interface Use {
  readonly thumbprint: string
  readonly store: string | null
  readonly users: ReadonlyArray<string>
  /** Of OAuth: the next one, where it does not take its place in time; null where it does, or where there is none. */
  readonly successor: Successor | null
  /** Whether another policy judges it, and tells where it can serve no more. */
  readonly isJudged: boolean
}

const oauth = 'OAuth'

/** The sites of Exchange, and the ports at which ssl-bindings judges their certificates. */
const sites = [
  { site: 'Default Web Site', port: 443 },
  { site: 'Exchange Back End', port: 444 }
]

const inBindings = ({ sections: { bindings } }: Facts): ReadonlyArray<Use> =>
  E.isLeft(bindings)
    ? []
    : bindings.right
        .filter((one) => isHttps(one) && sites.some(({ site }) => sameName(site, one.site)))
        .flatMap((one) =>
          one.thumbprint === null
            ? []
            : [
                {
                  thumbprint: one.thumbprint,
                  store: one.store,
                  users: [`${one.site} ${showBinding(one)}`],
                  successor: null,
                  isJudged: sites.some(({ site, port }) => sameName(site, one.site) && port === one.port)
                }
              ]
        )

/** Exchange puts the next one into use by itself within this time. */
const longestChange = 2 * 86_400_000

/** Why the next certificate for OAuth, which is here and valid, does not take its place in time; null where it does. */
const whyLate = (date: string | null, end: string | null, present: string): string | null => {
  if (date === null) return 'has no day from which it takes its place'
  if (end !== null && isBefore(end, date)) return `takes its place only on ${date.slice(0, 10)}`
  return Date.parse(present) - Date.parse(date) > longestChange
    ? `was to take its place on ${date.slice(0, 10)}, and did not`
    : null
}

/** The next certificate for OAuth, where it does not take the place of the current one before that ends; else null. */
const successorOf = (
  certificates: ReadonlyArray<Certificate>,
  { currentThumbprint, nextEffectiveDate }: AuthConfig,
  thumbprint: string,
  present: string | null
): Successor | null => {
  const [current, next] = [currentThumbprint, thumbprint].map((one) =>
    one === null ? undefined : findCertificate(certificates, one, 'My')
  )
  const found = (state: Successor['state'], why: string): Successor => ({
    thumbprint,
    state,
    why: `The next one, ${thumbprint}, ${why}.`
  })
  if (next === undefined) return found('absent', 'is not in the store of this server')
  if (present === null || validity(next, present) !== 'valid') return found('unfit', 'is not known as valid')
  if (dueSoon(next, present).length > 0) return found('unfit', `ends on ${next.notAfter?.slice(0, 10)}`)
  const late = whyLate(nextEffectiveDate, current?.notAfter ?? null, present)
  return late === null ? null : found('late', late)
}

/** The next one takes its place by itself: it is then no matter when the current one ends. */
const inOrganization = (
  { authConfig }: InOrganization,
  certificates: ReadonlyArray<Certificate>,
  present: string | null
): ReadonlyArray<Use> => {
  if (E.isLeft(authConfig)) return []
  const { currentThumbprint, nextThumbprint } = authConfig.right
  const isLast = nextThumbprint === null || nextThumbprint === currentThumbprint
  const successor = isLast ? null : successorOf(certificates, authConfig.right, nextThumbprint, present)
  return currentThumbprint !== null && (isLast || successor !== null)
    ? [{ thumbprint: currentThumbprint, store: 'My', users: [oauth], successor, isJudged: true }]
    : []
}

/** Each certificate once, with all that uses it. */
const merged = (uses: ReadonlyArray<Use>): ReadonlyArray<Use> => {
  const byThumbprint = new Map<string, Use & { readonly users: Array<string> }>()
  for (const use of uses) {
    const known = byThumbprint.get(use.thumbprint)
    if (known === undefined) byThumbprint.set(use.thumbprint, { ...use, users: [...use.users] })
    else {
      known.users.push(...use.users)
      byThumbprint.set(use.thumbprint, {
        ...known,
        successor: known.successor ?? use.successor,
        isJudged: known.isJudged || use.isJudged
      })
    }
  }
  return [...byThumbprint.values()]
}

/** One certificate may serve OAuth and a site, of which each then gets one of its own. */
const resolutionOf = (
  facts: Facts,
  certificate: Certificate,
  { users, successor }: Use,
  endsInTime: boolean
): Resolution => {
  const sites = users.filter((one) => one !== oauth)
  if (sites.length === users.length) return renewCertificate(facts, certificate, users, endsInTime)
  const renewed = renewOauth(facts, certificate, successor)
  return sites.length === 0
    ? renewed
    : { ...renewed, steps: [...renewed.steps, ...renewCertificate(facts, certificate, sites, endsInTime).steps] }
}

const judgeEnd = (facts: Facts, certificate: Certificate, use: Use, present: string): Judgement => {
  const { users, successor, isJudged } = use
  const path: PropertyPath = ['expiry', certificate.thumbprint]
  if (certificate.notAfter === null) return unknown(path, `when ${certificate.thumbprint} ends was not read`)
  const faults = faultsOf(certificate, present)
  if (faults.length > 0 && isJudged)
    return note(`the certificate ${certificate.thumbprint} can't serve any more, as another policy reports`)
  if (faults.length === 0 && dueSoon(certificate, present).length === 0)
    return compliant(path, `valid until ${certificate.notAfter.slice(0, 10)}`)
  return drift({
    path,
    actual: `${faults.length > 0 ? faults.join(' and ') : `expires on ${certificate.notAfter.slice(0, 10)}`} (${listed(users)})`,
    desired: `valid for more than 30 days${certificate.hasPrivateKey === false ? ', with its private key' : ''}`,
    evidence: [evidenceOf(certificate, facts.collectedAt), ...(successor === null ? [] : [successor.why])],
    resolution: resolutionOf(facts, certificate, use, faults.length === 0),
    remediation: byAPerson
  })
}

const judgeUse = (facts: Facts, certificates: ReadonlyArray<Certificate>, use: Use): Judgement => {
  const present = presentOf(facts)
  const found = findCertificate(certificates, use.thumbprint, use.store)
  if (present === null) return unknown(['expiry'], 'the time at which the facts were collected is not known')
  if (found !== undefined) return judgeEnd(facts, found, use, present)
  const missing = `the certificate ${use.thumbprint} is not among those that were read`
  return use.isJudged
    ? note(missing)
    : unknown(['expiry', use.thumbprint], `${missing}, and is in use: ${listed(use.users)}`)
}

/** A certificate that ends soon works today: to renew it takes days, where a certification authority is asked. */
export const certificateExpiry: Policy = {
  name: 'certificate-expiry',
  title: 'The certificates in use are valid for more than 30 days',
  headline: certificateExpiryHeadline,
  section: null,
  link,
  stage: 'always',
  level: 'advisory',
  decides: ['certificates', 'bindings'],
  supports: ['identity'],
  organization: { decides: [], supports: ['authConfig'] },
  automation: {
    automated: [],
    byHand: [
      'All of it, because an administrator chooses the issuer of a certificate, and when clients get another one.'
    ]
  },
  applies: appliesWhere(({ product, frontEnd, backEnd }) =>
    product === '2010' || !(frontEnd || backEnd)
      ? 'only Mailbox and Client Access servers of 2013 and later are judged'
      : null
  ),
  evaluate: (facts, _desired, organization) => {
    const { certificates, bindings } = facts.sections
    if (E.isLeft(certificates) || E.isLeft(bindings)) return []
    const ofOauth = inOrganization(organization, certificates.right, presentOf(facts))
    const judged = merged([...inBindings(facts), ...ofOauth]).map((use) => judgeUse(facts, certificates.right, use))
    return judged.some(({ _tag }) => _tag !== 'Note')
      ? judged
      : [...judged, unknown(['expiry'], 'no valid certificate in use was found')]
  }
}
