import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, listUpTo, text } from '../../kernel/values'

/** An account (sAMAccountName) that is a member of a role group, be it by a group in it. */
const adminName = t.readonly(fields({ group: text, name: text }))

/** A member, or a group in a role group, of which it could not be read what it is. */
const unreadMember = t.readonly(fields({ name: text, reason: text }))

/**
 * Members of Exchange's role groups whose name ends in `$`, by LDAP: accounts of people, so that computers and accounts that
 * Windows manages are left out. How many role groups and members were looked at, too, and what could not be read.
 */
export const adminNames = t.readonly(
  fields({
    groups: count,
    members: count,
    names: listUpTo(limits.entries, adminName),
    unread: listUpTo(limits.entries, unreadMember)
  })
)

export type AdminNames = t.TypeOf<typeof adminNames>
