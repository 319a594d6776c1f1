import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { sameName } from '../compare'
import type { Endpoint } from './endpoints'

/** The certificates that a site's bindings and the records of its port name, valid or not. */
export const formerThumbprints = (
  { sections: { bindings, httpSys } }: Facts,
  { site, port }: Endpoint
): ReadonlyArray<string> =>
  [
    ...(E.isRight(bindings) ? bindings.right.filter((one) => sameName(one.site, site)) : []),
    ...(E.isRight(httpSys) ? httpSys.right : [])
  ].flatMap((one) => (one.port === port && one.thumbprint !== null ? [one.thumbprint] : []))
