import type { Facts } from '../../facts/facts'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { drift, type Judgement, note, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import type { PropertyPath } from '../../kernel/propertyPath'
import { type CertificateFault, doubtOf, judgeCertificate, type Named } from '../iis/certificateFaults'
import { judgeHost } from '../iis/certificateHost'
import { isUsualName } from '../iis/certificateNames'
import { type Endpoint, isWildcardOfIpv6, showRecord } from '../iis/endpoints'
import { freeing, freeName } from './freeName'
import { namedIn } from './headline'
import { isAmong, isCovered, isOwnAddress, type Reach } from './reach'
import { holdersOf, isForeign, type Owner } from './records'
import { serveOthersAlone } from './servesExchange'

/** Why a record has no valid certificate; null where it has one, or that is not known. */
const faultOf = (facts: Facts, { port }: Endpoint, record: HttpSysRecord): string | null => {
  if (record.unreadable !== null) return record.unreadable
  const state = judgeCertificate(facts, record, port)
  return state._tag === 'Faulty' ? state.fault : null
}

/** What another site or program has of a name by which clients ask for Exchange. */
export interface Taken {
  readonly path: PropertyPath
  readonly shown: string
  readonly host: string
  /** Null where the certificate is that of all addresses, which is judged for itself. */
  readonly certificate: Named | null
  /** The site of IIS; null for another program, and where that is not known. */
  readonly site: string | null
}

const whoHas = ({ site, shown }: Taken): string =>
  site === null ? `http.sys holds a record of its own for ${shown}` : `the site "${site}" answers on ${shown}`

/** Nothing is faulty about a name that another site has with a good certificate; but who asks by it may miss Exchange. */
const reached = (taken: Taken, { sure }: Reach): Judgement =>
  taken.site !== null && isAmong(sure, taken.host)
    ? unknown(taken.path, `${whoHas(taken)}, a name of Exchange; whether clients reach Exchange by it was not read`)
    : note(`${whoHas(taken)}, a name by which clients may ask for Exchange`)

type Judged =
  | { readonly _tag: 'Unjudged'; readonly reason: string | null }
  | { readonly _tag: 'Good' }
  | ({ readonly _tag: 'Faulty' } & CertificateFault)

/** Judges the certificate that clients get by a name. */
const judgeNamed = (facts: Facts, { port }: Endpoint, { certificate, host }: Taken): Judged => {
  if (certificate === null) return { _tag: 'Good' }
  const state = judgeCertificate(facts, certificate, port)
  if (state._tag !== 'Valid') return state
  const byHost = judgeHost(facts, certificate, host)
  return byHost?._tag === 'Misnamed' ? { ...byHost, _tag: 'Faulty' } : { _tag: 'Good' }
}

/** Judges the certificate that clients get by a name of Exchange, and whether they reach Exchange by it. */
export const judgeTaken = (facts: Facts, endpoint: Endpoint, taken: Taken, reach: Reach): ReadonlyArray<Judgement> => {
  const { path, shown } = taken
  const state = judgeNamed(facts, endpoint, taken)
  const mayAsk = `${whoHas(taken)}, a name by which clients may ask for Exchange`
  switch (state._tag) {
    case 'Unjudged':
      return state.reason === null ? [] : [unknown(path, state.reason)]
    case 'Good':
      return [reached(taken, reach)]
    case 'Faulty':
      return isAmong(reach.sure, taken.host)
        ? [
            drift({
              path,
              actual: `${shown}, ${state.fault}`,
              desired: `${shown} with a valid certificate`,
              evidence: [`${mayAsk}.`, state.evidence],
              named: namedIn(shown, state),
              resolution: freeName(taken),
              remediation: freeing(taken)
            })
          ]
        : [unknown(path, `${mayAsk}: ${state.fault}; whether clients reach Exchange by it was not read`)]
  }
}

/** Judges what others have of the names that a wildcard covers: few of them are Exchange's, and which ones was not read. */
export const judgeCovered = (facts: Facts, endpoint: Endpoint, taken: Taken): ReadonlyArray<Judgement> => {
  const state = judgeNamed(facts, endpoint, taken)
  const isUsual = isUsualName(taken.host)
  const covered = `${whoHas(taken)}, a name that the certificate for all addresses covers`
  const unread = 'whether clients reach Exchange by it was not read'
  const isWildcard = taken.host.startsWith('*')
  switch (state._tag) {
    case 'Unjudged':
      return state.reason !== null && (isUsual || isWildcard) ? [unknown(taken.path, state.reason)] : []
    case 'Good':
      if (isWildcard) return [unknown(taken.path, `${covered}; ${unread}`)]
      return isUsual ? [note(`${whoHas(taken)}, a name by which clients may ask for Exchange`)] : []
    case 'Faulty':
      return isUsual || isWildcard
        ? [unknown(taken.path, `${covered}: ${state.fault}; ${unread}`)]
        : [note(`${covered}: ${state.fault}`)]
  }
}

/** An address of the server, or one of which was not read whose it is, where another site answers. */
interface TakenAddress {
  readonly path: PropertyPath
  readonly shown: string
  readonly site: string
  /** Whether it is the server's; null where that was not read. */
  readonly isOwn: true | null
  /** Why clients may get no valid certificate there; null where nothing says so. */
  readonly fault: string | null
  /** Whether nothing of Exchange answers there, whatever the certificate. */
  readonly isOthersAlone: boolean
}

/** Clients of an address get that site and its certificate; whether they are Exchange's is known where Exchange has its own. */
export const judgeTakenAddress = (
  { path, shown, site, isOwn, fault, isOthersAlone }: TakenAddress,
  { hasOwnAddress }: Reach
): Judgement => {
  const matters = fault !== null && !hasOwnAddress
  const answers = `the site "${site}" answers on ${shown}${matters && isOthersAlone ? ` (${fault})` : ''}`
  if (matters && !isOthersAlone)
    return unknown(
      path,
      `${answers}, ${isOwn === null ? 'which may be ' : ''}an address of this server: ${fault}; whether clients of Exchange use that address was not read`
    )
  return note(
    isOwn === null
      ? `${answers}; whether that is an address of this server was not read`
      : `${answers}, an address of this server: clients that use it get that site or its certificate`
  )
}

const judgeAddress = (
  facts: Facts,
  endpoint: Endpoint,
  record: HttpSysRecord,
  reach: Reach
): ReadonlyArray<Judgement> => {
  const shown = showRecord(record)
  const isOwn = isOwnAddress(record)
  if (isOwn === false) return []
  const holders = holdersOf(facts).get(record) ?? []
  const site = holders[0]?.site ?? 'unknown'
  const fault = record.unreadable ?? doubtOf(judgeCertificate(facts, record, endpoint.port))
  const isOthersAlone = serveOthersAlone(facts, holders)
  return [judgeTakenAddress({ path: ['httpSys', shown], shown, site, isOwn, fault, isOthersAlone }, reach)]
}

const judgeProgram = (facts: Facts, endpoint: Endpoint, record: HttpSysRecord): ReadonlyArray<Judgement> => {
  const shown = showRecord(record)
  const belongs = `the record of http.sys for ${shown} belongs to another program (application id ${record.appId})`
  return isOwnAddress(record) !== false && faultOf(facts, endpoint, record) !== null
    ? [
        unknown(
          ['httpSys', shown],
          `${belongs} and has no valid certificate; whether clients of Exchange use that address was not read`
        )
      ]
    : [note(belongs)]
}

/** Judges a record that is not of Exchange's site, by the name or the address of Exchange that it may have taken. */
export const judgeOther = (
  facts: Facts,
  endpoint: Endpoint,
  record: HttpSysRecord,
  owner: Exclude<Owner, 'site' | 'left-over' | 'no-address'> | null,
  reach: Reach
): ReadonlyArray<Judgement> => {
  const shown = showRecord(record)
  const path: PropertyPath = ['httpSys', shown]
  const host = record.host ?? ''
  const site = (holdersOf(facts).get(record) ?? [])[0]?.site ?? null
  const taken: Taken = { path, shown, host, certificate: record, site }
  if (isAmong(reach.names, host))
    return record.unreadable === null ? judgeTaken(facts, endpoint, taken, reach) : [unknown(path, record.unreadable)]
  const covered = isCovered(reach, host) && record.unreadable === null ? judgeCovered(facts, endpoint, taken) : []
  // Without IIS' bindings a note would not do: the record may be Exchange's own.
  if (covered.some(({ _tag }) => owner !== null || _tag === 'Unknown')) return covered
  if (owner === 'other-site') return judgeAddress(facts, endpoint, record, reach)
  if (owner === 'other-program') return judgeProgram(facts, endpoint, record)
  return faultOf(facts, endpoint, record) === null
    ? []
    : [unknown(path, `the bindings of IIS were not read, so it is unknown which site has the record for ${shown}`)]
}

/** What is said of a site that has all addresses of IPv6. */
export const hasIpv6 = (site: string, shown: string): Judgement =>
  unknown(
    ['bindings', `${site}:${shown}`],
    `the site "${site}" answers on ${shown}; whether clients reach Exchange by IPv6 was not read`
  )

/** The record for all addresses of IPv6 is judged as Exchange's own; but another site or program may answer by it. */
export const sharedIpv6 = (facts: Facts, { site }: Endpoint, record: HttpSysRecord): ReadonlyArray<Judgement> => {
  if (!isWildcardOfIpv6(record)) return []
  const shown = showRecord(record)
  const holders = holdersOf(facts).get(record) ?? []
  if (holders.some((one) => sameName(one.site, site))) return []
  const [other] = holders
  if (other !== undefined) return [hasIpv6(other.site, shown)]
  return isForeign(record)
    ? [note(`the record of http.sys for ${shown} belongs to another program (application id ${record.appId})`)]
    : []
}
