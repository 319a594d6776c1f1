import * as t from 'io-ts'
import { buildNumber, localPath, nullable } from '../values'

/**
 * Who the server is. `roles` are Exchange's own names (`Mailbox`, `ClientAccess`, `HubTransport`,
 * `UnifiedMessaging`, `Edge`); none means a computer with the management tools alone. `version` is the
 * Cumulative Update as Active Directory shows it; `installPath` ends with a backslash.
 */
export const identity = t.readonly(
  t.type({
    name: t.string,
    fqdn: nullable(t.string),
    domain: nullable(t.string),
    site: nullable(t.string),
    roles: t.readonlyArray(t.string),
    edition: nullable(t.string),
    version: nullable(buildNumber),
    installPath: nullable(localPath)
  })
)

export type Identity = t.TypeOf<typeof identity>
