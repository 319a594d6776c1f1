import type { Connection } from '../connections/connection'

/** How a server is reached over the network. */
type Way = Extract<Connection, { readonly type: 'ssh' | 'remoting' }>

const portOf = (way: Way): string => {
  if (way.port !== null) return `TCP ${way.port}`
  if (way.type === 'ssh') return 'TCP 22 (or the port of your ssh configuration)'
  return `TCP ${way.https === true ? 5986 : 5985}`
}

const service = ({ type }: Way): string => (type === 'ssh' ? 'OpenSSH Server (sshd)' : 'WinRM')

/** What to do about a connection that failed, by its reason; the first that fits. */
const ways: ReadonlyArray<readonly [reason: RegExp, todo: (way: Way) => string]> = [
  [
    /can't be resolved/,
    (way) =>
      `correct the name, or set ${way.type === 'ssh' ? 'host' : 'computer'} in its connection (docs/connections.md)`
  ],
  [/was refused/, (way) => `start ${service(way)} there, and open ${portOf(way)} in its firewall`],
  [
    /timed out|no route|no answer within/,
    (way) => `see that the server is up, and that the firewalls on the way let ${portOf(way)} through`
  ],
  [
    /takes none of the keys/,
    () =>
      'add the public key of this user there: for administrators to %ProgramData%\\ssh\\administrators_authorized_keys'
  ],
  [/^access denied$/, () => 'use an account that is a local administrator there'],
  [/connection was closed/, (way) => `read what ${service(way)} wrote into its log there`]
]

/** A reason for which a server was not reached, with what to do about it where that is known. */
export const withAdvice = (reason: string, connection: Connection): string => {
  if (connection.type !== 'ssh' && connection.type !== 'remoting') return reason
  const [, todo] = ways.find(([pattern]) => pattern.test(reason)) ?? []
  return todo === undefined ? reason : `${reason}: ${todo(connection)}`
}
