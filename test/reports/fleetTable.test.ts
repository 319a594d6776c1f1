import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { unreadableFacts } from '../../facts/decode'
import { ownTable } from '../../kernel/builds/buildTable'
import type { FleetServer } from '../../reports/audit'
import { auditText } from '../../reports/auditText'
import { countStates } from '../../reports/fleet'
import { fleetTable } from '../../reports/fleetTable'
import { plainStyle } from '../../reports/text'
import { serverFacts } from '../support/server'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'
import { demoFleet } from './fleets'

const test = suite('reports: fleet table')

const compliant = [aVerdict()]
const drifting = [aVerdict({ status: 'drift', drifts: [aDrift()] })]
const unread = [aVerdict({ status: 'unknown', unknowns: [anUnknown()] })]
const waived = [aVerdict({ status: 'drift', waiver: 'CHG-7', drifts: [aDrift({ waiver: 'CHG-7' })] })]
const advisoryDrift = [aVerdict({ status: 'drift', countsAsChange: false, drifts: [aDrift()] })]

const aServer = (server: string, verdicts: FleetServer['verdicts'], facts = serverFacts({}, 'EX01')): FleetServer => ({
  ...{ server, dag: null, site: null },
  facts,
  verdicts
})

const now = Date.parse('2026-11-02T07:00:00Z')

const tableOf = (...servers: ReadonlyArray<FleetServer>): ReadonlyArray<string> =>
  fleetTable({ name: 'x', servers, table: ownTable, now, gate: 'Gate: advisory.', next: [] }, 100, plainStyle)

test('a fleet in order is three lines, and its ages are seen', () => {
  const lines = tableOf(aServer('EX01', compliant), aServer('EX02', compliant))
  assert.is(lines.length, 3)
  assert.match(
    lines[0] ?? '',
    /^Exchange fleet "x" +facts 2026-11-01 08:00Z \(today\) {2}builds [\d-]{10} \(\d+ days old, ok\)$/
  )
  assert.match(lines[1] ?? '', /^2 of 2 servers compliant\. +Gate: advisory\.$/)
  assert.is(lines[2], '2 of 2 checks (policies on servers) gave a verdict.')
})

test('the age of facts and of the table of builds says whether it is too old', () => {
  const aged = (limit: number, collectedAt: string) => {
    const facts = { ...serverFacts({}, 'EX01'), collectedAt }
    const ageLimit = { text: `${limit}d`, seconds: limit * 86_400 }
    const glance = { name: 'x', table: { ...ownTable, asOf: '2026-10-02' }, now: Date.parse('2027-03-01T00:00:00Z') }
    const servers = [{ ...aServer('EX01', compliant, facts), ageLimit }]
    return fleetTable({ ...glance, servers, gate: '', next: [] }, 200, plainStyle)[0] ?? ''
  }
  assert.match(aged(30, '2027-02-10T00:00:00Z'), '(19 days old, limit 30d)  builds 2026-10-02 (150 days old, too old)')
  assert.match(
    aged(30, '2027-01-01T00:00:00Z'),
    '(59 days old, too old: limit 30d)  builds 2026-10-02 (150 days old, ok)'
  )
})

test('the findings of an audit stand in the order of its table', async () => {
  const servers = await demoFleet()
  const layout = { width: 100, full: false, style: plainStyle }
  const text = auditText(layout, { errors: [], servers }, { table: ownTable, now })
  const [findings = '', table = ''] = text.split('Exchange fleet')
  const names = (part: string) => [
    ...new Set([...part.matchAll(/^([A-Z]+\d+[AB]?) {2}/gm)].map(([, server = '']) => server))
  ]
  assert.equal(names(findings), ['EX19B', 'CAS13', 'EX16', 'EX19A', 'EDGE1'])
  assert.equal(names(table.replaceAll(/^(\S+) +/gm, '$1  ')), names(findings))
})

