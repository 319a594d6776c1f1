import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { type Judgement, note, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import type { PropertyPath } from '../../kernel/propertyPath'
import { judgeHost } from '../iis/certificateHost'
import { type Endpoint, isForAll, isSameCertificate, showBinding } from '../iis/endpoints'
import { siteNamed } from '../iis/exchangeSites'
import { asksCentralStore, isCentral, recordOf, recordsOf } from './records'
import { assignment } from './remediation'
import { assignCertificate } from './resolution'
import { judgeServed } from './servedCertificate'

const recordBehind = (facts: Facts, binding: Binding): HttpSysRecord | undefined => recordOf(recordsOf(facts), binding)

/** Whether the record behind a binding is judged, and with it the binding. */
export const isToldByHttpSys = (facts: Facts, binding: Binding): boolean => {
  const record = recordBehind(facts, binding)
  return !isCentral(binding) && record !== undefined && isSameCertificate(binding, record)
}

const seenIn = (facts: Facts, binding: Binding): string => {
  const seen = `IIS has the https binding ${showBinding(binding)} on the site "${binding.site}"`
  if (binding.thumbprint !== null) return `${seen} and shows a certificate for it.`
  const holds = recordBehind(facts, binding) === undefined ? 'no' : 'a'
  return `${seen} without a certificate; http.sys holds ${holds} record for it.`
}

/** Why what a binding serves can't be known; null where it can. */
const doubt = (facts: Facts, binding: Binding, record: HttpSysRecord | undefined): string | null => {
  const isShown = binding.thumbprint !== null || record !== undefined
  if (isCentral(binding) || (!isShown && asksCentralStore(facts, binding.port)))
    return `the certificate of ${showBinding(binding)} comes from the central certificate store, which is not read`
  if (!isShown && E.isLeft(facts.sections.httpSys))
    return `IIS shows no certificate for ${showBinding(binding)}; it shows what http.sys holds, and that was not read`
  return record?.unreadable ?? null
}

/** Judges a binding of an endpoint's site and port; the key ends its path. */
export const judgeBinding = (
  facts: Facts,
  endpoint: Endpoint,
  binding: Binding,
  key: string,
  baseline: Facts | null
): ReadonlyArray<Judgement> => {
  const path: PropertyPath = ['bindings', `${endpoint.site}:${key}`]
  const record = recordBehind(facts, binding)
  const why = doubt(facts, binding, record)
  if (why !== null) return [unknown(path, why)]
  return judgeServed(
    facts,
    {
      endpoint,
      listener: binding,
      path,
      shown: showBinding(binding),
      certificate: {
        thumbprint: binding.thumbprint ?? record?.thumbprint ?? null,
        store: binding.store ?? record?.store ?? null
      },
      seen: seenIn(facts, binding),
      proposal: () => assignment(facts, endpoint, binding, baseline),
      resolution: (proposal) => assignCertificate(facts, endpoint, binding, proposal)
    },
    baseline
  )
}

/** A binding by host name without a record for that is served by one that is judged for itself, whatever names it holds. */
export const judgeHosts = (facts: Facts, bindings: ReadonlyArray<Binding>): ReadonlyArray<Judgement> =>
  bindings.flatMap((binding) => {
    const record = recordBehind(facts, binding)
    const isTold = record !== undefined && isSameCertificate(binding, record)
    if (isCentral(binding) || !isTold || (record.host ?? '') !== '') return []
    return judgeHost(facts, record, binding.host)?._tag === 'Misnamed'
      ? [
          note(
            `${showBinding(binding)} is served by the certificate ${record.thumbprint}, which does not hold that name`
          )
        ]
      : []
  })

/** What only one of two sites can have: Windows doesn't start the other. */
export const rivals = (
  facts: Facts,
  endpoint: Endpoint,
  bindings: ReadonlyArray<Binding>
): ReadonlyArray<Judgement> => {
  const others = bindings.filter(
    (one) => isForAll(one) && one.port === endpoint.port && !sameName(one.site, endpoint.site)
  )
  const own = siteNamed(facts, endpoint.site)
  return others.map(({ site }) => {
    const other = siteNamed(facts, site)
    const both = `the site "${site}" has the binding *:${endpoint.port}, too`
    const isStopped = other?.state === 'Stopped' && own?.state === 'Started'
    if (isStopped && !other.autoStart) return note(`${both}; it is stopped, and does not start with IIS`)
    const path: PropertyPath = ['bindings', `${site}:${endpoint.port}`]
    if (isStopped)
      return unknown(path, `${both}; it is stopped now, and starts with IIS again: which one runs then is not known`)
    return other?.state === 'Started' && own?.state === 'Stopped'
      ? unknown(path, `${both}, and runs; the site "${endpoint.site}" does not`)
      : unknown(path, `${both}; only one of both can run, and which one was not read`)
  })
}

/** No real site has more; each costs a resolution of its own. */
const mostJudged = 500

/** Judges as many bindings as a site may have, and says that there are more. */
export const judgeEach = (
  endpoint: Endpoint,
  bindings: ReadonlyArray<Binding>,
  judge: (binding: Binding, index: number) => ReadonlyArray<Judgement>
): ReadonlyArray<Judgement> => [
  ...bindings.slice(0, mostJudged).flatMap(judge),
  ...(bindings.length > mostJudged
    ? [
        unknown(
          ['bindings', endpoint.site],
          `the site "${endpoint.site}" has ${bindings.length} bindings on port ${endpoint.port}, and only the first ${mostJudged} are judged`
        )
      ]
    : [])
]

/** Judges the bindings of an endpoint for all addresses, of which IIS can use only one. */
export const judgeMain = (
  facts: Facts,
  endpoint: Endpoint,
  main: ReadonlyArray<Binding>,
  baseline: Facts | null
): ReadonlyArray<Judgement> => [
  ...judgeEach(endpoint, main, (binding, index) =>
    judgeBinding(facts, endpoint, binding, `${endpoint.port}${index === 0 ? '' : ` (${index + 1})`}`, baseline)
  ),
  ...(main.length > 1
    ? [note(`the site "${endpoint.site}" has ${main.length} bindings for *:${endpoint.port}: leave one of them`)]
    : [])
]
