import * as E from 'fp-ts/Either'
import type { Fact } from '../../../facts/fact'
import { wellFormed } from '../xml'

/** The raw files: that of the back end comes from below ClientAccess, that of the front end from below HttpProxy. */
export const clientAccessFile = 'Exchange/IIS/ExchangeBackEnd_SharedWebConfig.config'
export const httpProxyFile = 'Exchange/IIS/DefaultWebSite_SharedWebConfig.config'

const stateOf = (file: Fact<string>): string | null => {
  if (E.isLeft(file)) return null
  if (file.right.trim() === '') return 'empty'
  return wellFormed(file.right) ? 'present' : 'malformed'
}

/** The section `sharedWebConfig`, in its recorded form: a file that the capture lacks was not looked at. */
export const readSharedWebConfig = (clientAccess: Fact<string>, httpProxy: Fact<string>): Fact<unknown> =>
  E.isLeft(clientAccess) && E.isLeft(httpProxy)
    ? E.left({ reason: `${clientAccess.left.reason}; ${httpProxy.left.reason}` })
    : E.right({ clientAccess: stateOf(clientAccess), httpProxy: stateOf(httpProxy) })
