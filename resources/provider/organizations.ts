import type { OrganizationReading, OrganizationSource, Scope } from '../../connections/organization'

/** What was read of organizations in this process: each source once, unless a fresh reading is asked for. */
export interface Organizations {
  readonly of: (source: OrganizationSource) => Promise<OrganizationReading>
  readonly fresh: (source: OrganizationSource) => Promise<OrganizationReading>
  /** Reads the members of one DAG alone, for one server and no other; without a scope the same as `fresh`. */
  readonly now: (source: OrganizationSource, scope: Scope | null) => Promise<OrganizationReading>
}

/** Remembers what `read` brings; one reading takes minutes, so whoever asks meanwhile waits for the same one. */
export const createOrganizations = (
  read: (source: OrganizationSource, scope: Scope | null) => Promise<OrganizationReading>
): Organizations => {
  const known = new Map<string, Promise<OrganizationReading>>()

  const fresh = (source: OrganizationSource): Promise<OrganizationReading> => {
    const reading = read(source, null)
    known.set(JSON.stringify(source), reading)
    return reading
  }

  return {
    of: (source) => known.get(JSON.stringify(source)) ?? fresh(source),
    fresh,
    now: (source, scope) => (scope === null ? fresh(source) : read(source, scope))
  }
}
