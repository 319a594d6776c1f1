import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { sameName } from '../compare'
import { drift, type Judgement, note, unknown } from '../policy'
import type { PropertyPath } from '../propertyPath'
import { judgeCertificate, type Named } from './certificateFaults'
import { commonName, leavesOut, namesOf, ownNames } from './certificateNames'
import { type Endpoint, forAll, isForAll, isWildcardOfIpv6, recordKeyOf, showRecord } from './endpoints'
import { httpsOf } from './formerCertificates'
import { freeName } from './otherSteps'
import { holdersOf, isForeign, type Owner, ownerOf, recordsOf } from './records'
import { findCertificate } from './stores'

/** How clients of Exchange come to an endpoint: by which names, in lower case, and whether by an address of its own. */
export interface Reach {
  /** The server's names, and those of the certificate for all addresses. */
  readonly names: ReadonlySet<string>
  /** Those of them that are surely Exchange's: a certificate may hold the names of other sites besides. */
  readonly sure: ReadonlySet<string>
  /** Whether Exchange's site has an address for itself, so that another site may have the other one. */
  readonly hasOwnAddress: boolean
}

const isSelf = (record: HttpSysRecord): boolean => /^(?:127\.|\[::1\])/.test(showRecord(record))

const isOwnAddress = (record: HttpSysRecord): boolean => record.isOwnAddress === true && !isSelf(record)

const isFaulty = (facts: Facts, { port }: Endpoint, record: HttpSysRecord): boolean =>
  record.unreadable !== null || judgeCertificate(facts, record, port)._tag === 'Faulty'

const lower = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.filter((name) => !name.startsWith('*')).map((name) => name.toLowerCase())

/** Each record of a port asks, so it is found once for all. */
export const reachOf = (facts: Facts, endpoint: Endpoint): Reach => {
  const { certificates } = facts.sections
  const main = [
    ...httpsOf(facts).filter((one) => isForAll(one) && one.port === endpoint.port && sameName(one.site, endpoint.site)),
    ...[recordsOf(facts).get(recordKeyOf(forAll, endpoint.port))].flatMap((one) => one ?? [])
  ]
  const found = main.flatMap(({ thumbprint, store }) =>
    thumbprint === null || E.isLeft(certificates) ? [] : (findCertificate(certificates.right, thumbprint, store) ?? [])
  )
  const own = lower(ownNames(facts))
  const held = found.map((one) => lower(namesOf(one)))
  const sole = held.flatMap((names) => (names.length === 1 ? names : []))
  return {
    names: new Set([...own, ...held.flat()]),
    sure: new Set([...own, ...sole, ...lower(found.flatMap((one) => commonName(one) ?? []))]),
    hasOwnAddress: [...recordsOf(facts).values()].some(
      (record) =>
        record.port === endpoint.port &&
        isOwnAddress(record) &&
        ownerOf(facts, endpoint, record) === 'site' &&
        !isFaulty(facts, endpoint, record)
    )
  }
}

/** Whether a host name, which IIS may have as a wildcard, is one of these names. */
export const isAmong = (names: ReadonlySet<string>, host: string): boolean => {
  const name = host.toLowerCase()
  if (!name.startsWith('*.')) return name !== '' && names.has(name)
  return [...names].some((one) => one.includes('.') && one.slice(one.indexOf('.')) === name.slice(1))
}

/** What another site or program has of a name by which clients ask for Exchange. */
interface Taken {
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

const misnamed = ({ sections: { certificates } }: Facts, { host, certificate }: Taken): string | null => {
  if (certificate === null || certificate.thumbprint === null || E.isLeft(certificates)) return null
  const found = findCertificate(certificates.right, certificate.thumbprint, certificate.store)
  return found !== undefined && !host.startsWith('*') && leavesOut(found, host)
    ? `certificate ${found.thumbprint} does not hold the name ${host}`
    : null
}

/** Nothing is faulty about a name that another site has with a good certificate; but who asks by it may miss Exchange. */
const reached = (taken: Taken, { sure }: Reach): Judgement =>
  taken.site !== null && isAmong(sure, taken.host)
    ? unknown(taken.path, `${whoHas(taken)}, a name of Exchange; whether clients reach Exchange by it was not read`)
    : note(`${whoHas(taken)}, a name by which clients may ask for Exchange`)

/** Judges the certificate that clients get by the name, and whether they reach Exchange by it. */
export const judgeTaken = (facts: Facts, { port }: Endpoint, taken: Taken, reach: Reach): ReadonlyArray<Judgement> => {
  const { path, shown, certificate } = taken
  const state = certificate === null ? null : judgeCertificate(facts, certificate, port)
  if (state?._tag === 'Unjudged') return state.reason === null ? [] : [unknown(path, state.reason)]
  const fault = state?._tag === 'Faulty' ? state.fault : misnamed(facts, taken)
  if (fault === null) return [reached(taken, reach)]
  return [
    drift({
      path,
      actual: `${shown}, ${fault}`,
      desired: `${shown} with a valid certificate`,
      evidence: [
        `${whoHas(taken)}, a name by which clients may ask for Exchange.`,
        ...(state?._tag === 'Faulty' ? [state.evidence] : [])
      ],
      resolution: freeName(taken),
      remediation: null
    })
  ]
}

const judgeAddress = (
  facts: Facts,
  endpoint: Endpoint,
  record: HttpSysRecord,
  { hasOwnAddress }: Reach
): ReadonlyArray<Judgement> => {
  const shown = showRecord(record)
  const holders = holdersOf(facts).get(record) ?? []
  if (record.host !== null || record.isOwnAddress === false || isSelf(record)) return []
  const [holder] = holders
  const answers = `the site "${holder?.site ?? 'unknown'}" answers on ${shown}`
  if (record.isOwnAddress === null) return [note(`${answers}; whether that is an address of this server was not read`)]
  // A binding with a host name takes that name alone; but all clients of the address get its certificate.
  const takes = holders.some(({ host }) => host === '') || isFaulty(facts, endpoint, record)
  return takes && !hasOwnAddress
    ? [
        unknown(
          ['httpSys', shown],
          `${answers}, an address of this server; whether clients of Exchange use that address was not read`
        )
      ]
    : [note(`${answers}, an address of this server: clients that use it get that site or its certificate`)]
}

const judgeProgram = (facts: Facts, endpoint: Endpoint, record: HttpSysRecord): ReadonlyArray<Judgement> => {
  const shown = showRecord(record)
  const belongs = `the record of http.sys for ${shown} belongs to another program (application id ${record.appId})`
  return isOwnAddress(record) && isFaulty(facts, endpoint, record)
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
  if (isAmong(reach.names, host)) {
    if (record.unreadable !== null) return [unknown(path, record.unreadable)]
    const site = (holdersOf(facts).get(record) ?? [])[0]?.site ?? null
    return judgeTaken(facts, endpoint, { path, shown, host, certificate: record, site }, reach)
  }
  if (owner === 'other-site') return judgeAddress(facts, endpoint, record, reach)
  if (owner === 'other-program') return judgeProgram(facts, endpoint, record)
  return isFaulty(facts, endpoint, record)
    ? [unknown(path, `the bindings of IIS were not read, so it is unknown which site has the record for ${shown}`)]
    : []
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
