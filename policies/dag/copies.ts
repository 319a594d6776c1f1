import type { DatabaseCopy } from '../../facts/organization/databaseCopies'
import { sameName } from '../compare'

/**
 * Fewer logs than these wait to be copied or replayed on a copy that Active Manager takes in its first choice.
 * https://learn.microsoft.com/exchange/high-availability/database-availability-groups/active-manager
 */
export const copyQueueLimit = 10
export const replayQueueLimit = 50

export const isMounted = ({ status }: DatabaseCopy): boolean => status !== null && sameName(status, 'Mounted')

/** What keeps a copy from being mounted or healthy and up to date, or null. An active copy has nothing to copy. */
export const copyFault = (copy: DatabaseCopy): string | null => {
  const { status, copyQueueLength } = copy
  if (status === null) return 'status unknown'
  if (isMounted(copy)) return null
  if (!sameName(status, 'Healthy')) return status
  if (copyQueueLength === null) return 'copy queue unknown'
  return copyQueueLength < copyQueueLimit ? null : `${copyQueueLength} logs to copy`
}
