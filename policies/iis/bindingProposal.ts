import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Facts } from '../../facts/facts'
import { type Proposal, remediation } from '../remediation'
import { addStep, assignStep } from './bindingCommands'
import { type Endpoint, forAll, isForAll, isLoopback, type Listener } from './endpoints'
import { siteCertificate } from './siteCertificate'

const readBindings = (facts: Facts): E.Either<string, unknown> =>
  pipe(
    facts.sections.bindings,
    E.mapLeft(() => "IIS' bindings could not be read")
  )

/** Assigns the only certificate that can be meant to a binding of Exchange's own; null stands for no binding of IIS. */
export const assignment = (facts: Facts, endpoint: Endpoint, listener: Listener | null): Proposal =>
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
    E.bind('certificate', () => siteCertificate(facts, endpoint)),
    E.map(({ found, certificate }) => remediation(assignStep(endpoint, found, certificate.thumbprint)))
  )

/** Adds the binding for all addresses, and assigns the certificate to it. */
export const addition = (facts: Facts, endpoint: Endpoint, isPortTaken: boolean): Proposal =>
  pipe(
    isPortTaken ? E.left('another site answers on that port, and a person must say which may have it') : E.right(null),
    E.chain(() => siteCertificate(facts, endpoint)),
    E.map(({ thumbprint }) => remediation(addStep(endpoint), assignStep(endpoint, forAll, thumbprint)))
  )
