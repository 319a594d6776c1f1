import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { buildNumber, fields, listUpTo, localPath, nullable, text } from '../../kernel/values'

/**
 * Who the server is. `roles` are Exchange's own names (`Mailbox`, `ClientAccess`, `HubTransport`,
 * `UnifiedMessaging`, `Edge`); none means a computer with the management tools alone. `version` is the
 * Cumulative Update as Active Directory shows it; `installPath` ends with a backslash.
 */
export const identity = t.readonly(
  fields({
    name: text,
    fqdn: nullable(text),
    domain: nullable(text),
    site: nullable(text),
    roles: listUpTo(limits.roles, text),
    edition: nullable(text),
    version: nullable(buildNumber),
    installPath: nullable(localPath)
  })
)
