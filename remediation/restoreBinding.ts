import { powershell } from '../kernel/powershell'
import type { BindingBackup, SslRecord } from './backup'

const netsh = '& "$env:SystemRoot\\System32\\netsh.exe" http'

const remove = (endpoint: string): string => `${netsh} ${powershell`delete sslcert ${`ipport=${endpoint}`}`}`

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

const add = (endpoint: string, record: SslRecord): string =>
  `${netsh} add sslcert ${recordOptions(endpoint, record)
    .map((one) => powershell`${one}`)
    .join(' ')}`

const openRecord = (endpoint: string): string =>
  "[Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')" +
  powershell`.OpenSubKey(${`SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters\\SslBindingInfo\\${endpoint}`})`

/** The record that stands there now, as much of it as keeps the endpoint served. */
const addPresent = (endpoint: string): string =>
  `${netsh} add sslcert ${powershell`${`ipport=${endpoint}`}`} "certhash=$hash" "appid=$application" ` +
  `"certstorename=$($present.GetValue('SslCertStoreName'))"`

/** The endpoint must not be left without a certificate: neither by one that can't be assigned, nor by a failure halfway. */
const replaceRecord = (endpoint: string, record: SslRecord): ReadonlyArray<string> => [
  powershell`$certificate = Get-Item -LiteralPath ${`Cert:\\LocalMachine\\${storeOf(record)}\\${record.SslCertHash}`} -ErrorAction SilentlyContinue`,
  'if ($null -eq $certificate -or -not $certificate.HasPrivateKey) {',
  powershell`    Write-Warning ${`The certificate ${record.SslCertHash} is gone, or has no private key: the record of ${endpoint} stays.`}`,
  '} else {',
  `    $present = ${openRecord(endpoint)}`,
  `    ${remove(endpoint)}`,
  `    ${add(endpoint, record)}`,
  '    if ($LASTEXITCODE -ne 0) {',
  '        if ($null -ne $present) {',
  "            $application = $present.GetValue('AppId')",
  "            if ($application -is [byte[]]) { $application = ([Guid] $application).ToString('B') }",
  "            $hash = @($present.GetValue('SslCertHash') | ForEach-Object { $_.ToString('X2') }) -join ''",
  `            ${addPresent(endpoint)}`,
  '        }',
  powershell`        throw ${`The record of ${endpoint} could not be put back: see what netsh says above.`}`,
  '    }',
  '}'
]

/** With its last binding IIS may have removed the record itself. */
const removeRecord = (endpoint: string): ReadonlyArray<string> => [
  `if ($null -ne ${openRecord(endpoint)}) {`,
  `    ${remove(endpoint)}`,
  powershell`    if ($LASTEXITCODE -ne 0) { Write-Warning ${`The record of ${endpoint} was not deleted: see what netsh says above.`} }`,
  '}'
]

const removeBinding = ({ site, forms }: BindingBackup): ReadonlyArray<string> => [
  'Add-Type -Path "$env:SystemRoot\\System32\\inetsrv\\Microsoft.Web.Administration.dll"',
  '$manager = New-Object Microsoft.Web.Administration.ServerManager',
  powershell`$bindings = $manager.Sites[${site}].Bindings`,
  powershell`$added = @($bindings | Where-Object { $_.Protocol -eq 'https' -and @(${forms}) -contains $_.BindingInformation })`,
  '$added | ForEach-Object { $bindings.Remove($_) }',
  '$manager.CommitChanges()'
]

/**
 * Removes a binding that was added, and gives the endpoint the record that it had. By netsh, since IIS' AddSslCertificate
 * would write its own application id, and knows neither the old flags nor an endpoint without a record.
 */
export const restoreBinding = (backup: BindingBackup): ReadonlyArray<string> => {
  const { isBound, endpoint, record } = backup
  return [
    ...(isBound ? [] : removeBinding(backup)),
    ...(record === null || record.SslCertHash === '' ? removeRecord(endpoint) : replaceRecord(endpoint, record))
  ]
}
