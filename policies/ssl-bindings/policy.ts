import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import { appliesWhere, serverKind } from '../../judging/kind'
import { drift, type Judgement, type Policy } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import { type Endpoint, isForAll, isLoopback, requiredEndpoints, showBinding } from '../iis/endpoints'
import { overdueRestart } from '../iis/overdueRestart'
import { httpsOf } from './formerCertificates'
import { sslBindingsHeadline } from './headline'
import { judgeHttpSys, oddRecords, unreadRecords } from './httpSysRecords'
import { judgeOtherBindings } from './otherSitesBindings'
import { isCentral } from './records'
import { forAllAddresses } from './remediation'
import { addBinding, link } from './resolution'
import { judgeBesides } from './singleAddresses'
import { isToldByHttpSys, judgeBinding, judgeEach, judgeHosts, judgeMain, rivals } from './siteBindings'

const listed = (bindings: ReadonlyArray<Binding>): string =>
  bindings.length === 0
    ? 'IIS has no https binding.'
    : `IIS has these https bindings: ${bindings
        .map((binding) => `${binding.site} ${showBinding(binding)}, certificate ${binding.thumbprint ?? 'none'}`)
        .join('; ')}.`

/** What stands in the place of the binding that is missing. */
const standIn = ({ site, port }: Endpoint, bindings: ReadonlyArray<Binding>): string => {
  const samePort = bindings.filter((binding) => binding.port === port)
  const here = samePort.filter((binding) => sameName(binding.site, site))
  if (here.length > 0) return `only on ${here.map(showBinding).join(', ')}`
  return samePort.length > 0
    ? `only on another site: ${samePort.map((binding) => `${binding.site} ${showBinding(binding)}`).join(', ')}`
    : 'absent'
}

const missingBinding = (
  facts: Facts,
  endpoint: Endpoint,
  bindings: ReadonlyArray<Binding>,
  baseline: Facts | null
): Judgement => {
  const leftOver = bindings.filter(
    (one) => sameName(one.site, endpoint.site) && one.port === endpoint.port && one.host === '' && !isLoopback(one)
  )
  return drift({
    path: ['bindings', `${endpoint.site}:${endpoint.port}`],
    actual: standIn(endpoint, bindings),
    desired: `https on *:${endpoint.port} with a valid certificate`,
    evidence: [listed(bindings)],
    resolution: addBinding(facts, endpoint, leftOver, forAllAddresses(facts, endpoint, baseline)),
    remediation: forAllAddresses(facts, endpoint, baseline)
  })
}

const judgeEndpoint =
  (facts: Facts, baseline: Facts | null) =>
  (endpoint: Endpoint): ReadonlyArray<Judgement> => {
    if (E.isLeft(facts.sections.bindings)) return judgeHttpSys(facts, endpoint, null, baseline)
    const bindings = httpsOf(facts)
    const here = bindings.filter(({ site, port }) => sameName(site, endpoint.site) && port === endpoint.port)
    const main = here.filter(isForAll)
    // Without a certificate of its own, http.sys serves such an endpoint by the record for all addresses.
    const specials = here.filter(
      (binding) =>
        !isForAll(binding) && (isCentral(binding) || binding.thumbprint !== null) && !isToldByHttpSys(facts, binding)
    )
    return [
      ...(main.length === 0
        ? [missingBinding(facts, endpoint, bindings, baseline)]
        : [...judgeMain(facts, endpoint, main, baseline), ...rivals(facts, endpoint, bindings)]),
      ...judgeEach(endpoint, specials, (binding) =>
        judgeBinding(facts, endpoint, binding, showBinding(binding), baseline)
      ),
      ...judgeHosts(facts, here),
      ...judgeBesides(facts, endpoint, here),
      ...judgeHttpSys(facts, endpoint, here, baseline),
      ...judgeOtherBindings(facts, endpoint)
    ]
  }

/** IIS keeps no certificate of its own: what it shows is read from http.sys, so the two are never compared. */
export const sslBindings: Policy = {
  name: 'ssl-bindings',
  title: 'The https bindings of the Exchange sites have valid certificates',
  section: 'blank-page-in-eac-or-owa',
  link,
  stage: 'always',
  level: 'mandatory',
  decides: ['bindings', 'certificates'],
  supports: ['httpSys', 'httpEvents', 'customMetadata', 'journal'],
  automation: {
    automated: [
      'A valid certificate is assigned to the binding for all addresses, and to 127.0.0.1:443, if the facts leave no choice.',
      "At the back end, it is the server's own self-signed certificate.",
      'At the front end, it is the certificate that the binding for all addresses has, or had in the baseline.',
      'If nothing names a certificate there, it is that of 127.0.0.1:443. This one must contain a name that clients usually use, such as autodiscover or mail.',
      'If that certificate is no longer valid, its replacement is assigned: the only valid one for the same names and of the same issuer.',
      'Address, host name and application id do not change.',
      'A missing binding for all addresses is added first.',
      'The records of http.sys and the configuration of IIS are saved before a change. IIS is restarted afterwards.'
    ],
    byHand: [
      'The choice between certificates, because only an administrator knows which one clients must see.',
      'The renewal, if no certificate is valid, because an administrator chooses the issuer.',
      'A front end whose former certificate is not known, because no binding, record or baseline names it. A single certificate in the store is not used either. It may be for something else.',
      'A front end that has the certificate of the server itself, if the baseline or 127.0.0.1:443 names a valid one for clients. It is not known which one is intended.',
      'A front end whose certificate has expired, if the baseline names another one that is still valid. It is not known which one is intended.',
      'A certificate for the same names as the expired one, if its issuer is different or not known, because clients may not trust it.',
      'A certificate for the same names that is older than the expired one, because it is no renewal.',
      'A certificate for the same subject whose names were not read, because it may be for other hosts.',
      'A front end whose certificate only the baseline or 127.0.0.1:443 names, if a later one for the same names is there. It is not known which one is intended.',
      'A replacement with a key of a CNG provider, because the sign-in pages of Exchange cannot use such a key.',
      'A certificate that was deleted from http.sys and would be deleted again, because its cause must be ended first. See binding-loss.',
      'A record of http.sys with its own settings, such as the negotiation of client certificates, because the assignment may remove them.',
      "A back end without a valid self-signed certificate, because New-ExchangeCertificate must make a new one. A certificate for clients can't replace it.",
      'A certificate in another store than the personal one, because another tool may renew it there. The same applies to a port on which http.sys asks the central certificate store.',
      'A binding for one host name or one address, because somebody made it intentionally.',
      'The binding for all addresses, if there is a binding for one address in its place. It is not known whether that binding may be removed. An administrator must decide.',
      'A record of http.sys that no binding of IIS has, because another program may need it.',
      'A name of Exchange that another site or program has with an unsuitable certificate, because that site or program may need the name.',
      'A port that another site has, because somebody must decide which site may have it.'
    ]
  },
  headline: sslBindingsHeadline,
  owed: overdueRestart('ssl-bindings', link),
  applies: appliesWhere((kind) =>
    requiredEndpoints(kind).length === 0 ? 'the roles of this server have no Exchange web site with https' : null
  ),
  evaluate: (facts, { baseline }) => {
    const kind = serverKind(facts)
    return E.isLeft(kind)
      ? []
      : [
          ...requiredEndpoints(kind.right).flatMap(judgeEndpoint(facts, baseline)),
          ...oddRecords(facts),
          ...unreadRecords(facts)
        ]
  }
}
