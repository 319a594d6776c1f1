import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { sameName } from '../../kernel/compare'
import { rememberedRecently } from '../../kernel/remembered'
import type { Named } from '../iis/certificateFaults'
import {
  type Endpoint,
  forAll,
  isForAll,
  isHttps,
  isLoopback,
  isWildcardRecord,
  type Listener,
  loopback,
  recordKeyOf,
  showListener
} from '../iis/endpoints'
import { isForeign, recordsOf } from './records'

const sites: ReadonlyArray<Endpoint['site']> = ['Default Web Site', 'Exchange Back End']

/** Whether a binding is one that Exchange itself makes: for all addresses or the loopback one. */
const isMadeByExchange = (binding: Binding): boolean =>
  sites.some((site) => sameName(site, binding.site)) && (isForAll(binding) || isLoopback(binding))

/** The https bindings of all sites; none where they were not read. Each finding asks, so they are kept. */
export const httpsOf = rememberedRecently(
  ({ sections: { bindings } }: Facts): ReadonlyArray<Binding> =>
    E.isRight(bindings) ? bindings.right.filter(isHttps) : []
)

/** The certificates, valid or not, that Exchange's own bindings of a site and the records behind them name. */
export interface Former {
  /** Those of the endpoint for all addresses, which clients are served by. */
  readonly main: ReadonlyArray<Named>
  /** Those of the loopback address, by which the server alone asks. */
  readonly loopback: ReadonlyArray<Named>
}

/** What an endpoint's site and its record name at a listener. A record that another program made tells nothing of Exchange, nor does the binding that shows it. */
export const namedAt = (facts: Facts, { site, port }: Endpoint, listener: Listener): ReadonlyArray<Named> => {
  const here = httpsOf(facts).filter(
    (one) => one.port === port && showListener(one, port) === showListener(listener, port)
  )
  const record = recordsOf(facts).get(recordKeyOf(listener, port))
  const isOthers = (record !== undefined && isForeign(record)) || here.some((one) => !sameName(one.site, site))
  return isOthers
    ? []
    : [...here, ...(record === undefined ? [] : [record])].filter(({ thumbprint }) => thumbprint !== null)
}

export const formerCertificates = (facts: Facts, endpoint: Endpoint): Former => ({
  main: namedAt(facts, endpoint, forAll),
  loopback: namedAt(facts, endpoint, loopback)
})

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
export const claimedElsewhere = rememberedRecently((facts: Facts): ReadonlySet<string> => {
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
