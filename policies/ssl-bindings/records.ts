import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { sameName } from '../../kernel/compare'
import { rememberedRecently } from '../../kernel/remembered'
import {
  type Endpoint,
  isForAll,
  isHttps,
  isLoopback,
  isWildcardOfIpv6,
  isWildcardRecord,
  recordKeyOf,
  showRecord
} from '../iis/endpoints'

/** The records of http.sys that name a certificate themselves, by their endpoint in lower case; the first of each counts. */
export type RecordIndex = ReadonlyMap<string, HttpSysRecord>

const keyOf = (record: HttpSysRecord): string => showRecord(record).toLowerCase()

/**
 * The index of some records; one by which http.sys asks the central certificate store names no certificate. Each endpoint
 * asks, so it is kept.
 */
const indexOf = rememberedRecently((records: ReadonlyArray<HttpSysRecord>): RecordIndex => {
  const index = new Map<string, HttpSysRecord>()
  for (const record of records.filter(({ isCentral, port }) => isCentral !== true && port !== 0))
    if (!index.has(keyOf(record))) index.set(keyOf(record), record)
  return index
})

/** Whether http.sys asks the central certificate store on a port; false where its records could not be read. */
export const asksCentralStore = ({ sections: { httpSys } }: Facts, port: number): boolean =>
  E.isRight(httpSys) && httpSys.right.some((record) => record.isCentral === true && record.port === port)

/** The records of a server; none where they could not be read. */
export const recordsOf = ({ sections: { httpSys } }: Facts): RecordIndex =>
  E.isRight(httpSys) ? indexOf(httpSys.right) : new Map()

const hasFlag = ({ sslFlags }: Pick<Binding, 'sslFlags'>, flag: number): boolean =>
  sslFlags !== null && (sslFlags & flag) !== 0

/** Whether IIS takes the certificate of a binding from the central certificate store. */
export const isCentral = (binding: Binding): boolean => hasFlag(binding, 2)

/** Whether a binding for all addresses asks for a certificate by a host name, which it does not have. */
export const asksByNoHost = (binding: Binding): boolean => isForAll(binding) && hasFlag(binding, 1)

/** The http.sys record from which a binding gets its certificate: by host name (SNI), else by address. */
export const recordOf = (records: RecordIndex, binding: Binding): HttpSysRecord | undefined => {
  const byAddress = records.get(recordKeyOf(binding, binding.port))
  const isByHost = binding.host !== '' && (binding.sslFlags === null || hasFlag(binding, 1))
  return isByHost ? (records.get(`${binding.host}:${binding.port}`.toLowerCase()) ?? byAddress) : byAddress
}

type Holders = ReadonlyMap<HttpSysRecord, ReadonlyArray<Binding>>

const createHolders = (bindings: ReadonlyArray<Binding>, records: RecordIndex): Holders => {
  const holders = new Map<HttpSysRecord, Array<Binding>>()
  for (const binding of bindings.filter(isHttps)) {
    const record = isCentral(binding) ? undefined : recordOf(records, binding)
    if (record === undefined) continue
    const known = holders.get(record)
    if (known === undefined) holders.set(record, [binding])
    else known.push(binding)
  }
  return holders
}

/** The bindings, of all sites of IIS, that get their certificate by each record. */
export const holdersOf = rememberedRecently((facts: Facts): Holders => {
  const { bindings } = facts.sections
  return createHolders(E.isRight(bindings) ? bindings.right : [], recordsOf(facts))
})

const iis = '{4dc3e181-e14b-4a21-b022-59fc669b0914}'

/** Whether a record is marked as that of another program than IIS. */
export const isForeign = ({ appId }: HttpSysRecord): boolean => appId !== null && appId !== iis

/** Whether a record is for the address by which the server asks itself. */
const isLoopbackRecord = ({ address, host }: HttpSysRecord): boolean =>
  isLoopback({ address: address ?? '', host: host ?? '' })

/**
 * Whose a record is: the site's, or in its way; that of another site of IIS; that of another program; of an address that
 * the server doesn't have; left over, where IIS made it or may have made it, and no binding holds it. Null where the
 * bindings of IIS were not read, which alone could tell.
 */
export type Owner = 'site' | 'other-site' | 'other-program' | 'no-address' | 'left-over'

export const ownerOf = (facts: Facts, { site }: Endpoint, record: HttpSysRecord): Owner | null => {
  const holders = holdersOf(facts).get(record) ?? []
  // Not even a binding of the site makes anybody come by an address that the server doesn't have.
  if (holders.some((binding) => sameName(binding.site, site)))
    return record.isOwnAddress === false ? 'no-address' : 'site'
  // Exchange's clients come by these, whoever made their records.
  if (isWildcardRecord(record) || isWildcardOfIpv6(record)) return 'site'
  if (isLoopbackRecord(record) && !isForeign(record)) return 'site'
  if (holders.length > 0) return 'other-site'
  if (isForeign(record)) return 'other-program'
  if (record.isOwnAddress === true) return 'site'
  if (record.isOwnAddress === false) return 'no-address'
  return E.isRight(facts.sections.bindings) ? 'left-over' : null
}
