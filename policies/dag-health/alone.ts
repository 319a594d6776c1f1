import * as E from 'fp-ts/Either'
import type { DatabaseCopy } from '../../facts/organization/databaseCopies'
import type { InOrganization } from '../../judging/inOrganization'
import {
  type Applicability,
  applicable,
  compliant,
  drift,
  type Judgement,
  undecided,
  unknown
} from '../../judging/policy'
import { seenAt } from '../dag/waitingMail'
import { bringingBack, mountDatabase } from './resolution'

/** What Exchange calls a database that nobody can use. Other words are of copies, which a server without a DAG has none of. */
const isUnmounted = ({ status }: DatabaseCopy): boolean =>
  /^(?:Dismounted|Failed|FailedAndSuspended|ServiceDown)$/i.test(status ?? '')

/** Without a DAG no other copy takes over, so that each database must be mounted. */
export const judgeAlone = (server: string, organization: InOrganization): ReadonlyArray<Judgement> => {
  const { databaseCopies } = organization
  if (E.isLeft(databaseCopies)) return []
  return databaseCopies.right.map((copy) => {
    const path = ['databaseCopies', copy.database] as const
    const { status } = copy
    if (status === null) return unknown(path, 'whether it is mounted is not in the facts of the organization')
    return isUnmounted(copy)
      ? drift({
          path,
          actual: status,
          desired: 'mounted',
          evidence: [seenAt('Get-MailboxDatabaseCopyStatus', organization), 'The server is a member of no DAG.'],
          resolution: mountDatabase(server, copy.database),
          remediation: bringingBack
        })
      : compliant(path, status)
  })
}

/** Whether there is something to say of a server in no DAG; null where all its databases are mounted, or nothing tells of the server. */
export const whetherAlone = ({ databaseCopies, silent }: InOrganization): Applicability | null => {
  if (E.isRight(databaseCopies)) return databaseCopies.right.some(isUnmounted) ? applicable : null
  return silent === null ? undecided(['databaseCopies'], databaseCopies.left.reason) : null
}
