import * as E from 'fp-ts/Either'
import { findDag, memberOf, sameServer } from '../judging/dagMembers'
import { sameName } from '../kernel/compare'
import type { Organization } from '../stacks/dagMembership'

const databasesOf = (organization: Organization, server: string): ReadonlyArray<string> | null => {
  if (E.isLeft(organization)) return null
  const member = memberOf(organization.right, server)
  if (E.isLeft(member) || E.isLeft(member.right.databaseCopies)) return null
  return member.right.databaseCopies.right.map(({ database }) => database)
}

/**
 * The databases of a member of a DAG that no other member has a copy of, each in a sentence: a restart of IIS leaves them
 * mounted, so that nothing else refuses because of them, but an update dismounts them.
 */
export const onlyCopies = (organization: Organization, dag: string, server: string): ReadonlyArray<string> => {
  if (E.isLeft(organization)) return []
  const found = findDag(organization.right, dag, server)
  if (E.isLeft(found)) return []
  const own = databasesOf(organization, server)
  if (own === null) return [`its database copies could not be read: whether one has no other copy is not known`]
  const others = found.right.members
    .filter((name) => !sameServer(name, server))
    .flatMap((name) => databasesOf(organization, name) ?? own)
  return own
    .filter((database) => !others.some((other) => sameName(other, database)))
    .map((database) => `${database} has no other copy and is down during the update`)
}
