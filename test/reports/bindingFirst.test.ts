import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownTable } from '../../kernel/builds/buildTable'
import { sharedBlocks } from '../../reports/blocks'
import { serverDiagnostic } from '../../reports/diagnostic'
import { toldFindings } from '../../reports/findings'
import { fleetTable } from '../../reports/fleetTable'
import { markdown } from '../../reports/markdown'
import { pageData } from '../../reports/pageData'
import { plainStyle } from '../../reports/text'
import { aFleet, aServer } from '../support/fleet'
import { aDrift, anUnknown } from '../support/verdict'

const test = suite('reports: binding findings first')

const headline = (title: string) => ({ title: () => title, why: () => 'Mail waits.' })
const advisory = { ownLevel: 'advisory', level: 'advisory', countsAsChange: false } as const

/** An advisory drift that comes early in the catalogue, a mandatory one that comes late, and one that was not read. */
const verdicts = {
  'revocation-check': { status: 'drift', ...advisory, drifts: [aDrift()], headline: headline('the check is off') },
  'mail-flow': { status: 'drift', drifts: [aDrift()], headline: headline('mail waits in the queues') },
  'dag-health': { status: 'unknown', unknowns: [anUnknown({ path: ['dags'] })] },
  framework: { status: 'drift', drifts: [aDrift({ waiver: 'CHG-1' })], headline: headline('an old framework') }
} as const

const server = aServer('EX01', verdicts)
const fleet = aFleet([server])
const order = ['mail-flow', 'dag-health', 'revocation-check', 'framework']

test('the findings of a server are the binding ones, then the advisory ones, then those that are waived', () => {
  assert.equal(
    toldFindings(server).flatMap(({ policies }) => policies),
    order
  )
})

test('what other findings wait for is told before them', () => {
  const failed = { status: 'drift', drifts: [aDrift()], headline: headline('setup failed'), leads: true } as const
  assert.equal(
    toldFindings(aServer('EX01', { ...verdicts, 'error-code-1603': failed })).flatMap(({ policies }) => policies),
    ['error-code-1603', ...order]
  )
})

test('each report tells the fault that fails a gate before an advice, and marks the advice', () => {
  const width = 160
  const glance = { name: 'demo', servers: [server], table: ownTable, now: Date.now(), gate: 'Gate.', next: [] }
  const row = fleetTable(glance, width, plainStyle).find((line) => line.startsWith('EX01')) ?? ''
  assert.match(row, /mail waits in the queues; dags: access denied; advisory: the check is off/)

  const told = serverDiagnostic(server, server.verdicts)?.text ?? ''
  assert.match(told, /^EX01 {2}mail waits/)
  assert.match(told, 'advisory: revocation-check')
  assert.match(
    serverDiagnostic(server, server.verdicts, { width, full: true, style: plainStyle })?.text ?? '',
    /\[revocation-check, advisory\]/
  )

  const page = pageData([server], fleet)
  const names = page.policies.map(({ name }) => name)
  const [first] = page.servers
  assert.equal(
    first?.findings.map(({ policies, isAdvisory }) => [policies.map((place) => names[place]).join(), isAdvisory]),
    order.map((name) => [name, name === 'revocation-check'])
  )
  assert.equal(
    first?.advised.map((place) => names[place]),
    ['revocation-check']
  )

  const text = markdown(fleet)
  assert.match(text, /mail waits in the queues; dags\\: access denied; advisory\\: the check is off/)
  assert.ok(text.indexOf('**mail waits') < text.indexOf('**the check is off'))
})

test('what several servers have in common is told in the same order', () => {
  const blocks = sharedBlocks([server, aServer('EX02', verdicts)])
  assert.equal(
    blocks.flatMap(({ finding }) => finding.policies),
    order.slice(0, 3)
  )
})

test.run()
