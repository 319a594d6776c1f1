import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { sameName } from '../compare'
import { rememberedFor } from '../remembered'
import type { Named } from './certificateFaults'
import {
  type Endpoint,
  forAll,
  isForAll,
  isHttps,
  isLoopback,
  isWildcardRecord,
  loopback,
  recordKeyOf
} from './endpoints'
import { isForeign, ownerOf, recordsOf } from './records'

const sites: ReadonlyArray<Endpoint['site']> = ['Default Web Site', 'Exchange Back End']

/** Whether a binding is one that Exchange itself makes: for all addresses or the loopback one. */
const isMadeByExchange = (binding: Binding): boolean =>
  sites.some((site) => sameName(site, binding.site)) && (isForAll(binding) || isLoopback(binding))

/** The https bindings of all sites; none where they were not read. Each finding asks, so they are kept. */
export const httpsOf = rememberedFor(
  ({ sections: { bindings } }: Facts): ReadonlyArray<Binding> =>
    E.isRight(bindings) ? bindings.right.filter(isHttps) : []
)

/** The certificates, valid or not, that Exchange's own bindings of a site name, and the records behind them. */
export const formerCertificates = (facts: Facts, endpoint: Endpoint): ReadonlyArray<Named> => {
  const { site, port } = endpoint
  const bindings = httpsOf(facts).filter(
    (one) => isMadeByExchange(one) && sameName(one.site, site) && one.port === port
  )
  const records = [forAll, loopback].flatMap((listener) => recordsOf(facts).get(recordKeyOf(listener, port)) ?? [])
  const isHeldElsewhere = httpsOf(facts).some((one) => one.port === port && isForAll(one) && !sameName(one.site, site))
  return [
    ...bindings,
    ...records.filter((record) => !isHeldElsewhere && ownerOf(facts, endpoint, record) === 'site')
  ].filter(({ thumbprint }) => thumbprint !== null)
}

/** A record of Exchange's own endpoints, made by IIS or by nobody knows whom. */
const isOwnRecord = (record: HttpSysRecord): boolean =>
  !isForeign(record) &&
  (record.port === 443 || record.port === 444) &&
  (isWildcardRecord(record) || isLoopback({ address: record.address ?? '', host: record.host ?? '' }))

const thumbprintsOf = (entries: ReadonlyArray<{ readonly thumbprint: string | null }>): ReadonlyArray<string> =>
  entries.flatMap(({ thumbprint }) => (thumbprint === null ? [] : [thumbprint]))

/**
 * The certificates that only others have: bindings of other sites, or for one host name or address, and records of http.sys
 * for any endpoint that is not Exchange's own, of whatever program.
 */
export const claimedElsewhere = rememberedFor((facts: Facts): ReadonlySet<string> => {
  const bindings = httpsOf(facts)
  const { httpSys } = facts.sections
  const records = E.isRight(httpSys) ? httpSys.right : []
  const own = new Set([
    ...thumbprintsOf(bindings.filter(isMadeByExchange)),
    ...thumbprintsOf(records.filter(isOwnRecord))
  ])
  const others = [
    ...thumbprintsOf(bindings.filter((one) => !isMadeByExchange(one))),
    ...thumbprintsOf(records.filter((one) => !isOwnRecord(one)))
  ]
  return new Set(others.filter((one) => !own.has(one)))
})
