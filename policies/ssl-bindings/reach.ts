import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { sameName } from '../../kernel/compare'
import { rememberedRecently } from '../../kernel/remembered'
import { judgeCertificate } from '../iis/certificateFaults'
import { isUsualName, namesOf, ownNames } from '../iis/certificateNames'
import { type Endpoint, forAll, isForAll, isOfServerItself, recordKeyOf } from '../iis/endpoints'
import { findCertificate } from '../iis/stores'
import { httpsOf } from './formerCertificates'
import { ownerOf, recordsOf } from './records'

/** How clients of Exchange come to an endpoint: by which names, in lower case, and whether by an address of its own. */
export interface Reach {
  /** The server's names, and those of the certificate for all addresses. */
  readonly names: ReadonlySet<string>
  /** Those of them that are surely Exchange's: a certificate may hold the names of other sites besides. */
  readonly sure: ReadonlySet<string>
  /** The wildcards of that certificate, and the domains themselves that it holds beside them, as public ones do. */
  readonly wide: ReadonlySet<string>
  /** Whether Exchange's site has an address for itself, so that another site may have the other one. */
  readonly hasOwnAddress: boolean
}

/** Whether a record is for an address at which others than the server itself can ask. */
const isForOthers = ({ address, host }: HttpSysRecord): boolean =>
  (host ?? '') === '' && !isOfServerItself({ address: address ?? '', host: '' })

/** Whether a record is for an address of the server at which others ask; null where not read whether it is the server's. */
export const isOwnAddress = (record: HttpSysRecord): boolean | null => isForOthers(record) && record.isOwnAddress

const isWildcard = (name: string): boolean => name.startsWith('*')

const lower = (names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((name) => name.toLowerCase())

const isWide = (name: string, names: ReadonlyArray<string>): boolean => isWildcard(name) || names.includes(`*.${name}`)

const findReach = (facts: Facts, endpoint: Endpoint): Reach => {
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
  const plain = held.flatMap((names) => names.filter((name) => !isWide(name, names)))
  const sole = held.flatMap((names) => (names.length === 1 ? names : [])).filter((name) => !isWildcard(name))
  return {
    names: new Set([...own, ...plain]),
    sure: new Set([...own, ...sole, ...plain.filter(isUsualName)]),
    wide: new Set(held.flatMap((names) => names.filter((name) => isWide(name, names)))),
    hasOwnAddress: [...recordsOf(facts).values()].some(
      (record) =>
        record.port === endpoint.port &&
        isOwnAddress(record) === true &&
        ownerOf(facts, endpoint, record) === 'site' &&
        record.unreadable === null &&
        judgeCertificate(facts, record, endpoint.port)._tag !== 'Faulty'
    )
  }
}

const reaches = rememberedRecently((_facts: Facts) => new Map<Endpoint['port'], Reach>())

/** Each record of a port and each binding of another site asks, so it is found once for all. */
export const reachOf = (facts: Facts, endpoint: Endpoint): Reach => {
  const known = reaches(facts)
  const reach = known.get(endpoint.port) ?? findReach(facts, endpoint)
  known.set(endpoint.port, reach)
  return reach
}

/** Whether a host name, which IIS may have as a wildcard, is one of these names. */
export const isAmong = (names: ReadonlySet<string>, host: string): boolean => {
  const name = host.toLowerCase()
  if (!isWildcard(name)) return name !== '' && names.has(name)
  return [...names].some((one) => one.includes('.') && one.slice(one.indexOf('.')) === name.slice(1))
}

/** Whether a host name is none of the names that are known, but a wildcard covers it, or the domain beside that is it. */
export const isCovered = ({ names, wide }: Reach, host: string): boolean => {
  const name = host.toLowerCase()
  if (name === '' || isAmong(names, name)) return false
  return wide.has(name) || wide.has(`*${name.slice(Math.max(name.indexOf('.'), 0))}`)
}
