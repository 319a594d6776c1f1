import type { Binding } from '../../facts/sections/bindings'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import type { ServerKind } from '../../judging/kind'
import { sameName } from '../../kernel/compare'
import { rememberedFor } from '../../kernel/remembered'

/** An https endpoint that Exchange needs on all addresses: the IIS site that answers there, and its port. */
export interface Endpoint {
  readonly site: 'Default Web Site' | 'Exchange Back End'
  readonly port: 443 | 444
}

/** The endpoints that a server of this kind needs: clients ask the front end, the front end asks the back end. */
export const requiredEndpoints = rememberedFor(
  ({ frontEnd, backEnd }: ServerKind): ReadonlyArray<Endpoint> => [
    ...(frontEnd ? [{ site: 'Default Web Site', port: 443 } as const] : []),
    ...(backEnd ? [{ site: 'Exchange Back End', port: 444 } as const] : [])
  ]
)

/** IIS writes "all addresses" as nothing or `*`, http.sys as 0.0.0.0. */
const allAddresses = ['', '*', '0.0.0.0']

/** An IPv6 address in its shortest form; as it is where it can't be understood, such as one with a zone. */
const shortest = (address: string): string =>
  URL.canParse(`http://${address}/`) ? new URL(`http://${address}/`).hostname : address

/** An address in one spelling, that of http.sys; IPv6 in brackets. */
const plainAddress = (address: string): string => {
  if (allAddresses.includes(address)) return '0.0.0.0'
  if (!address.includes(':')) return address.toLowerCase()
  return shortest((address.startsWith('[') ? address : `[${address}]`).toLowerCase())
}

/** What a binding listens to on its port. */
export type Listener = Pick<Binding, 'address' | 'host'>

/** The binding that answers on all addresses. */
export const forAll: Listener = { address: '*', host: '' }

/** Exchange's own second binding, by which the server asks itself. */
export const loopback: Listener = { address: '127.0.0.1', host: '' }

/** Where a binding listens: `*:443`, `127.0.0.1:443`, `*:443:mail.contoso.com`. */
export const showListener = ({ address, host }: Listener, port: number): string => {
  const plain = plainAddress(address)
  return `${plain === '0.0.0.0' ? '*' : plain}:${port}${host === '' ? '' : `:${host}`}`
}

export const showBinding = (binding: Binding): string => showListener(binding, binding.port)

/** The name of the http.sys record of a listener without host name: `0.0.0.0:443`. */
export const recordKeyOf = ({ address }: Listener, port: number): string => `${plainAddress(address)}:${port}`

/** How IIS may write a binding in its bindingInformation. */
export const formsOf = ({ address, host }: Listener, port: number): ReadonlyArray<string> => {
  const plain = plainAddress(address)
  return (plain === '0.0.0.0' ? allAddresses : [plain]).map((form) => `${form}:${port}:${host}`)
}

/** The endpoint of an http.sys record: `0.0.0.0:443`, `[::]:443`, `mail.contoso.com:443`. */
export const showRecord = ({ address, port, host }: HttpSysRecord): string =>
  `${host === null || host === '' ? plainAddress(address ?? 'unknown') : host}:${port}`

/** Whether a binding answers on all addresses for any host name. */
export const isForAll = ({ address, host }: Listener): boolean => host === '' && plainAddress(address) === '0.0.0.0'

/** Whether a binding is the one by which the server asks itself. */
export const isLoopback = ({ address, host }: Listener): boolean => host === '' && address === loopback.address

/** Whether a listener has an address at which none but the server itself can ask. */
export const isOfServerItself = ({ address }: Listener): boolean => /^(?:127\.|\[::1\])/.test(plainAddress(address))

export const isHttps = ({ protocol }: Binding): boolean => sameName(protocol, 'https')

/** Whether a record is the one for all addresses on its port, which serves whatever has no record of its own. */
export const isWildcardRecord = (record: HttpSysRecord): boolean => showRecord(record) === `0.0.0.0:${record.port}`

/** Whether a record is the one for all addresses of IPv6, by which clients of IPv6 are served. */
export const isWildcardOfIpv6 = (record: HttpSysRecord): boolean => showRecord(record) === `[::]:${record.port}`

/** Whether a binding and its record name one certificate, so that judging one of them judges both. */
export const isSameCertificate = (binding: Binding, record: HttpSysRecord): boolean =>
  binding.thumbprint === null || binding.thumbprint === record.thumbprint
