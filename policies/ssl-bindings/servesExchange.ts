import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import { sameName } from '../../kernel/compare'
import { exchangeApplications } from '../iis/exchangeSites'

/** What names have by which clients may ask for Exchange, or asked before a move. */
const likeExchange = /mail|outlook|owa|exch|autodiscover|legacy|ews|ecp|mapi|oab|activesync|^post|^mx\d*$|^ex\d/i

/** Whether a name looks like one for Exchange. */
export const looksLikeExchange = (name: string): boolean => likeExchange.test(name)

/** Whether a site besides Exchange's own two may serve it, as a second one with virtual directories of OWA does. */
const mayServeExchange = (facts: Facts, site: string): boolean => {
  const known = exchangeApplications(facts)
  return known.length === 0 ? looksLikeExchange(site) : known.some((one) => sameName(one.site, site))
}

/**
 * Whether all that clients reach by some bindings of one address are sites without Exchange. Bindings for host names leave
 * it to others by which name clients ask there.
 */
export const serveOthersAlone = (facts: Facts, bindings: ReadonlyArray<Binding>): boolean =>
  bindings.some(({ host }) => host === '') && bindings.every(({ site }) => !mayServeExchange(facts, site))
