import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { distinct, fields, nullable, text, trimmed } from '../../kernel/values'

/**
 * How far setup has come with a role, by its key in the registry (`MailboxRole`): the build whose files are unpacked,
 * the one that is configured, and, while setup is under way, what it does (`action`) and where it resumes (`watermark`).
 */
const roleState = t.readonly(
  fields({
    role: text,
    unpacked: nullable(trimmed),
    configured: nullable(trimmed),
    action: nullable(text),
    watermark: nullable(text)
  })
)

export const setupState = distinct(roleState, ({ role }) => role.toLowerCase(), limits.roles)

export type RoleState = t.TypeOf<typeof roleState>
