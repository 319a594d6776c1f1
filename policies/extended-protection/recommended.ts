import type { ProtectedDirectory } from '../../facts/sections/extendedProtection'
import { sameName } from '../../kernel/compare'
import { rememberedBy, rememberedText } from '../../kernel/remembered'

/** The words of IIS, the weakest first. */
export const strengths = ['None', 'Allow', 'Require'] as const

export type Strength = (typeof strengths)[number]

/** What a virtual directory should have; `least` and `most` differ where Microsoft has changed its mind. */
export interface Recommended {
  readonly least: Strength
  readonly most: Strength
  readonly sslFlags: string
}

const ssl = 'Ssl, Ssl128'

const exactly = (strength: Strength): Recommended => ({ least: strength, most: strength, sslFlags: ssl })

export const frontEnd = 'Default Web Site'
export const backEnd = 'Exchange Back End'

const always = exactly('Require')

/** By the site and the path in lower case. Outlook for Mac can't get the offline address book where it is required. */
const recommendations: ReadonlyMap<string, Recommended> = new Map([
  ...['api', 'ecp', 'mapi', 'owa', 'rpc'].map((name) => [`${frontEnd}/${name}`, always] as const),
  ...['ews', 'microsoft-server-activesync'].map((name) => [`${frontEnd}/${name}`, exactly('Allow')] as const),
  [`${frontEnd}/autodiscover`, exactly('None')],
  [`${frontEnd}/oab`, { ...always, least: 'Allow' }],
  [`${frontEnd}/powershell`, { least: 'None', most: 'Require', sslFlags: 'SslNegotiateCert' }],
  ...['api', 'ecp', 'ews', 'mapi/emsmdb', 'mapi/nspi', 'microsoft-server-activesync', 'oab', 'owa'].map(
    (name) => [`${backEnd}/${name}`, always] as const
  ),
  ...['pushnotifications', 'rpc', 'rpcwithcert'].map((name) => [`${backEnd}/${name}`, always] as const),
  [`${backEnd}/powershell`, { ...always, sslFlags: 'Ssl, SslNegotiateCert, Ssl128' }],
  [`${backEnd}/autodiscover`, exactly('None')]
])

const sites = [frontEnd, backEnd]

/** The place of a directory as IIS writes it: `Default Web Site/EWS`. */
export const placeOf = ({ site, path }: ProtectedDirectory): string => `${site}${path}`

/** What is right for a directory; undefined for one that Microsoft's table doesn't have. */
export const recommendedFor = rememberedBy(
  ({ site, path }: ProtectedDirectory) => `${site}\n${path}`,
  ({ site, path }): Recommended | undefined =>
    recommendations.get(`${sites.find((one) => sameName(one, site)) ?? site}${path.toLowerCase()}`)
)

/** Microsoft lets one of these be off: EWS of the back end, where IIS refuses all addresses that it doesn't list. */
export const isLetOff = (directory: ProtectedDirectory): boolean =>
  directory.listedAddressesOnly && sameName(placeOf(directory), `${backEnd}/EWS`)

export const isEwsOfFrontEnd = (directory: ProtectedDirectory): boolean =>
  sameName(placeOf(directory), `${frontEnd}/EWS`)

export const isRpcOfFrontEnd = (directory: ProtectedDirectory): boolean =>
  sameName(placeOf(directory), `${frontEnd}/Rpc`)

/** A word of IIS in any case; undefined for another one. */
export const strengthOf = rememberedBy(
  ({ tokenChecking }: ProtectedDirectory) => tokenChecking,
  ({ tokenChecking }): Strength | undefined => strengths.find((one) => sameName(one, tokenChecking))
)

const sslBit = 8

/** Whether IIS refuses a connection without TLS, by its flags; null for some that can't be understood. IIS takes words and a number. */
export const asksForTls = rememberedText((sslFlags): boolean | null => {
  if (/^\d{1,4}$/.test(sslFlags.trim())) return (Number(sslFlags) & sslBit) !== 0
  const words = sslFlags.split(',').map((word) => word.trim().toLowerCase())
  const known = ['none', 'ssl', 'sslnegotiatecert', 'sslrequirecert', 'sslmapcert', 'ssl128']
  return words.every((word) => known.includes(word)) ? words.includes('ssl') : null
})

const isOnAt =
  (site: string) =>
  (directories: ReadonlyArray<ProtectedDirectory>): boolean =>
    directories.some((one) => sameName(one.site, site) && ['Allow', 'Require'].includes(strengthOf(one) ?? ''))

/** Whether Extended Protection may refuse a client of the front end, by the channel through which it comes. */
export const isOnAtFrontEnd = isOnAt(frontEnd)

/** Whether it may refuse a front end that asks the back end. */
export const isOnAtBackEnd = isOnAt(backEnd)
