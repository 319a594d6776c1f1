import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createPowerShell, powershellMissing } from '../simulated-host/powershell'
import { commandPlugin } from '../support/commandPlugin'
import { createStack, type Ending, type Stack } from '../support/engine'
import { recording } from '../support/server'
import { assertHolds, assertLacks, assertNoStackTrace, occurrences, stopped } from './fleet'

const test = suite('engine: the level remediate without the command plugin')
const isInstalled = commandPlugin().name === 'real'
const simulated = powershellMissing !== null || isInstalled ? test.skip : test
if (isInstalled) process.stdout.write('skipped: the command plugin is installed\n')
if (powershellMissing !== null) process.stdout.write(`skipped: ${powershellMissing}\n`)

/** The project of the tests names the stand-in of the plugin. */
const withoutStandIn = (stack: Stack): void => {
  const { plugins, ...project } = JSON.parse(readFileSync(join(stack.folder, 'Pulumi.yaml'), 'utf8'))
  const providers = plugins.providers.filter(({ name }: { readonly name: string }) => name !== 'command')
  stack.write('Pulumi.yaml', JSON.stringify({ ...project, plugins: { providers } }))
}

const stackWithout = async (servers: ReadonlyArray<string>): Promise<Stack> => {
  const hosts = createPowerShell()
  for (const name of servers) {
    const sections = { journal: { lastEntry: 0 }, ...(name === 'EX01' ? stopped('MSExchangeServiceHost') : {}) }
    hosts.add(name, { behaviour: 'windows', answer: recording(sections, name) })
  }
  const stack = await createStack('test', { PATH: hosts.path, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true' })
  withoutStandIn(stack)
  const listed = servers.map((name) => ({ name, connection: { type: 'remoting' } }))
  stack.settings({ servers: listed, enforcement: 'remediate', build: { 2019: '15.2.1748.10' } })
  return stack
}

const assertTold = ({ code, all }: Ending): void => {
  assert.is.not(code, 0, all)
  const diagnostics = all.split('Diagnostics:').at(-1) ?? ''
  assert.is(occurrences(diagnostics, 'command plugin 1.2.1 is not installed. Install it by: '), 1, all)
  for (const way of ['pulumi plugin install resource command v1.2.1', '--file ARCHIVE']) assertHolds(all, way)
  assertLacks(all, 'no resource plugin')
  assertHolds(all, 'Gate: remediate, fails')
}

simulated('a preview judges and tells all servers, and fails with the ways to get the plugin', async () => {
  const stack = await stackWithout(['EX01', 'EX02'])
  const preview = await stack.pulumi('preview', '--diff')
  assertTold(preview)
  for (const told of ['MSExchangeServiceHost', '1 of 2 servers compliant', 'nothing can be remediated'])
    assertHolds(preview.all, told)
  assertNoStackTrace(preview)
  assertLacks(preview.all, 'command:local:Command')
})

simulated('an update enrols the servers, changes none, and fails', async () => {
  const stack = await stackWithout(['EX01', 'EX02'])
  const update = await stack.pulumi('up', '--skip-preview', '--yes')
  assertTold(update)
  assertHolds(update.all, 'The servers are enrolled all the same.')
  const state = await stack.pulumi('stack', 'export')
  for (const name of ['EX01', 'EX02']) assertHolds(state.stdout, `exchange:index:Server::${name}`)
})

simulated('it fails, too, while no server needs a change: the next drift would not be ended', async () => {
  assertTold(await (await stackWithout(['EX02'])).pulumi('preview'))
})

test.run()
