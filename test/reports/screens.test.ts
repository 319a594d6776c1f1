import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownTable } from '../../kernel/builds/buildTable'
import type { FleetServer } from '../../reports/audit'
import { isIn, sharedBlocks } from '../../reports/blocks'
import { blockText } from '../../reports/blockText'
import { colourStyle } from '../../reports/colours'
import { serverDiagnostic } from '../../reports/diagnostic'
import type { Layout } from '../../reports/findingText'
import { worstFirst } from '../../reports/fleet'
import { fleetTable } from '../../reports/fleetTable'
import { unaskedLines } from '../../reports/summary'
import { plainStyle } from '../../reports/text'
import { gateLine } from '../../stacks/gate'
import { whereMoreIs } from '../../stacks/tell'
import { demoFleet, largeFleet } from './fleets'

const test = suite('reports: screens')

const now = Date.parse('2026-11-25T08:00:00Z')

/** What a preview shows of ours, without what Pulumi shows in between. */
const screen = (name: string, servers: ReadonlyArray<FleetServer>, layout: Layout): ReadonlyArray<string> => {
  const sorted = worstFirst(servers)
  const shared = sharedBlocks(sorted)
  const messages = sorted.flatMap((server) => {
    const told = serverDiagnostic(server, server.verdicts, layout, isIn(shared))
    return told === null ? [] : [`${told.severity === 'warning' ? 'warning: ' : ''}${told.text}`]
  })
  const gate = gateLine({ enforcement: null, policies: null }, servers, [], true)
  const table = fleetTable(
    {
      name,
      servers,
      table: ownTable,
      now,
      gate,
      next: [...unaskedLines(servers), ...whereMoreIs(name, 'EX19A', layout.width)]
    },
    layout.width,
    layout.style
  )
  const blocks = shared.flatMap((block) => blockText(layout, block))
  return [...messages, ...blocks, ...table].join('\n').split('\n')
}

const styles = { plain: plainStyle, colour: colourStyle }

const withoutColour = (text: string): string => text.replace(/\u001b\[\d+m/g, '')

const fleets = { demo: demoFleet, large: async () => largeFleet() }

for (const [name, fleet] of Object.entries(fleets))
  for (const width of [80, 100, 160])
    for (const [kind, style] of Object.entries(styles))
      test(`the screen of the ${name} fleet at ${width} columns, ${kind}, is the recorded one (run: npm run golden)`, async () => {
        const file = join(__dirname, '../fixtures/screens', `${name}-${width}-${kind}.txt`)
        const lines = screen(name, await fleet(), { width, full: false, style })
        // Windows starts a program of the folder in its own way.
        const shown = `${lines.join('\n').replaceAll('.\\compliance', './compliance')}\n`
        if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, shown)
        assert.is(readFileSync(file, 'utf8'), shown)
      })

test('colour changes no text', async () => {
  for (const fleet of Object.values(fleets)) {
    const servers = await fleet()
    const inColour = screen('x', servers, { width: 100, full: false, style: colourStyle })
    assert.equal(inColour.map(withoutColour), screen('x', servers, { width: 100, full: false, style: plainStyle }))
  }
})

test('no line but a command is longer than the screen', async () => {
  for (const fleet of Object.values(fleets))
    for (const width of [80, 100, 160])
      for (const line of screen('x', await fleet(), { width, full: false, style: plainStyle }))
        assert.ok(line.length <= width || /^ {12}\S/.test(line), `${width}: ${line}`)
})

test('the demo has at most 60 lines, and the last 25 hold the table and the gate', async () => {
  const lines = screen('demo', await demoFleet(), { width: 100, full: false, style: plainStyle })
  assert.ok(lines.length <= 60, String(lines.length))
  const end = lines.slice(-25).join('\n')
  for (const part of [
    'Exchange fleet "demo"',
    'CAS13',
    'EDGE1',
    'Gate: advisory',
    '2 of 7 servers compliant, 4 drifting, 1 not read.'
  ])
    assert.ok(end.includes(part), end)
})

test('40 servers of which 34 are not in order have at most 160 lines, and what is the same stands once', async () => {
  const lines = screen('large', largeFleet(), { width: 100, full: false, style: plainStyle })
  assert.ok(lines.length <= 160, String(lines.length))
  assert.is(lines.filter((line) => line.includes('Download') || line.includes('1. Get ')).length, 1)
  assert.ok(lines.some((line) => line.startsWith('6 of 40 servers compliant, 31 drifting, 3 not read.')))
  assert.ok(lines.includes('6 more (MX35, MX36, MX37, MX38, MX39, MX40): ok'))
})

test('each server that is not in order is named with what is wrong, whatever is told together', () => {
  const lines = screen('large', largeFleet(), { width: 100, full: false, style: plainStyle })
  for (const { server } of largeFleet().slice(0, 34))
    assert.ok(
      lines.some((line) => line.startsWith(`warning: ${server}  `)),
      server
    )
})

test.run()
