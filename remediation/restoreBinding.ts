import { powershell } from '../kernel/powershell'
import type { BindingBackup, SslRecord } from './backup'
import openRecord from './restore/openRecord.ps1'
import removeBinding from './restore/removeBinding.ps1'
import removeRecord from './restore/removeRecord.ps1'
import replaceRecord from './restore/replaceRecord.ps1'

const checkModes = [
  [0x1, 'verifyclientcertrevocation=disable'],
  [0x2, 'verifyrevocationwithcachedclientcertonly=enable'],
  [0x10000, 'usagecheck=disable']
] as const

const flags = [
  [0x1, 'dsmapperusage=enable'],
  [0x2, 'clientcertnegotiation=enable']
] as const

const setBits = (value: number | null, options: ReadonlyArray<readonly [number, string]>): ReadonlyArray<string> =>
  options.flatMap(([bit, option]) => ((value ?? 0) & bit ? [option] : []))

const option = (name: string, value: string | number | null): ReadonlyArray<string> =>
  value === null || value === '' || value === 0 ? [] : [`${name}=${value}`]

const storeOf = ({ SslCertStoreName }: SslRecord): string => SslCertStoreName || 'MY'

/** Netsh's options for a record as it was; what has its default is left out. */
const recordOptions = (endpoint: string, record: SslRecord): ReadonlyArray<string> => [
  `ipport=${endpoint}`,
  `certhash=${record.SslCertHash}`,
  `appid=${record.AppId}`,
  `certstorename=${storeOf(record)}`,
  ...setBits(record.DefaultSslCertCheckMode, checkModes),
  ...option('revocationfreshnesstime', record.DefaultSslRevocationFreshnessTime),
  ...option('urlretrievaltimeout', record.DefaultSslRevocationUrlRetrievalTimeout),
  ...option('sslctlidentifier', record.DefaultSslCtlIdentifier),
  ...option('sslctlstorename', record.DefaultSslCtlStoreName),
  ...setBits(record.DefaultFlags, flags)
]

const lines = (text: string): ReadonlyArray<string> => text.trimEnd().split('\n')

/** The endpoint must not be left without a certificate: neither by one that can't be assigned, nor by a failure halfway. */
const putRecord = (endpoint: string, record: SslRecord): ReadonlyArray<string> => [
  powershell`$store = ${storeOf(record)}`,
  powershell`$thumbprint = ${record.SslCertHash}`,
  powershell`$options = ${recordOptions(endpoint, record)}`,
  ...lines(replaceRecord)
]

/**
 * Removes a binding that was added, and gives the endpoint the record that it had. By netsh, since IIS' AddSslCertificate
 * would write its own application id, and knows neither the old flags nor an endpoint without a record. With its last
 * binding IIS may have removed the record itself.
 */
export const restoreBinding = ({ site, forms, isBound, endpoint, record }: BindingBackup): ReadonlyArray<string> => [
  ...(isBound ? [] : [powershell`$site = ${site}`, powershell`$forms = @(${forms})`, ...lines(removeBinding)]),
  powershell`$endpoint = ${endpoint}`,
  ...lines(openRecord),
  ...(record === null || record.SslCertHash === '' ? lines(removeRecord) : putRecord(endpoint, record))
]
