import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import { sameName } from '../compare'
import { type Proposal, remediation } from '../remediation'
import { addStep, assignStep } from './bindingCommands'
import { type Endpoint, forAll, isForAll, isHttps, isLoopback, type Listener } from './endpoints'
import { siteCertificate } from './siteCertificate'

const readBindings = ({ sections }: Facts): E.Either<string, ReadonlyArray<Binding>> =>
  pipe(
    sections.bindings,
    E.mapLeft(() => "IIS' bindings could not be read")
  )

/** Assigns the only certificate that can be meant to a binding of Exchange's own; null stands for no binding of IIS. */
export const assignment = (
  facts: Facts,
  endpoint: Endpoint,
  listener: Listener | null,
  baseline: Facts | null
): Proposal =>
  pipe(
    readBindings(facts),
    E.chain(() =>
      listener === null
        ? E.left('no binding of IIS holds that record, so another program may need it')
        : E.right(listener)
    ),
    E.filterOrElse(
      (found) => isForAll(found) || isLoopback(found),
      () => 'a binding for one host name or address was made on purpose, and may want a certificate of its own'
    ),
    E.bindTo('found'),
    E.bind('certificate', () => siteCertificate(facts, endpoint, baseline)),
    E.map(({ found, certificate }) => remediation(assignStep(endpoint, found, certificate.thumbprint)))
  )

const addition = (facts: Facts, endpoint: Endpoint, baseline: Facts | null): Proposal =>
  pipe(
    siteCertificate(facts, endpoint, baseline),
    E.map(({ thumbprint }) => remediation(addStep(endpoint), assignStep(endpoint, forAll, thumbprint)))
  )

/** Gives the binding for all addresses its certificate; where IIS lacks that binding, adds it first. */
export const forAllAddresses = (facts: Facts, endpoint: Endpoint, baseline: Facts | null): Proposal =>
  pipe(
    readBindings(facts),
    E.chain((bindings) => {
      const onPort = bindings.filter((one) => isHttps(one) && one.port === endpoint.port)
      if (onPort.some((one) => isForAll(one) && sameName(one.site, endpoint.site)))
        return assignment(facts, endpoint, forAll, baseline)
      return onPort.some(({ site }) => !sameName(site, endpoint.site))
        ? E.left('another site answers on that port, and a person must say which may have it')
        : addition(facts, endpoint, baseline)
    })
  )
