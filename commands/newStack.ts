import { separate } from 'fp-ts/Array'
import * as E from 'fp-ts/Either'
import { stringify } from 'yaml'
import { hostName } from '../connections/address'
import { printable, shortened } from '../kernel/printable'
import { suggest } from '../kernel/suggest'
import { type ConnectionType, connectionType, wordsOf } from '../kernel/words'
import { type Columns, type Row, readRows } from './csv'

/** A server of a new stack. */
export interface NewServer {
  readonly name: string
  readonly dag: string
  readonly site: string
  readonly connection: Readonly<Record<string, string>>
  /** What else is known of it, for a comment. */
  readonly note?: string
}

const isConnection = (cell: string): boolean => connectionType.is(cell.toLowerCase())

/** The columns of a list of servers, by the names that people give them. */
const columns: Columns = {
  known: {
    name: { words: ['name', 'server', 'servername', 'computer', 'computername', 'exchangeserver'] },
    dag: { words: ['dag', 'dagname', 'databaseavailabilitygroup', 'memberofdag'] },
    site: { words: ['site', 'sitename', 'adsite', 'adsitename', 'location'] },
    connection: {
      words: ['connection', 'connectionkind', 'connectiontype'],
      vague: { words: ['kind', 'type'], holds: isConnection }
    },
    address: { words: ['address', 'host', 'hostname', 'fqdn', 'dnshostname', 'ip', 'ipaddress'] },
    user: { words: ['user', 'username'] },
    path: { words: ['path', 'file', 'recording'] }
  },
  needed: ['name', 'address']
}

/** The keys that each kind of connection has, beside its type. */
const keysOf: Readonly<Record<ConnectionType, Readonly<Record<string, string>>>> = {
  ssh: { address: 'host', user: 'user' },
  remoting: { address: 'computer' },
  local: {},
  recorded: { path: 'path' },
  captures: { path: 'path' }
}

/** What to do about a cell that the kind of connection has no use for; an address may stand there for people. */
const unusedCells: Readonly<Record<string, string>> = {
  user: 'leave it empty (docs/connections.md says how another account is given)',
  path: 'leave it empty, or name the connection recorded or captures'
}

const unusedFault = ({ line, cells }: Row, type: ConnectionType): string | null => {
  const [column, advice] =
    Object.entries(unusedCells).find(([one]) => (cells[one] ?? '') !== '' && keysOf[type][one] === undefined) ?? []
  return column === undefined ? null : `line ${line}: ${column} is not used with ${type}; ${advice}`
}

/** What a program writes in place of a letter that its encoding lacks. */
const lostLetter = /[?\ufffd]/

const connectionOf = (row: Row): E.Either<string, NewServer['connection']> => {
  const { line, cells } = row
  const type = (cells.connection ?? '').toLowerCase() || 'ssh'
  if (!connectionType.is(type))
    return E.left(`line ${line}: ${cells.connection} is not a connection; ${suggest(type, wordsOf(connectionType))}`)
  const unused = unusedFault(row, type)
  if (unused !== null) return E.left(unused)
  const given = Object.entries(keysOf[type]).flatMap(([column, key]) =>
    (cells[column] ?? '') === '' ? [] : [[key, cells[column] ?? ''] as const]
  )
  const file = `../recordings/${cells.name ?? ''}`
  const path: Readonly<Record<string, string>> =
    type === 'recorded' ? { path: `${file}.json` } : type === 'captures' ? { path: file } : {}
  return E.right({ type, ...path, ...Object.fromEntries(given) })
}

/** Get-ExchangeServer names a site by its path: contoso.com/Configuration/Sites/Berlin, or CN=Berlin,CN=Sites,…. */
const siteName = (site: string): string =>
  /\/Configuration\/Sites\/([^/]+)$/i.exec(site)?.[1] ?? /^CN=([^,]+),CN=Sites,/i.exec(site)?.[1] ?? site

const serverOf = (row: Row): E.Either<string, NewServer> => {
  const { name = '', dag = '' } = row.cells
  const site = siteName(row.cells.site ?? '')
  if (name === '') return E.left(`line ${row.line}: the server has no name`)
  const lost = [name, dag, site].find((text) => lostLetter.test(text))
  if (lost !== undefined)
    return E.left(
      `line ${row.line}: ${lost} has lost a letter; save the list as UTF-8, in Excel as "CSV UTF-8 (Comma delimited)"`
    )
  if (/\s/.test(name)) return E.left(`line ${row.line}: ${name} is no name of a server, since it holds a blank`)
  if (!hostName.is(name)) return E.left(`line ${row.line}: ${printable(name)} is no name of a server`)
  return E.map((connection: NewServer['connection']) => ({ name, dag, site, connection }))(connectionOf(row))
}

