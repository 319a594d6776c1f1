import * as t from 'io-ts'
import { distinct, nullable } from '../values'

/**
 * How far setup has come with a role, by its key in the registry (`MailboxRole`): the build whose files are unpacked,
 * the one that is configured, and, while setup is under way, what it does (`action`) and where it resumes (`watermark`).
 */
const roleState = t.readonly(
  t.type({
    role: t.string,
    unpacked: nullable(t.string),
    configured: nullable(t.string),
    action: nullable(t.string),
    watermark: nullable(t.string)
  })
)

export const setupState = distinct(roleState, ({ role }) => role.toLowerCase())

export type RoleState = t.TypeOf<typeof roleState>
