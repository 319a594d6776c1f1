import { nameIn, phrased } from '../headlineParts'

/** A component by its state, and who holds it there: `HubTransport is Inactive, held by Maintenance`. */
export const maintenanceHeadline = phrased(
  (drift) => `${nameIn(drift)} is ${drift.actual}`,
  'A component that is not Active serves nobody: mail waits in queues, or clients cannot connect.'
)
