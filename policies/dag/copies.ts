import type { DatabaseCopy } from '../../facts/organization/databaseCopies'
import { sameName } from '../../kernel/compare'
import type { Product } from '../../kernel/product'

/**
 * Fewer logs than these wait to be copied or replayed on a copy that Active Manager takes in its first choice.
 * https://learn.microsoft.com/exchange/high-availability/database-availability-groups/active-manager
 */
const copyQueueLimit = 10
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

/** Whether a copy is a lagged one, which holds its logs back on purpose and as a rule is kept from activation. */
export const isLagged = ({ replayLagSeconds }: DatabaseCopy): boolean => (replayLagSeconds ?? 0) > 0

/** Exchange 2019 and SE keep the index in the mailbox, so that a copy has none of its own. */
const isIndexed = (product: Product): boolean => product === '2010' || product === '2013' || product === '2016'

/** What is wrong with the content index of a copy, without which it isn't activated; null for nothing. */
export const indexFault = ({ contentIndexState }: DatabaseCopy, product: Product): string | null =>
  isIndexed(product) && /^(?:Failed|Suspended)/i.test(contentIndexState ?? '')
    ? `content index ${contentIndexState}`
    : null
