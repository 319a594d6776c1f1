import { isUnreadServer } from '../facts/unreadServer'
import { isUnasked } from '../judging/verdict'
import type { BuildTable } from '../kernel/builds/buildTable'
import { counted } from '../kernel/counted'
import { printable, shortened } from '../kernel/printable'
import { someOf } from '../kernel/someOf'
import type { FleetServer } from './audit'
import { coverageOf } from './coverage'
import { type Finding, inFewWords, toldFindings } from './findings'
import { fleetSentence, type ServerState, serverState, stateWords, worstFirst } from './fleet'
import { agedText, limitOf, newestOf, tableAged } from './reportAges'
import type { Style } from './text'
import { versionOf } from './version'
import { oneLine, wrap } from './wrap'

/** What the table says of the whole fleet. */
export interface Glance {
  readonly name: string
  readonly servers: ReadonlyArray<FleetServer>
  readonly table: BuildTable
  /** The present time, in milliseconds. */
  readonly now: number
  /** What the gate says of itself. */
  readonly gate: string
  /** Where more is to be had. */
  readonly next: ReadonlyArray<string>
}

interface Row {
  readonly server: FleetServer
  readonly state: ServerState
  readonly open: ReadonlyArray<Finding>
}

const isIn =
  (...states: ReadonlyArray<ServerState>) =>
  ({ verdicts }: FleetServer): boolean =>
    states.includes(serverState(verdicts))

const rowOf = (server: FleetServer): Row => ({
  server,
  state: serverState(server.verdicts),
  open: toldFindings(server).filter(({ waiver }) => waiver === null)
})

const day = 86_400_000

/** When the facts were collected (ISO 8601, UTC): the oldest counts, and the newest is named where it is of another day. */
const factsAge = (servers: ReadonlyArray<FleetServer>, now: number): string => {
  const times = servers.flatMap(({ facts }) => facts.collectedAt ?? []).sort((a, b) => Date.parse(a) - Date.parse(b))
  const [oldest] = times
  const newest = times[times.length - 1]
  if (oldest === undefined || newest === undefined) return 'no time of the facts is recorded'
  const age =
    now - Date.parse(oldest) < day ? 'today' : agedText(oldest, new Date(now).toISOString(), limitOf(servers, oldest))
  return Date.parse(newest) - Date.parse(oldest) < day
    ? `facts ${oldest.slice(0, 16).replace('T', ' ')}Z (${age})`
    : `facts ${oldest.slice(0, 10)} to ${newest.slice(0, 10)} (oldest ${age})`
}

const colourOf = (style: Style, state: ServerState): ((text: string) => string) =>
  ({
    ...{ drifting: style.bad, compliant: style.good },
    ...{ 'not read': style.doubtful, 'not judged': style.doubtful, waived: style.doubtful }
  })[state]

const mostCells = 24
const narrowestProblem = 24

const cell = (text: string | null): string => shortened(text ?? '', mostCells)

const columnsOf = (rows: ReadonlyArray<Row>, table: BuildTable): ReadonlyArray<ReadonlyArray<string>> => {
  const place = (key: 'dag' | 'site') => rows.map(({ server }) => cell(server[key]))
  const columns: ReadonlyArray<ReadonlyArray<string>> = [
    ['SERVER', ...rows.map(({ server }) => cell(server.server))],
    ['DAG', ...place('dag')],
    ['SITE', ...place('site')],
    ['VERSION', ...rows.map(({ server }) => cell(versionOf(server.facts, table) ?? 'not known'))]
  ]
  return columns.filter(([, ...cells]) => cells.some((text) => text !== ''))
}

const problemOf = ({ server, open }: Row): string =>
  server.verdicts.every(isUnasked)
    ? (server.verdicts[0]?.unasked ?? 'no policy in force judges it')
    : shortened(inFewWords(open, ({ title }) => title).join('; '), 1_000)

