import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import { type Judgement, note, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import { isOnAtBackEnd } from '../extended-protection/recommended'
import { type Endpoint, isForAll, isOfServerItself, type Listener, showBinding, showListener } from '../iis/endpoints'
import { httpsOf } from './formerCertificates'
import { recordOf, recordsOf } from './records'

/** Whether a listener is for one address at which others than the server itself ask, and for any host name. */
export const isForOneAddress = (listener: Listener, port: number): boolean =>
  listener.host === '' &&
  !isForAll(listener) &&
  !isOfServerItself(listener) &&
  showListener(listener, port) !== `[::]:${port}`

/** Whether a site answers on all addresses of an endpoint's port, so that a binding for one of them is not needed. */
export const answersOnAll = (facts: Facts, { site, port }: Endpoint): boolean =>
  httpsOf(facts).some((one) => isForAll(one) && one.port === port && sameName(one.site, site))

const judgeBeside = (facts: Facts, { site, port }: Endpoint, binding: Binding): ReadonlyArray<Judgement> => {
  if (recordOf(recordsOf(facts), binding)?.isOwnAddress === false) return []
  const { extendedProtection } = facts.sections
  const shown = showBinding(binding)
  const beside = `the site "${site}" has the binding ${shown} besides *:${port}`
  const needless = 'remove it, unless it was made on purpose'
  return E.isRight(extendedProtection) && isOnAtBackEnd(extendedProtection.right)
    ? [
        unknown(
          ['bindings', `${site}:${shown}`],
          `${beside}; Extended Protection is on there, and may refuse what the front end asks at that address: ${needless}`
        )
      ]
    : [
        note(
          `${beside}; where Extended Protection is on, it may refuse what the front end asks at that address: ${needless}`
        )
      ]
}

/** The front end may have addresses for several groups of clients; the back end is asked by front ends alone. */
export const judgeBesides = (
  facts: Facts,
  endpoint: Endpoint,
  bindings: ReadonlyArray<Binding>
): ReadonlyArray<Judgement> =>
  endpoint.port === 444 && answersOnAll(facts, endpoint)
    ? bindings.filter((one) => isForOneAddress(one, one.port)).flatMap((one) => judgeBeside(facts, endpoint, one))
    : []
