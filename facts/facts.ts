import type { Sections } from './registry'

/**
 * What is known of one server. `collectedAt` (ISO 8601, UTC) is the clock that policies have; where it is null since
 * that clock can't be trusted, `clock` says why in one sentence.
 */
export interface Facts {
  readonly server: string
  readonly collectedAt: string | null
  readonly clock: string | null
  /** When recorded facts are judged (ISO 8601, UTC), where that is asked for the present and not for then. */
  readonly judgedAt?: string
  readonly sections: Sections
}

/** The time by which what runs out is judged: a certificate of a recording may have expired since. Null where none is known. */
export const presentOf = ({ collectedAt, judgedAt }: Facts): string | null =>
  collectedAt === null || judgedAt === undefined || Date.parse(judgedAt) < Date.parse(collectedAt)
    ? collectedAt
    : judgedAt