const rowLines = (rows: ReadonlyArray<Row>, table: BuildTable, width: number, style: Style): ReadonlyArray<string> => {
  if (rows.length === 0) return []
  const columns = columnsOf(rows, table)
  const widths = columns.map((cells) => Math.max(...cells.map(({ length }) => length)))
  const before = (index: number): string =>
    columns.map((cells, at) => (cells[index] ?? '').padEnd(widths[at] ?? 0)).join('  ')
  const room = width - widths.reduce((sum, one) => sum + one + 2, 0) - 10
  return [
    style.strong(`${before(0)}  ${'STATE'.padEnd(8)}  WHAT IS WRONG`),
    ...rows.map((row, index) => {
      const state = colourOf(style, row.state)(stateWords[row.state].padEnd(8))
      return `${before(index + 1)}  ${state}  ${oneLine(problemOf(row), Math.max(narrowestProblem, room))}`
    })
  ]
}

const fewServers = 20

const moreLines = (servers: ReadonlyArray<FleetServer>, state: string, width: number): ReadonlyArray<string> => {
  if (servers.length === 0) return []
  const names = `${servers.length} more (${servers.map(({ server }) => cell(server)).join(', ')}): ${state}`
  return [servers.length <= fewServers && names.length <= width ? names : `${servers.length} more: ${state}`]
}

/** Two texts at the ends of one line, where they fit; else one below the other. */
const spread = (left: string, right: string, width: number): ReadonlyArray<string> => {
  const gap = width - left.length - right.length
  return gap >= 3 ? [`${left}${' '.repeat(gap)}${right}`] : [...wrap(left, width), ...wrap(right, width)]
}

const headLines = ({ name, servers, table, now }: Glance, width: number): ReadonlyArray<string> => {
  const at = new Date(now).toISOString()
  const builds = `builds ${printable(table.asOf)} (${tableAged(table, at, newestOf(servers, at))})`
  return spread(`Exchange fleet "${shortened(name, 60)}"`, `${factsAge(servers, now)}  ${builds}`, width)
}

const mostUnread = 3

/** The sections that were not read on most servers. */
const unreadSections = (servers: ReadonlyArray<FleetServer>): ReadonlyArray<string> => {
  const sections = Object.entries(coverageOf(servers).unread).sort(([, a], [, b]) => b - a)
  const names = sections.slice(0, mostUnread).map(([name, count]) => `${name} (${counted(count, 'server')})`)
  const more = sections.length > mostUnread ? ` and ${counted(sections.length - mostUnread, 'more section')}` : ''
  return names.length === 0 ? [] : [`${names.join(', ')}${more}`]
}

/** How much of all was judged, and what was not read: whole servers by their names, of the others the sections. */
const coverageLine = (servers: ReadonlyArray<FleetServer>): string => {
  const { judged, policies } = coverageOf(servers)
  const whole = servers.filter(({ facts }) => isUnreadServer(facts)).map(({ server }) => cell(server))
  const unread = [
    ...(whole.length === 0 ? [] : [`everything on ${someOf(whole, mostUnread)}`]),
    ...unreadSections(servers.filter(({ facts }) => !isUnreadServer(facts)))
  ].join('; ')
  return `${judged} of ${policies} checks (policies on servers) gave a verdict${unread === '' ? '' : `; not read: ${unread}`}.`
}

/** The fleet at a glance: its ages, the servers that are not in order, worst first, the counts and the gate. */
export const fleetTable = (fleet: Glance, width: number, style: Style): ReadonlyArray<string> => {
  const wrong = worstFirst(fleet.servers.filter(isIn('drifting', 'not read', 'not judged'))).map(rowOf)
  const waived = moreLines(fleet.servers.filter(isIn('waived')), 'in order but for what is waived', width)
  const ok = moreLines(fleet.servers.filter(isIn('compliant')), 'ok', width)
  const body =
    wrong.length + waived.length === 0 ? [] : [...rowLines(wrong, fleet.table, width, style), ...waived, ...ok]
  return [
    ...headLines(fleet, width).map(style.strong),
    ...(body.length === 0 ? [] : ['', ...body, '']),
    ...spread(fleetSentence(fleet.servers), fleet.gate, width),
    ...wrap(coverageLine(fleet.servers), width),
    ...fleet.next.flatMap((line) => wrap(line, width))
  ]
}
