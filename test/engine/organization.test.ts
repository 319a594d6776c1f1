import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Ending, Stack } from '../support/engine'
import { component, components, dag1, organizationRecorded } from '../support/inOrganization'
import { assertHolds, assertLacks, changesIn, enrolled } from './fleet'

/** What Pulumi showed, with what was wrapped at words in one line again. */
const unwrapped = ({ all }: Ending): string => all.replace(/\s+/g, ' ')

const test = suite('engine: organization')

const gate = ['preview', '--diff', '--expect-no-changes']

const organize = (stack: Stack, ...recorded: Parameters<typeof organizationRecorded>): string =>
  stack.write('organization.json', JSON.stringify(organizationRecorded(...recorded)))

/** Two members of DAG1 and a healthy organization, from which `enrolled` makes a stack. */
const dagFleet = async () => {
  const { stack, servers } = await enrolled({ EX01: {}, EX02: {} })
  const source = { recorded: organize(stack) }
  const settings = {
    servers: servers.map((server) => ({ ...server, dag: 'DAG1' })),
    enforcement: 'mandatory',
    detail: 'full',
    organization: source
  }
  stack.settings(settings)
  // The state then says by which source a refresh is to judge.
  await stack.pulumi('up', '--skip-preview', '--yes')
  return { stack, settings }
}

const inMaintenance = {
  EX01: {
    componentStates: components(component('ServerWideOffline', 'Inactive'), component('HubTransport', 'Draining'))
  }
}

test('a member that was left in maintenance fails the gate, is shown as a change, and is green again after it', async () => {
  const { stack } = await dagFleet()
  const healthy = await stack.pulumi(...gate)
  assert.is(healthy.code, 0, healthy.all)
  assertLacks(healthy.all, 'Not judged')

  organize(stack, inMaintenance, { dags: [{ ...dag1, serversInMaintenance: ['EX01'] }] })
  const preview = await stack.pulumi(...gate)
  assert.not.equal(preview.code, 0)
  assertHolds(preview.all, 'Mandatory policies are not met on 1 of 2 servers: EX01 (maintenance, dag-health).')
  assertHolds(unwrapped(preview), "Set-ServerComponentState -Identity 'EX01' -Component 'ServerWideOffline'")
  const changes = [
    '~ ServerWideOffline: "Inactive, held by Maintenance" => "Active"',
    '~ HubTransport: "Draining, held by Maintenance" => "Active"',
    '~ DAG1: "node paused for maintenance" => "node up"'
  ]
  const arrows = changesIn(preview).filter((line) => line.includes('=>'))
  assert.equal(arrows.map((line) => line.replace(/\s+:/, ':')).sort(), [...changes].sort())

  // An update adopts nothing that a later preview would take for desired.
  assert.is((await stack.pulumi('up', '--yes', '--skip-preview')).code, 1)
  assert.equal(changesIn(await stack.pulumi(...gate)).filter((line) => line.includes('=>')).length, 3)

  organize(stack)
  const after = await stack.pulumi(...gate)
  assert.is(after.code, 0, after.all)
})

test('a stack without a source passes its gate, and says once what it could not judge', async () => {
  const { stack, settings } = await dagFleet()
  const { organization, ...without } = settings
  stack.settings(without)
  const preview = await stack.pulumi(...gate)
  assert.is(preview.code, 0, preview.all)
  assertHolds(preview.all, '2 of 2 servers compliant.')
  assertHolds(
    unwrapped(preview),
    'Not judged: dag-build, oauth-certificate, maintenance, ad-preparation, dag-health, admin-names (2 servers each): the settings name no source of organization facts'
  )
  assertLacks(preview.all, 'warning: EX01')

  stack.settings({ ...without, policies: { maintenance: 'mandatory' } })
  const asked = await stack.pulumi(...gate)
  assert.not.equal(asked.code, 0)
  assertHolds(asked.all, 'Mandatory policies are not met on 2 of 2 servers: EX01 (maintenance); EX02 (maintenance).')
  assertHolds(asked.all, 'warning: EX01  organization: the settings name no source of organization facts')
})

test('a source that can not be read fails the gate, and is a change of each server', async () => {
  const { stack, settings } = await dagFleet()
  stack.settings({ ...settings, organization: { endpoint: 'ex01.nowhere.invalid' } })
  assert.is((await stack.pulumi('up', '--skip-preview', '--yes')).code, 1)
  const preview = await stack.pulumi(...gate)
  assert.not.equal(preview.code, 0)
  assertHolds(preview.all, 'EX01 (dag-build, oauth-certificate, maintenance')
  const changes = changesIn(preview).filter((line) => line.includes('the organization facts by ex01.nowhere.invalid'))
  assert.is(changes.length, 2, preview.all)
  for (const change of changes) assert.match(change, /^~ organization: "unknown: .*" => "readable"$/)

  stack.settings({ ...settings, maxAge: '36500d' })
  assert.is((await stack.pulumi(...gate)).code, 0)
})

test.run()
