import * as E from 'fp-ts/Either'
import type * as t from 'io-ts'
import type { Facts } from '../../facts/facts'
import { lastUpdate } from '../../facts/lastUpdate'
import type { Binding } from '../../facts/sections/bindings'
import type { Certificate } from '../../facts/sections/certificates'
import type { proxyEvents } from '../../facts/sections/proxyEvents'
import { drift, type Judgement, note, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import type { PropertyPath } from '../../kernel/propertyPath'
import { isForAll, isHttps } from '../iis/endpoints'
import { findCertificate } from '../iis/stores'
import { movingKey } from './remediation'
import { moveKey } from './resolution'

const path: PropertyPath = ['certificates', 'sign-in']

/** Somebody signs in to a server in use every day. */
const lasting = 86_400_000

type Failure = t.TypeOf<typeof proxyEvents>['events'][number]

/** Sign-ins that failed since the last update and within the last day, the newest first. */
const failures = (facts: Facts): ReadonlyArray<Failure> => {
  const { proxyEvents } = facts.sections
  const { collectedAt } = facts
  if (E.isLeft(proxyEvents) || collectedAt === null) return []
  const update = lastUpdate(facts)
  const from = Math.max(Date.parse(collectedAt) - lasting, update === null ? 0 : Date.parse(update.from))
  return proxyEvents.right.events.filter(({ at }) => at !== null && Date.parse(at) >= from)
}

/** The last sign-ins that failed, in sentences. */
export const failedSignIns = (facts: Facts): ReadonlyArray<string> =>
  failures(facts)
    .slice(0, 3)
    .map(({ id, at, method }) => `Sign-in failed at ${at}: event ${id}, ${method}.`)

/** Those at which Exchange itself found no certificate for OAuth that serves: that is what this method looks for. */
const withoutCertificate = (facts: Facts): ReadonlyArray<Failure> =>
  failures(facts).filter(({ method }) => method === 'HMACProvider.GetCertificates')

/** Whether Exchange itself found no certificate for OAuth that serves. */
export const findsNone = (facts: Facts): boolean => withoutCertificate(facts).length > 0

/** Whether it found none while that one was here: an event of before it was made tells nothing of it. */
const findsNoneSince = (facts: Facts, { notBefore }: Certificate): boolean =>
  withoutCertificate(facts).some(({ at }) => Date.parse(at ?? '') > Date.parse(notBefore ?? ''))

const isFrontEnd = (binding: Binding): boolean =>
  sameName(binding.site, 'Default Web Site') && isHttps(binding) && binding.port === 443 && isForAll(binding)

/** The certificate on *:443 whose key a provider of CNG keeps; the sign-in pages can't use such a key. */
const withCng = ({ sections: { bindings } }: Facts, certificates: ReadonlyArray<Certificate>): Certificate | null => {
  const binding = E.isRight(bindings) ? bindings.right.find(isFrontEnd) : undefined
  const thumbprint = binding?.thumbprint ?? null
  const found = thumbprint === null ? undefined : findCertificate(certificates, thumbprint, binding?.store ?? 'My')
  return found?.isCng === true ? found : null
}

/** What sign-ins say that found no certificate for OAuth, though the organization's own is here and nothing is wrong with it. */
const inSpiteOf = (failed: string, { thumbprint, isCng }: Certificate): Judgement =>
  unknown(
    path,
    `${failed}: Exchange finds no certificate for OAuth that serves, though ${thumbprint} is here and valid` +
      (isCng === true
        ? '; a CNG provider keeps its key, which may be why'
        : '; see that NETWORK SERVICE may read its key')
  )

const whetherAny = (onFrontEnd: Certificate | null, { sections: { proxyEvents } }: Facts): ReadonlyArray<Judgement> =>
  onFrontEnd !== null && E.isLeft(proxyEvents)
    ? [
        note(
          `a CNG provider keeps the private key of ${onFrontEnd.thumbprint} on *:443, which the sign-in pages may not be able to use; whether sign-ins fail was not read`
        )
      ]
    : []

const unusableKey = (facts: Facts, certificate: Certificate, failed: ReadonlyArray<string>): Judgement =>
  drift({
    path,
    actual: `certificate ${certificate.thumbprint} of *:443 has a key of a CNG provider`,
    desired: 'a key of a provider that the sign-in pages can use',
    evidence: [
      ...failed,
      `A CNG provider keeps the private key of ${certificate.thumbprint} ("${certificate.subject}").`
    ],
    resolution: moveKey(facts, certificate),
    remediation: movingKey
  })

/** What failed sign-ins say where nothing is wrong with the certificate for OAuth; `named`: the one that the organization told, or null. */
export const judgeSignIns = (
  facts: Facts,
  certificates: ReadonlyArray<Certificate>,
  named: Certificate | null
): ReadonlyArray<Judgement> => {
  const failed = failedSignIns(facts)
  const newest = failed[0]?.slice(0, -1)
  const onFrontEnd = withCng(facts, certificates)
  if (newest === undefined) return whetherAny(onFrontEnd, facts)
  if (named !== null && findsNoneSince(facts, named)) return [inSpiteOf(newest, named)]
  if (named === null && (onFrontEnd === null || findsNone(facts)))
    return [
      unknown(
        path,
        `${newest}; which certificate the organization uses for OAuth was not read: compare CurrentCertificateThumbprint of Get-AuthConfig with the certificates of the store My`
      )
    ]
  return [
    onFrontEnd === null
      ? note(`${newest}; the certificate for OAuth does not explain it`)
      : unusableKey(facts, onFrontEnd, failed)
  ]
}
