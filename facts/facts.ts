import type { Sections } from './registry'

/**
 * What is known of one server. `collectedAt` (ISO 8601, UTC) is the only clock that policies have; where it is null since
 * that clock can't be trusted, `clock` says why in one sentence.
 */
export interface Facts {
  readonly server: string
  readonly collectedAt: string | null
  readonly clock: string | null
  readonly sections: Sections
}
