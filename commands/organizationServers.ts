import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { needsWindows } from '../connections/answer'
import { organizationSeconds, readOrganization } from '../connections/organization'
import type { OrganizationFacts } from '../facts/organization/organizationFacts'
import { sameServer } from '../judging/dagMembers'
import { describeBuild } from '../kernel/builds/buildNames'
import { parseBuild } from '../kernel/compare'
import { shortened } from '../kernel/printable'
import { productOf } from '../kernel/product'
import { say } from './deliver'
import type { NewServer } from './newStack'

/** The servers that an organization lists, and what is not known of them, in a sentence. */
export interface ListedServers {
  readonly servers: ReadonlyArray<NewServer>
  readonly doubt: string | null
}

const buildName = (version: string | null): ReadonlyArray<string> =>
  version === null
    ? []
    : pipe(
        O.Do,
        O.bind('build', () => parseBuild(version)),
        O.bind('product', ({ build }) => productOf(build)),
        O.map(({ build, product }) => describeBuild(product, build)),
        O.match(
          () => [version],
          (name) => [name]
        )
      )

/** A server outside the domain has accounts of its own, which Kerberos doesn't know. */
const connectionOf = (roles: ReadonlyArray<string>, fqdn: string | null): NewServer['connection'] =>
  roles.includes('Edge')
    ? { type: 'ssh', ...(fqdn === null ? {} : { host: fqdn }) }
    : { type: 'remoting', ...(fqdn === null ? {} : { computer: fqdn }) }

/** The servers with a role, by what the organization tells of them; computers with the management tools alone have none. */
const serversOf = ({ sections: { servers, dags } }: OrganizationFacts): E.Either<string, ListedServers> => {
  if (E.isLeft(servers)) return E.left(`the servers of the organization could not be read: ${servers.left.reason}`)
  const groups = E.isRight(dags) ? dags.right : []
  const listed = servers.right
    .filter(({ roles }) => roles.length > 0)
    .map(({ name, fqdn, site, roles, version }) => ({
      name,
      dag: groups.find(({ members }) => members.some((member) => sameServer(member, name)))?.name ?? '',
      site: site ?? '',
      connection: connectionOf(roles, fqdn),
      note: [roles.join(', '), ...buildName(version)].join(' · ')
    }))
  if (listed.length === 0) return E.left('the organization lists no server')
  return E.right({
    servers: listed,
    doubt: E.isLeft(dags) ? `The DAGs could not be read, write dag: below their members: ${dags.left.reason}` : null
  })
}

/** Asks an organization through the PowerShell endpoint of one of its servers which servers it has. */
export const askForServers = async (
  endpoint: string,
  signal: AbortSignal
): Promise<E.Either<string, ListedServers>> => {
  if (process.stderr.isTTY)
    say(`Asking ${endpoint} for the servers of the organization: at most ${organizationSeconds / 60} minutes.`)
  const read = await readOrganization({ type: 'endpoint', endpoint }, { seconds: organizationSeconds, signal })()
  return pipe(
    read,
    E.chain((found) => (found === null ? E.left('it gave no answer') : serversOf(found.facts))),
    E.mapLeft(
      (why) =>
        `Nothing was written, since the organization can't be asked: ` +
        (needsWindows(why)
          ? 'this works only on Windows. Give the list of servers by --from CSV.'
          : `${shortened(why, 140).replace(/\.$/, '')}. ` +
            'The account needs the role group View-Only Organization Management; or list the servers by --from CSV.')
    )
  )
}