test('a server that was not read at all is named, and its sections are not listed', () => {
  const lacking = aVerdict({ status: 'unknown', unknowns: [anUnknown()], unread: ['services'] })
  const all = aVerdict({ status: 'unknown', unknowns: [anUnknown()], unread: ['identity', 'build', 'services'] })
  const gone = unreadableFacts('EX09', 'gone')
  const told = (...servers: ReadonlyArray<FleetServer>) => tableOf(...servers).join(' ')
  assert.match(told(aServer('EX08', [lacking])), 'gave a verdict; not read: services (1 server).')
  assert.match(told(aServer('EX09', [all], gone)), 'gave a verdict; not read: everything on EX09.')
  assert.match(
    told(aServer('EX08', [lacking]), aServer('EX09', [all], gone)),
    'gave a verdict; not read: everything on EX09; services (1 server).'
  )
})

test('a server is compliant, drifting or not read, by what no waiver covers', () => {
  const servers = [compliant, drifting, unread, waived, [...unread, ...drifting]].map((one) => aServer('EX', one))
  assert.equal(countStates(servers), { compliant: 1, waived: 1, drifting: 2, 'not read': 1, 'not judged': 0 })
})

test('a server of which all is waived is named, and not called compliant', () => {
  const told = tableOf(aServer('EX01', compliant), aServer('EX02', waived)).join('\n')
  assert.match(told, '1 more (EX02): in order but for what is waived')
  assert.match(told, '1 of 2 servers compliant, 1 waived.')
})

test('a server that no policy judged is neither green nor unread', () => {
  assert.equal(countStates([aServer('EX', [])]), {
    compliant: 0,
    waived: 0,
    drifting: 0,
    'not read': 0,
    'not judged': 1
  })
  assert.match(tableOf(aServer('EX', [])).join('\n'), /EX .* UNJUDGED +no policy in force judges it/)
})

test('what nobody asked for makes no server unread', () => {
  const unasked = aVerdict({ status: 'unknown', countsAsChange: false, unasked: 'no source', unknowns: [anUnknown()] })
  assert.equal(countStates([aServer('EX', [aVerdict(), unasked])]), {
    compliant: 1,
    waived: 0,
    drifting: 0,
    'not read': 0,
    'not judged': 0
  })
})

test('of many servers the worst come first, and those in order are counted alone', () => {
  const many = Array.from({ length: 21 }, (_, index) => aServer(`OK${index}`, compliant))
  const lines = tableOf(aServer('U', unread), aServer('A', advisoryDrift), ...many, aServer('B', drifting))
  const named = lines.flatMap((line) => /^([UAB]) {2}/.exec(line)?.[1] ?? [])
  assert.equal(named, ['B', 'A', 'U'])
  assert.ok(lines.includes('21 more: ok'), lines.join('\n'))
})

test('of few servers the worst come first too', () => {
  const lines = tableOf(aServer('U', unread), aServer('A', advisoryDrift), aServer('B', drifting))
  assert.equal(
    lines.flatMap((line) => /^([UAB]) {2,}/.exec(line)?.[1] ?? []),
    ['B', 'A', 'U']
  )
})

test('facts of several days are dated by the oldest', () => {
  const older = { ...serverFacts(), collectedAt: '2026-10-01T08:00:00Z' }
  const lines = tableOf(aServer('EX01', compliant), aServer('EX02', compliant, older))
  assert.match(lines.join(' '), 'facts 2026-10-01 to 2026-11-01 (oldest 31 days old)')
  const undated = tableOf(aServer('EX01', compliant, { ...older, collectedAt: null }))
  assert.match(undated.join(' '), 'no time of the facts is recorded')
})

test('what a server says stays text, in its place', () => {
  const bad = '\u001b[2J\u202e\n'
  const hostile = aVerdict({ status: 'drift', drifts: [aDrift({ path: ['acls', bad], actual: bad.repeat(1_000) })] })
  const lines = tableOf({ ...aServer(bad, [hostile]), dag: bad, site: 'x'.repeat(5_000_000) })
  assert.not.match(lines.join(''), /[\u001b\u202e\n]/)
  assert.is(lines.length, 7)
})

test.run()
