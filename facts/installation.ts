import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { rememberedRecently } from '../kernel/remembered'
import type { Facts } from './facts'
import { productOfServer } from './productOfServer'

const defaultPath = (facts: Facts): string => {
  const product = productOfServer(facts)
  const folder = O.isSome(product) && product.value === '2010' ? 'V14' : 'V15'
  return `C:\\Program Files\\Microsoft\\Exchange Server\\${folder}\\`
}

/** The server's installation folder where the facts tell it, ending with a backslash. */
export const knownInstallPath = ({ sections: { identity } }: Facts): O.Option<string> =>
  pipe(
    E.isRight(identity) ? O.fromNullable(identity.right.installPath) : O.none,
    O.filter((path) => path !== ''),
    O.map((path) => (path.endsWith('\\') ? path : `${path}\\`))
  )

/** The server's installation folder, ending with a backslash; the default one where the facts do not tell. */
export const installPath = rememberedRecently((facts: Facts): string =>
  pipe(
    knownInstallPath(facts),
    O.getOrElse(() => defaultPath(facts))
  )
)
