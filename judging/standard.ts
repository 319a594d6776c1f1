import type { Waiver } from '../kernel/waiver'
import type { Organization } from './inOrganization'
import type { Enforcement } from './levels'
import type { Desired } from './policy'

/** All that judging a server takes besides its facts. */
export interface Standard {
  readonly desired: Desired
  readonly enforcement: Enforcement
  /** The waivers of this server that are in force. */
  readonly waivers: ReadonlyArray<Waiver>
  readonly organization: Organization
  /** The DAG in which the settings place the server; absent or null for none. */
  readonly dag?: string | null
}
