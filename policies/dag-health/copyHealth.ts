import type { DatabaseCopy } from '../../facts/organization/databaseCopies'
import { sameName } from '../../kernel/compare'
import type { Product } from '../../kernel/product'
import { copyFault, indexFault, isLagged, isMounted, replayQueueLimit } from '../dag/copies'

/** What is wrong with a copy of a database, and what of it is not known; each is a part of a sentence. */
export interface CopyHealth {
  readonly faults: ReadonlyArray<string>
  readonly unknowns: ReadonlyArray<string>
}

/** A copy that others are seeded from is as good as a healthy one. */
const asHealthy = (copy: DatabaseCopy): DatabaseCopy =>
  copy.status !== null && sameName(copy.status, 'SeedingSource') ? { ...copy, status: 'Healthy' } : copy

const none: CopyHealth = { faults: [], unknowns: [] }

const replayHealth = ({ replayLagSeconds, replayQueueLength }: DatabaseCopy): CopyHealth => {
  if (replayQueueLength === null) return { ...none, unknowns: ['its replay queue'] }
  if (replayQueueLength < replayQueueLimit) return none
  const queue = `${replayQueueLength} logs to replay`
  return replayLagSeconds === null
    ? { ...none, unknowns: [`whether it is a lagged copy, which may have ${queue}`] }
    : { ...none, faults: [queue] }
}

const whenPassive = (copy: DatabaseCopy): CopyHealth => {
  if (isLagged(copy)) return none
  const { activationSuspended } = copy
  const replay = replayHealth(copy)
  const mayBeLagged = copy.replayLagSeconds === null && replay.unknowns.length > 0
  return {
    faults: [...(activationSuspended === true && !mayBeLagged ? ['activation suspended'] : []), ...replay.faults],
    unknowns: [...(activationSuspended === null ? ['whether its activation is suspended'] : []), ...replay.unknowns]
  }
}

const indexFaults = (copy: DatabaseCopy, product: Product): ReadonlyArray<string> => {
  const fault = indexFault(copy, product)
  return fault === null ? [] : [fault]
}

const unknownParts = ['status unknown', 'copy queue unknown']

/** Judges a copy by its status, its queues, its activation and, up to Exchange 2016, its content index. */
export const copyHealth = (copy: DatabaseCopy, product: Product): CopyHealth => {
  const fault = copyFault(asHealthy(copy))
  const passive = isMounted(copy) || fault === copy.status ? none : whenPassive(copy)
  const isUnknown = fault !== null && unknownParts.includes(fault)
  return {
    faults: [...(fault === null || isUnknown ? [] : [fault]), ...passive.faults, ...indexFaults(copy, product)],
    unknowns: [...(isUnknown ? [fault] : []), ...passive.unknowns]
  }
}
