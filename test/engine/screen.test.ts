import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { demoPlaces, folder } from '../reports/fleets'
import { createStack } from '../support/engine'
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

test("the demo's preview is at most 110 lines, and ends with the fleet and the gate", async () => {
  const stack = await createStack('demo')
  stack.settings(demoSettings)
  assert.is((await stack.pulumi('up', '--yes', '--skip-preview')).code, 0)
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

test.run()
