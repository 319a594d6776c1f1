import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../facts/facts'
import { productOfServer } from './product'

const defaultPath = (facts: Facts): string => {
  const product = productOfServer(facts)
  const folder = O.isSome(product) && product.value === '2010' ? 'V14' : 'V15'
  return `C:\\Program Files\\Microsoft\\Exchange Server\\${folder}\\`
}

/** The server's installation folder, ending with a backslash; the default one where the facts do not tell. */
export const installPath = (facts: Facts): string => {
  const known = E.isRight(facts.sections.identity) ? facts.sections.identity.right.installPath : null
  return known === null || known === '' ? defaultPath(facts) : known.endsWith('\\') ? known : `${known}\\`
}
