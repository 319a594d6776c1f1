import * as E from 'fp-ts/Either'
import { type Facts, presentOf } from '../../facts/facts'
import { isSameStore } from '../../facts/sections/certificates'
import { compliant, drift, type Judgement, note, type Resolution, unknown } from '../../judging/policy'
import type { Proposal } from '../../judging/remediation'
import type { PropertyPath } from '../../kernel/propertyPath'
import { type CertificateState, faultsOf, judgeCertificate, type Named } from '../iis/certificateFaults'
import { judgeHost } from '../iis/certificateHost'
import type { Endpoint, Listener } from '../iis/endpoints'
import { findCertificate } from '../iis/stores'
import { namedIn } from './headline'
import { bringKeyBack } from './resolution'
import { judgeForServerItself } from './serverItself'

/** An endpoint and the certificate that it serves. */
export interface Served {
  readonly endpoint: Endpoint
  /** What it listens to; its host name is nothing where it serves any. */
  readonly listener: Listener
  readonly path: PropertyPath
  /** The endpoint as a person reads it, such as `*:443`. */
  readonly shown: string
  readonly certificate: Named
  /** Where it was seen, in a sentence. */
  readonly seen: string
  /** Asked for only where the certificate is at fault, as the resolution is. */
  readonly proposal: () => Proposal
  readonly resolution: (proposal: Proposal) => Resolution
}

const judgeState = (facts: Facts, { certificate, endpoint, listener }: Served): CertificateState => {
  const state = judgeCertificate(facts, certificate, endpoint.port)
  const byHost = state._tag === 'Valid' ? judgeHost(facts, certificate, listener.host) : null
  if (state._tag !== 'Valid' || byHost === null) return state
  if (byHost._tag === 'Misnamed') return { ...byHost, _tag: 'Faulty' }
  return byHost.isTried
    ? { _tag: 'Unjudged', reason: byHost.reason }
    : { ...state, notes: [...state.notes, byHost.reason] }
}

/** Whether nothing of a certificate in the personal store is wrong but that its key is missing, so that a person may bring it back. */
const lacksKeyAlone = (facts: Facts, { thumbprint, store }: Named): boolean => {
  const { certificates } = facts.sections
  const found =
    E.isLeft(certificates) || thumbprint === null ? undefined : findCertificate(certificates.right, thumbprint, store)
  return (
    found?.hasPrivateKey === false && isSameStore(found.store, null) && faultsOf(found, presentOf(facts)).length === 1
  )
}

const resolutionOf = (facts: Facts, { certificate, resolution }: Served, proposed: Proposal): Resolution =>
  E.isLeft(proposed) && certificate.thumbprint !== null && lacksKeyAlone(facts, certificate)
    ? bringKeyBack(certificate.thumbprint, resolution(proposed))
    : resolution(proposed)

/** Judges the certificate that an endpoint serves, for the host name by which it does and for those who ask there. */
export const judgeServed = (facts: Facts, served: Served, baseline: Facts | null): ReadonlyArray<Judgement> => {
  const { path, shown, certificate, seen } = served
  const state = judgeState(facts, served)
  switch (state._tag) {
    case 'Valid':
      return [
        compliant(path, `${shown}, certificate ${certificate.thumbprint}`),
        ...state.notes.map(note),
        ...judgeForServerItself(facts, served, baseline)
      ]
    case 'Unjudged':
      return state.reason === null ? [] : [unknown(path, state.reason)]
    case 'Faulty': {
      const proposed = served.proposal()
      return [
        drift({
          path,
          actual: `${shown}, ${state.fault}`,
          desired: `${shown} with a valid certificate`,
          evidence: [seen, state.evidence],
          named: namedIn(shown, state),
          resolution: resolutionOf(facts, served, proposed),
          remediation: proposed
        })
      ]
    }
  }
}
