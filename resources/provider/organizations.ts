import type { OrganizationReading, OrganizationSource } from '../connections/organization'

/** What was read of organizations in this process: each source once, unless a fresh reading is asked for. */
export interface Organizations {
  readonly of: (source: OrganizationSource) => Promise<OrganizationReading>
  readonly fresh: (source: OrganizationSource) => Promise<OrganizationReading>
}

/** Remembers what `read` brings; one reading takes minutes, so whoever asks meanwhile waits for the same one. */
export const createOrganizations = (
  read: (source: OrganizationSource) => Promise<OrganizationReading>
): Organizations => {
  const known = new Map<string, Promise<OrganizationReading>>()

  const fresh = (source: OrganizationSource): Promise<OrganizationReading> => {
    const reading = read(source)
    known.set(JSON.stringify(source), reading)
    return reading
  }

  return { of: (source) => known.get(JSON.stringify(source)) ?? fresh(source), fresh }
}
