import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { compliant, drift, type Judgement, note, type Resolution, unknown } from '../policy'
import type { PropertyPath } from '../propertyPath'
import type { Proposal } from '../remediation'
import { judgeCertificate, type Named } from './certificateFaults'
import type { Endpoint } from './endpoints'

/** An endpoint and the certificate that it serves. */
export interface Served {
  readonly port: Endpoint['port']
  readonly path: PropertyPath
  /** The endpoint as a person reads it, such as `*:443`. */
  readonly shown: string
  readonly certificate: Named
  /** Where it was seen, in a sentence. */
  readonly seen: string
  /** Asked for only where the certificate is at fault. */
  readonly proposal: () => Proposal
  readonly resolution: (proposal: Proposal) => Resolution
}

/** Judges the certificate that an endpoint serves. */
export const judgeServed = (facts: Facts, served: Served): ReadonlyArray<Judgement> => {
  const { path, shown, certificate, seen } = served
  const state = judgeCertificate(facts, certificate, served.port)
  switch (state._tag) {
    case 'Valid':
      return [compliant(path, `${shown}, certificate ${certificate.thumbprint}`), ...state.notes.map(note)]
    case 'Unjudged':
      return state.reason === null ? [] : [unknown(path, state.reason)]
    case 'Faulty': {
      const proposal = served.proposal()
      return [
        drift({
          path,
          actual: `${shown}, ${state.fault}`,
          desired: `${shown} with a valid certificate`,
          evidence: [seen, state.evidence],
          resolution: served.resolution(proposal),
          remediation: O.toNullable(O.fromEither(proposal))
        })
      ]
    }
  }
}
