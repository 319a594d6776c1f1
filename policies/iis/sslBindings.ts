import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { sameName } from '../compare'
import { appliesWhere, serverKind } from '../kind'
import { drift, type Judgement, type Policy } from '../policy'
import { assignment, forAllAddresses } from './bindingProposal'
import { addBinding, assignCertificate, link } from './bindingSteps'
import {
  type Endpoint,
  isForAll,
  isHttps,
  isSameCertificate,
  recordOf,
  requiredEndpoints,
  showBinding
} from './endpoints'
import { judgeHttpSys } from './httpSysRecords'
import { judgeServed } from './servedCertificate'

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
  const proposal = forAllAddresses(facts, endpoint, baseline)
  return drift({
    path: ['bindings', `${endpoint.site}:${endpoint.port}`],
    actual: standIn(endpoint, bindings),
    desired: `https on *:${endpoint.port} with a valid certificate`,
    evidence: [listed(bindings)],
    resolution: addBinding(facts, endpoint, proposal),
    remediation: O.toNullable(O.fromEither(proposal))
  })
}

const recordBehind = (facts: Facts, binding: Binding): HttpSysRecord | undefined =>
  E.isRight(facts.sections.httpSys) ? recordOf(facts.sections.httpSys.right, binding) : undefined

const isToldByHttpSys = (facts: Facts, binding: Binding): boolean => {
  const record = recordBehind(facts, binding)
  return record !== undefined && isSameCertificate(binding, record)
}

const seenIn = (facts: Facts, binding: Binding): string => {
  const seen = `IIS has the https binding ${showBinding(binding)} on the site "${binding.site}"`
  if (binding.thumbprint !== null) return `${seen} and shows a certificate for it.`
  if (E.isLeft(facts.sections.httpSys)) return `${seen} without a certificate; http.sys could not be read.`
  const holds = recordBehind(facts, binding) === undefined ? 'no' : 'a'
  return `${seen} without a certificate; http.sys holds ${holds} record for it.`
}

const judgeBinding = (
  facts: Facts,
  endpoint: Endpoint,
  binding: Binding,
  baseline: Facts | null
): ReadonlyArray<Judgement> =>
  judgeServed(facts, {
    path: ['bindings', `${endpoint.site}:${isForAll(binding) ? endpoint.port : showBinding(binding)}`],
    shown: showBinding(binding),
    thumbprint: binding.thumbprint ?? recordBehind(facts, binding)?.thumbprint ?? null,
    seen: seenIn(facts, binding),
    proposal: () => assignment(facts, endpoint, binding, baseline),
    resolution: (proposal) => assignCertificate(facts, endpoint, binding, proposal)
  })

const judgeEndpoint =
  (facts: Facts, baseline: Facts | null) =>
  (endpoint: Endpoint): ReadonlyArray<Judgement> => {
    if (E.isLeft(facts.sections.bindings)) return judgeHttpSys(facts, endpoint, null, baseline)
    const bindings = facts.sections.bindings.right.filter(isHttps)
    const here = bindings.filter(({ site, port }) => sameName(site, endpoint.site) && port === endpoint.port)
    const main = here.find(isForAll)
    // Without a certificate of its own, http.sys serves such an endpoint by the record for all addresses.
    const specials = here.filter(
      (binding) => !isForAll(binding) && binding.thumbprint !== null && !isToldByHttpSys(facts, binding)
    )
    return [
      ...(main === undefined
        ? [missingBinding(facts, endpoint, bindings, baseline)]
        : judgeBinding(facts, endpoint, main, baseline)),
      ...specials.flatMap((binding) => judgeBinding(facts, endpoint, binding, baseline)),
      ...judgeHttpSys(facts, endpoint, here, baseline)
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
  supports: ['httpSys'],
  restartsIis: true,
  automation: {
    automated: [
      "A valid certificate is assigned to the binding for all addresses, and to 127.0.0.1:443, where the facts leave no choice. At the back end that is the server's own self-signed one. At the front end it is the one that the site's other bindings or the baseline name; where that has expired, the only one for the same name; where nothing names one, the only one in the store that can be for clients. Address, host name and application id stay as they are.",
      'A missing binding for all addresses is added. IIS is restarted afterwards; the records of http.sys and the configuration of IIS are kept.'
    ],
    byHand: [
      'The choice between certificates, since only a person can say which one clients are to see; and the renewal, where none is valid.',
      "A record of http.sys with settings of its own, such as the negotiation of clients' certificates, since the assignment may lose them.",
      'Bindings for one host name or one address, since they were made on purpose.',
      'Records of http.sys that no binding of IIS holds, since another program may need them.',
      'A port that another site holds, since a person must say which may have it.'
    ]
  },
  applies: appliesWhere((kind) =>
    requiredEndpoints(kind).length === 0 ? 'the roles of this server have no Exchange web site with https' : null
  ),
  evaluate: (facts, { baseline }) => {
    const kind = serverKind(facts)
    return E.isLeft(kind) ? [] : requiredEndpoints(kind.right).flatMap(judgeEndpoint(facts, baseline))
  }
}
