import type { Facts } from '../../facts/facts'
import { compliant, drift, type Judgement, note, type Resolution, unknown } from '../policy'
import type { PropertyPath } from '../propertyPath'
import { judgeCertificate } from './certificateFaults'

/** An endpoint and the certificate that it serves (null: none). */
export interface Served {
  readonly path: PropertyPath
  /** The endpoint as a person reads it, such as `*:443`. */
  readonly shown: string
  readonly thumbprint: string | null
  /** Where it was seen, in a sentence. */
  readonly seen: string
  /** Asked for only where the certificate is at fault. */
  readonly resolution: () => Resolution
}

/** Judges the certificate that an endpoint serves. */
export const judgeServed = (facts: Facts, served: Served): ReadonlyArray<Judgement> => {
  const { path, shown, thumbprint, seen, resolution } = served
  const state = judgeCertificate(facts, thumbprint)
  switch (state._tag) {
    case 'Valid':
      return [
        compliant(path, `${shown}, certificate ${thumbprint}`),
        ...(state.note === null ? [] : [note(state.note)])
      ]
    case 'Unjudged':
      return state.reason === null ? [] : [unknown(path, state.reason)]
    case 'Faulty':
      return [
        drift({
          path,
          actual: `${shown}, ${state.fault}`,
          desired: `${shown} with a valid certificate`,
          evidence: [seen, state.evidence],
          resolution: resolution(),
          remediation: null
        })
      ]
  }
}
