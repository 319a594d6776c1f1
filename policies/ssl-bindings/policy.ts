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
        : [...judgeMain(facts, endpoint, main, baseline), ...rivals(endpoint, bindings)]),
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
  supports: ['httpSys', 'journal'],
  automation: {
    automated: [
      "A valid certificate is assigned to the binding for all addresses, and to 127.0.0.1:443, where the facts leave no choice. At the back end that is the server's own self-signed one. At the front end it is the one that the binding for all addresses has, or had in the baseline, or where nothing names one, that 127.0.0.1:443 has with a name by which clients usually ask, such as autodiscover or mail; where it has expired, the only one for the same names and of the same issuer. Address, host name and application id stay as they are.",
      'A missing binding for all addresses is added. IIS is restarted afterwards; the records of http.sys and the configuration of IIS are kept.'
    ],
    byHand: [
      'The choice between certificates, since only a person can say which one clients are to see; and the renewal, where none is valid.',
      'A front end of which no binding, no record and no baseline tells which certificate it had, even where the store holds one alone, since that may be for another end.',
      'A front end that has the certificate of the server itself, where the baseline or 127.0.0.1:443 names one for clients that is still valid, since either may be meant.',
      'A certificate for the same names as the one that has expired, where it is not known to be of the same issuer, since clients may not trust it.',
      "A record of http.sys with settings of its own, such as the negotiation of clients' certificates, since the assignment may lose them.",
      'A back end without a valid self-signed certificate, since a new one must be made with New-ExchangeCertificate; a certificate for clients is no substitute.',
      'A certificate of another store than the personal one, or a port on which http.sys asks the central certificate store, since another tool may renew it there.',
      'Bindings for one host name or one address, since they were made on purpose; and the binding for all addresses where one for a single address is in its place.',
      'Records of http.sys that no binding of IIS holds, since another program may need them.',
      "A name of Exchange that another site or program has with a certificate that can't serve it, since that one may need the name.",
      'A port that another site holds, since a person must say which may have it.'
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
