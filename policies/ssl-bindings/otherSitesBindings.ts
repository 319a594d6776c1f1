import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { Judgement } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import { doubtOf, judgeCertificate, type Named } from '../iis/certificateFaults'
import { type Endpoint, isForAll, isOfServerItself, isWildcardRecord, showBinding } from '../iis/endpoints'
import { httpsOf } from './formerCertificates'
import { hasIpv6, judgeCovered, judgeTaken, judgeTakenAddress, type Taken } from './otherSites'
import { isAmong, isCovered, type Reach, reachOf } from './reach'
import { isCentral, recordOf, recordsOf } from './records'
import { serveOthersAlone } from './servesExchange'

const hasRecordOfItsOwn = (facts: Facts, binding: Binding): boolean => {
  const record = recordOf(recordsOf(facts), binding)
  return record !== undefined && sameName(record.host ?? '', binding.host)
}

/** The certificate of a binding by address, or by host name without SNI, if it is not the one for all addresses. */
const certificateOf = (facts: Facts, binding: Binding): Named | null => {
  if (isCentral(binding)) return null
  const record = recordOf(recordsOf(facts), binding)
  if (record !== undefined) return isWildcardRecord(record) || record.unreadable !== null ? null : record
  return E.isLeft(facts.sections.httpSys) && binding.thumbprint !== null ? binding : null
}

/** A binding for an address without a record is served by the certificate for all addresses, and its site answers. */
const atAddress = (facts: Facts, endpoint: Endpoint, binding: Binding, reach: Reach): ReadonlyArray<Judgement> => {
  const { site } = binding
  const shown = showBinding(binding)
  if (isForAll(binding) || isOfServerItself(binding)) return []
  if (shown === `[::]:${binding.port}`) return [hasIpv6(site, shown)]
  const certificate = certificateOf(facts, binding)
  const fault = certificate === null ? null : doubtOf(judgeCertificate(facts, certificate, endpoint.port))
  const isOthersAlone = serveOthersAlone(facts, [binding])
  return [
    judgeTakenAddress({ path: ['bindings', `${site}:${shown}`], shown, site, isOwn: null, fault, isOthersAlone }, reach)
  ]
}

const byName = (facts: Facts, endpoint: Endpoint, binding: Binding, reach: Reach): ReadonlyArray<Judgement> => {
  const { site, host } = binding
  const shown = showBinding(binding)
  const certificate = certificateOf(facts, binding)
  const taken: Taken = { path: ['bindings', `${site}:${shown}`], shown, host, certificate, site }
  if (isAmong(reach.names, host)) return judgeTaken(facts, endpoint, taken, reach)
  return isCovered(reach, host) ? judgeCovered(facts, endpoint, taken) : []
}

/** Judges the bindings of other sites, by a name of Exchange or an address, that no record of http.sys tells of. */
export const judgeOtherBindings = (facts: Facts, endpoint: Endpoint): ReadonlyArray<Judgement> => {
  const others = httpsOf(facts).filter(
    (one) => one.port === endpoint.port && !sameName(one.site, endpoint.site) && !hasRecordOfItsOwn(facts, one)
  )
  if (others.length === 0) return []
  const reach = reachOf(facts, endpoint)
  return others.flatMap((one) =>
    one.host === '' ? atAddress(facts, endpoint, one, reach) : byName(facts, endpoint, one, reach)
  )
}
