import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import { sameName } from '../compare'
import type { Named } from './certificateFaults'
import { type Endpoint, forAll, isForAll, isHttps, isLoopback, loopback, recordKeyOf } from './endpoints'
import { ownerOf, recordsOf } from './records'

const sites: ReadonlyArray<Endpoint['site']> = ['Default Web Site', 'Exchange Back End']

/** Whether a binding is one that Exchange itself makes: for all addresses or the loopback one. */
const isMadeByExchange = (binding: Binding): boolean =>
  sites.some((site) => sameName(site, binding.site)) && (isForAll(binding) || isLoopback(binding))

const httpsOf = ({ sections: { bindings } }: Facts): ReadonlyArray<Binding> =>
  E.isRight(bindings) ? bindings.right.filter(isHttps) : []

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

const claims = new WeakMap<Facts, ReadonlySet<string>>()

const createClaims = (facts: Facts): ReadonlySet<string> => {
  const thumbprints = (isWanted: (binding: Binding) => boolean): ReadonlyArray<string> =>
    httpsOf(facts).flatMap((one) => (isWanted(one) && one.thumbprint !== null ? [one.thumbprint] : []))
  const own = new Set(thumbprints(isMadeByExchange))
  return new Set(thumbprints((one) => !isMadeByExchange(one)).filter((one) => !own.has(one)))
}

/** The certificates that only bindings of other sites, or for one host name or address, have: made for these on purpose. */
export const claimedElsewhere = (facts: Facts): ReadonlySet<string> => {
  const claimed = claims.get(facts) ?? createClaims(facts)
  claims.set(facts, claimed)
  return claimed
}
