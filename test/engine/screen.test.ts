import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { demoPlaces, folder } from '../reports/fleets'
import { createStack, type Stack } from '../support/engine'
import { assertHolds } from './fleet'

const test = suite('engine: screen')

/** The settings of the demo. */
const demoSettings = {
  organization: { recorded: join(folder, 'organization.json') },
  servers: demoPlaces.map(([name, dag, site]) => ({
    name,
    ...(dag === null ? {} : { dag }),
    ...(site === null ? {} : { site }),
    connection: { type: 'recorded', path: join(folder, `${name}.json`) }
  }))
}

let stack: Stack

test.before(async () => {
  stack = await createStack('demo')
  stack.settings(demoSettings)
  const { code, all } = await stack.pulumi('up', '--yes', '--skip-preview')
  assert.is(code, 0, all)
})

test("the demo's preview is at most 110 lines, and ends with the fleet and the gate", async () => {
  const preview = await stack.pulumi('preview', '--diff')
  assert.is(preview.code, 0, preview.all)
  // With --diff Pulumi writes messages to standard error, which stands behind the changes here.
  const lines = preview.all.trimEnd().split('\n')
  assert.ok(lines.length <= 110, `${lines.length} lines:\n${preview.all}`)
  const end = lines.slice(-25).join('\n')
  for (const part of [
    'Exchange fleet "demo"',
    '2 of 7 servers compliant, 4 drifting, 1 not read.',
    'Gate: advisory, passes whatever is found.',
    'CAS13         Hamburg  2013 CU23 Mar23SU    DRIFT     certificate of *:443 expired on 2026-10-03'
  ])
    assertHolds(end, part)
})

test('an update that fails at the gate says that the servers are enrolled', async () => {
  const strict = await createStack('strict')
  strict.settings({ ...demoSettings, enforcement: 'mandatory' })
  const up = await strict.pulumi('up', '--yes', '--skip-preview')
  assert.is(up.code, 1, up.all)
  assertHolds(up.all, 'The servers are enrolled all the same.')
})

test("in Pulumi's own view, too, all messages stand in their order, and the fleet and the gate come last", async () => {
  const { stdout, code } = await stack.pulumi('preview')
  assert.is(code, 0)
  const diagnostics = stdout.slice(stdout.indexOf('Diagnostics:'), stdout.indexOf('Resources:'))
  assert.is(diagnostics.split('pulumi:pulumi:Stack').length, 2, diagnostics)
  const [findings = '', ...fleet] = diagnostics.split('    Exchange fleet "demo"')
  assert.is(fleet.length, 1)
  assert.not.match(fleet.join(), 'warning: ')
  assert.match(fleet.join(), 'Gate: advisory, passes whatever is found.')
  const order = [...findings.matchAll(/warning: (\w+) {2}/g)].map(([, server]) => server)
  assert.equal(order, ['EX19B', 'CAS13', 'EX16', 'EX19A', 'EDGE1'])
})

test('messages are in colour where Pulumi shows colour, and nowhere else', async () => {
  const coloured = await stack.inColours('preview')
  assertHolds(coloured.all, '\u001b[38;5;1mDRIFT')
  assertHolds(coloured.all, '\u001b[1mEX19A\u001b[0m  \u001b[38;5;1m3 services are Disabled')
  for (const args of [['preview'], ['preview', '--diff'], ['preview', '--json']]) {
    const { all } = await stack.pulumi(...args)
    assertHolds(all, 'DRIFT')
    assert.not.match(all, /\u001b|<\{%/)
  }
})

test.run()
