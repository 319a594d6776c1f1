import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { lastUpdate } from '../../facts/lastUpdate'
import type { Binding } from '../../facts/sections/bindings'
import type { Certificate } from '../../facts/sections/certificates'
import { drift, type Judgement, note } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import type { PropertyPath } from '../../kernel/propertyPath'
import { isForAll, isHttps } from '../iis/endpoints'
import { findCertificate } from '../iis/stores'
import { movingKey } from './remediation'
import { moveKey } from './resolution'

const path: PropertyPath = ['certificates', 'sign-in']

/** Somebody signs in to a server in use every day. */
const lasting = 86_400_000

/** Sign-ins that failed since the last update and within the last day, in sentences, the newest first. */
export const failedSignIns = (facts: Facts): ReadonlyArray<string> => {
  const { proxyEvents } = facts.sections
  const { collectedAt } = facts
  if (E.isLeft(proxyEvents) || collectedAt === null) return []
  const update = lastUpdate(facts)
  const from = Math.max(Date.parse(collectedAt) - lasting, update === null ? 0 : Date.parse(update.from))
  return proxyEvents.right.events
    .filter(({ at }) => at !== null && Date.parse(at) >= from)
    .slice(0, 3)
    .map(({ id, at, method }) => `Sign-in failed at ${at}: event ${id}, ${method}.`)
}

const isFrontEnd = (binding: Binding): boolean =>
  sameName(binding.site, 'Default Web Site') && isHttps(binding) && binding.port === 443 && isForAll(binding)

/** The certificate on *:443 whose key a provider of CNG keeps; the sign-in pages can't use such a key. */
const withCng = ({ sections: { bindings } }: Facts, certificates: ReadonlyArray<Certificate>): Certificate | null => {
  const binding = E.isRight(bindings) ? bindings.right.find(isFrontEnd) : undefined
  const thumbprint = binding?.thumbprint ?? null
  const found = thumbprint === null ? undefined : findCertificate(certificates, thumbprint, binding?.store ?? 'My')
  return found?.isCng === true ? found : null
}

/** What failed sign-ins say where the certificate for OAuth is not to blame. */
export const judgeSignIns = (facts: Facts, certificates: ReadonlyArray<Certificate>): ReadonlyArray<Judgement> => {
  const failed = failedSignIns(facts)
  const [first] = failed
  const certificate = withCng(facts, certificates)
  if (first === undefined)
    return certificate !== null && E.isLeft(facts.sections.proxyEvents)
      ? [
          note(
            `a CNG provider keeps the private key of ${certificate.thumbprint} on *:443, which the sign-in pages may not be able to use; whether sign-ins fail was not read`
          )
        ]
      : []
  return certificate === null
    ? [note(`${first.slice(0, -1)}; the certificate for OAuth does not explain it`)]
    : [
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
      ]
}
