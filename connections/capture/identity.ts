import * as E from 'fp-ts/Either'
import type { Fact } from '../../facts/fact'
import { textOf } from '../clixml'
import { damaged, type Output } from './objects'

/** The output of Get-ExchangeServer for one server. */
export const serverFile = 'Exchange/GetExchangeServer.xml'

/** `Version 15.2 (Build 986.5)` as a build number; Active Directory shows the Cumulative Update, never the update. */
const versionOf = (shown: string): string | null => {
  const match = /^Version (\d+)\.(\d+) \(Build (\d+)\.(\d+)\)$/.exec(shown)
  return match === null ? null : match.slice(1).join('.')
}

const rolesOf = (shown: string): ReadonlyArray<string> =>
  shown.split(',').flatMap((role) => (role.trim() === 'None' ? [] : [role.trim()]))

/** The server's name; null where the file tells none or several. */
export const serverNameOf = (servers: Output): string | null =>
  (servers.length === 1 && textOf('Name')(servers[0])) || null

/** The section `identity`, in its recorded form. */
export const readIdentity =
  (installPath: string | null) =>
  (servers: Output): Fact<unknown> => {
    const [server] = servers
    const name = serverNameOf(servers)
    const role = textOf('ServerRole')(server) ?? ''
    if (servers.length > 1)
      return E.left(damaged(serverFile, `it holds ${servers.length} servers, and a capture is of one`))
    if (name === null || role === '')
      return E.left(damaged(serverFile, 'it holds no server with a Name and a ServerRole'))
    return E.right({
      name,
      fqdn: textOf('Fqdn')(server),
      domain: textOf('Domain')(server),
      site: textOf('Site')(server)?.split('/').pop() ?? null,
      roles: rolesOf(role),
      edition: textOf('Edition')(server),
      version: versionOf(textOf('AdminDisplayVersion')(server) ?? ''),
      installPath
    })
  }