/** A list of addresses alone is one of names: a server is reached by its name where nothing else is said. */
const withName = ({ line, cells }: Row): Row => {
  const { address, ...others } = cells
  return cells.name === undefined && address !== undefined
    ? { line, cells: { ...others, name: address } }
    : { line, cells }
}

/** The servers of a list, and a word on its columns that tell nothing here; null where there are none. */
export interface ListOfServers {
  readonly servers: ReadonlyArray<NewServer>
  readonly doubt: string | null
}

const ignoredText = (names: ReadonlyArray<string>): string | null =>
  names.length === 0 ? null : `Not used: ${names.length === 1 ? 'the column' : 'the columns'} ${names.join(', ')}`

/** Reads a list of servers; each fault is one sentence that begins with its line, where it has one. */
export const serversIn = (text: string): E.Either<ReadonlyArray<string>, ListOfServers> => {
  const read = readRows(text, columns)
  if (E.isLeft(read)) return E.left([read.left])
  const { rows, ignored, faults } = read.right
  if (rows.length === 0) return E.left(faults.length > 0 ? faults : ['lists no server'])
  const named = rows.map(withName)
  if (named.some(({ cells }) => cells.name === undefined)) {
    const unnamed = 'line 1: no column holds the names; call one name (others: dag, site, connection)'
    return E.left(faults.length > 0 ? faults : [unnamed])
  }
  const { left, right: servers } = separate(named.map(serverOf))
  const all = [...faults, ...left]
  return all.length > 0 ? E.left(all) : E.right({ servers, doubt: ignoredText(ignored) })
}

/** A text as a value of YAML on one line, also within braces. */
const quoted = (value: string): string => {
  const written = stringify(value, { lineWidth: 0 }).trimEnd()
  return /^[\w./\\@-][\w ./\\@-]*$/.test(value) && !written.includes('\n') ? written : JSON.stringify(value)
}

const inBraces = (values: Readonly<Record<string, string>>): string =>
  `{${Object.entries(values)
    .map(([key, value]) => `${key}: ${quoted(value)}`)
    .join(', ')}}`

const serverLines = ({ name, dag, site, connection, note }: NewServer): ReadonlyArray<string> => [
  ...(note === undefined ? [] : [`    # ${shortened(note)}`]),
  `    - name: ${quoted(name)}`,
  ...(dag === '' ? [] : [`      dag: ${quoted(dag)}`]),
  ...(site === '' ? [] : [`      site: ${quoted(site)}`]),
  `      connection: ${inBraces(connection)}`
]

/** The one server of a stack file that was made from no list. */
export const exampleServers: ReadonlyArray<NewServer> = [
  {
    ...{ name: 'EX01', dag: '', site: '', connection: { type: 'ssh' } },
    note: 'This server is an example. Replace it by your own servers.'
  }
]

/** A stack's file with comments, for these servers. */
export const newStackText = (servers: ReadonlyArray<NewServer>, endpoint: string | null): string =>
  [
    '# Settings of a stack of exchange-compliance. "compliance validate" finds mistakes in this file.',
    'config:',
    '  # advisory: preview reports and passes. mandatory: preview fails where a mandatory policy drifts or is unknown.',
    '  exchange-compliance:enforcement: advisory',
    '',
    '  # Which build the servers must have: latest, march-2021, or a minimum for each product.',
    '  exchange-compliance:build: latest',
    '',
    '  # A folder of facts from before the update (compliance collect --out FOLDER); the path is relative to stacks/.',
    '  # exchange-compliance:baseline: ../baselines',
    '',
    '  # How old recorded facts may be: 90m, 24h, 7d.',
    '  # exchange-compliance:maxAge: 7d',
    '',
    '  # Where the facts of the organization come from (DAGs, maintenance): a server with an Exchange PowerShell endpoint.',
    endpoint === null
      ? '  # exchange-compliance:organization: {endpoint: ex01.contoso.com}'
      : `  exchange-compliance:organization: {endpoint: ${quoted(endpoint)}}`,
    '',
    '  # Deviations that are accepted for a time.',
    '  # exchange-compliance:waivers:',
    '  #   - {server: EX01, policy: services-start, reason: CHG-4711, expires: "2026-12-31"}',
    '',
    '  # Each server: its name, its DAG and site where it has them, and how it is reached (ssh, remoting, local, recorded).',
    '  exchange-compliance:servers:',
    ...servers.flatMap(serverLines),
    ''
  ].join('\n')
