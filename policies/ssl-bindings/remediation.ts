import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import { isSameStore } from '../../facts/sections/certificates'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { type Proposal, remediation } from '../../judging/remediation'
import { sameName } from '../../kernel/compare'
import { rememberedRecently } from '../../kernel/remembered'
import { whyLostAgain } from '../binding-loss/losses'
import {
  type Endpoint,
  forAll,
  isForAll,
  isHttps,
  isLoopback,
  type Listener,
  recordKeyOf,
  showBinding,
  showListener
} from '../iis/endpoints'
import { addStep, assignStep } from './bindingCommands'
import { httpsOf } from './formerCertificates'
import { asksByNoHost, asksCentralStore, isCentral, isForeign, recordsOf } from './records'
import { siteCertificate } from './siteCertificate'
import { tlsBridging } from './tlsBridging'

const unreadBindings = "IIS' bindings could not be read"

const readBindings = (facts: Facts): E.Either<string, ReadonlyArray<Binding>> =>
  pipe(
    facts.sections.bindings,
    E.bimap(
      () => unreadBindings,
      () => httpsOf(facts)
    )
  )

/** The https bindings of all sites by where they listen. Each finding asks, so they are kept. */
const bindingsByListener = rememberedRecently((facts: Facts) => {
  const byListener = new Map<string, Array<Binding>>()
  for (const binding of httpsOf(facts)) {
    const known = byListener.get(showBinding(binding))
    if (known === undefined) byListener.set(showBinding(binding), [binding])
    else known.push(binding)
  }
  return byListener
})

const hasOtherStore = ({ store }: Pick<Binding, 'store'> | Pick<HttpSysRecord, 'store'>): boolean =>
  !isSameStore(store, null)

/** Why a script must not replace what http.sys has of an endpoint; null where nothing speaks against it. */
const obstacle = (facts: Facts, { site, port }: Endpoint, listener: Listener): string | null => {
  if (E.isLeft(facts.sections.httpSys)) return 'the records of http.sys were not read'
  if (asksCentralStore(facts, port)) return 'http.sys asks the central certificate store on that port'
  const here = bindingsByListener(facts).get(showListener(listener, port)) ?? []
  const own = here.filter((one) => sameName(one.site, site))
  const record = recordsOf(facts).get(recordKeyOf(listener, port))
  if (own.length > 1) return `the site has ${own.length} bindings for ${showListener(listener, port)}`
  if (own.length < here.length) return `another site has the binding ${showListener(listener, port)}, too`
  if (own.some(asksByNoHost)) return 'the binding asks for a certificate by host name, and has no host name'
  if (own.some(isCentral)) return 'the certificate comes from the central certificate store'
  if (own.some(hasOtherStore) || (record !== undefined && hasOtherStore(record)))
    return 'the certificate comes from another store than the personal one, where another tool may renew it'
  if (record !== undefined && isForeign(record)) return 'the record of http.sys is marked as that of another program'
  return record === undefined || record.unreadable === null ? null : 'the record of http.sys could not be read'
}

/** The certificate to assign, unless IIS would delete it again. */
const lastingCertificate = (facts: Facts, endpoint: Endpoint, baseline: Facts | null): E.Either<string, string> =>
  pipe(
    siteCertificate(facts, endpoint, baseline),
    E.chain(({ thumbprint }) => {
      const isGone = recordsOf(facts).get(recordKeyOf(forAll, endpoint.port)) === undefined
      const lost = whyLostAgain(facts, endpoint, isGone)
      return lost === null ? E.right(thumbprint) : E.left(lost)
    })
  )

/** Assigns the only certificate that can be meant to a binding of Exchange's own; null stands for no binding of IIS. */
export const assignment = (
  facts: Facts,
  endpoint: Endpoint,
  listener: Listener | null,
  baseline: Facts | null
): Proposal => {
  if (E.isLeft(facts.sections.bindings)) return E.left(unreadBindings)
  if (listener === null) return E.left('no binding of IIS holds that record, so another program may need it')
  if (!isForAll(listener) && !isLoopback(listener))
    return E.left('a binding for one host name or address was made on purpose, and may want a certificate of its own')
  const why = obstacle(facts, endpoint, listener)
  if (why !== null) return E.left(why)
  return pipe(
    lastingCertificate(facts, endpoint, baseline),
    E.map((thumbprint) =>
      remediation(assignStep(endpoint, listener, thumbprint, tlsBridging(facts, endpoint, listener)))
    )
  )
}

const addition = (facts: Facts, endpoint: Endpoint, baseline: Facts | null): Proposal =>
  pipe(
    lastingCertificate(facts, endpoint, baseline),
    E.map((thumbprint) =>
      remediation(addStep(endpoint), assignStep(endpoint, forAll, thumbprint, tlsBridging(facts, endpoint, forAll)))
    )
  )

/** Why the binding for all addresses must not be added by a script; null where nothing speaks against it. */
const obstacleToAdd = (facts: Facts, endpoint: Endpoint, onPort: ReadonlyArray<Binding>): string | null => {
  if (onPort.some(({ site }) => !sameName(site, endpoint.site)))
    return 'another site answers on that port, and a person must say which may have it'
  const special = onPort.find((one) => one.host === '' && !isLoopback(one))
  if (special !== undefined)
    return `the site has the binding ${showBinding(special)} instead, and a person must say whether that one may go`
  return obstacle(facts, endpoint, forAll)
}

/** Gives the binding for all addresses its certificate; where IIS lacks that binding, adds it first. */
export const forAllAddresses = (facts: Facts, endpoint: Endpoint, baseline: Facts | null): Proposal =>
  pipe(
    readBindings(facts),
    E.chain((bindings) => {
      const onPort = bindings.filter((one) => isHttps(one) && one.port === endpoint.port)
      if (onPort.some((one) => isForAll(one) && sameName(one.site, endpoint.site)))
        return assignment(facts, endpoint, forAll, baseline)
      const why = obstacleToAdd(facts, endpoint, onPort)
      return why === null ? addition(facts, endpoint, baseline) : E.left(why)
    })
  )
