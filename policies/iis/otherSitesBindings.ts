import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import { sameName } from '../compare'
import { type Judgement, note } from '../policy'
import type { Named } from './certificateFaults'
import { type Endpoint, isForAll, isLoopback, isWildcardRecord, showBinding } from './endpoints'
import { httpsOf } from './formerCertificates'
import { hasIpv6, isAmong, judgeTaken, type Reach, reachOf } from './otherSites'
import { isCentral, recordOf, recordsOf } from './records'

const hasRecordOfItsOwn = (facts: Facts, binding: Binding): boolean => {
  const record = recordOf(recordsOf(facts), binding)
  return record !== undefined && sameName(record.host ?? '', binding.host)
}

/** A binding for an address without a record is served by the certificate for all addresses, and its site answers. */
const atAddress = (binding: Binding): ReadonlyArray<Judgement> => {
  const shown = showBinding(binding)
  if (isForAll(binding) || isLoopback(binding)) return []
  return shown === `[::]:${binding.port}`
    ? [hasIpv6(binding.site, shown)]
    : [note(`the site "${binding.site}" answers on ${shown}; whether that is an address of this server was not read`)]
}

/** The certificate of a binding by host name without SNI, if it is not the one for all addresses. */
const certificateOf = (facts: Facts, binding: Binding): Named | null => {
  if (isCentral(binding)) return null
  const record = recordOf(recordsOf(facts), binding)
  if (record !== undefined) return isWildcardRecord(record) || record.unreadable !== null ? null : record
  return E.isLeft(facts.sections.httpSys) && binding.thumbprint !== null ? binding : null
}

const byName = (facts: Facts, endpoint: Endpoint, binding: Binding, reach: Reach): ReadonlyArray<Judgement> => {
  const { site, host } = binding
  const shown = showBinding(binding)
  const certificate = certificateOf(facts, binding)
  return judgeTaken(facts, endpoint, { path: ['bindings', `${site}:${shown}`], shown, host, certificate, site }, reach)
}

/** Judges the bindings of other sites, by a name of Exchange or an address, that no record of http.sys tells of. */
export const judgeOtherBindings = (facts: Facts, endpoint: Endpoint): ReadonlyArray<Judgement> => {
  const others = httpsOf(facts).filter(
    (one) => one.port === endpoint.port && !sameName(one.site, endpoint.site) && !hasRecordOfItsOwn(facts, one)
  )
  if (others.length === 0) return []
  const reach = reachOf(facts, endpoint)
  return others.flatMap((one) => {
    if (one.host === '') return atAddress(one)
    return isAmong(reach.names, one.host) ? byName(facts, endpoint, one, reach) : []
  })
}
