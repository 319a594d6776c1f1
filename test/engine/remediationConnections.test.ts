import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createPowerShell, powershellMissing, thisComputer } from '../simulated-host/powershell'
import { processesMissing, processesWith } from '../simulated-host/processes'
import { type Sshd, sshdMissing, startSshd } from '../simulated-host/sshd'
import { recording } from '../support/server'
import { assertHolds, stopped } from './fleet'
import { assertGreen, changesMade, enrolledFleet, type SimulatedFleet, simulatedFleet, up } from './simulatedFleet'

const test = suite('engine: connections of remediation')
const simulated = powershellMissing === null ? test : test.skip
const withSshd = (powershellMissing ?? sshdMissing) === null ? test : test.skip
if (powershellMissing !== null)
  process.stdout.write(`skipped: ${powershellMissing}, so that no server was remediated\n`)
if (sshdMissing !== null) process.stdout.write(`skipped: ${sshdMissing}, so that no server was remediated over ssh\n`)

let sshd: Sshd | null = null
test.after(() => sshd?.stop())

const down = stopped('MSExchangeServiceHost')
const healthy = { behaviour: 'windows', answer: recording({ journal: { lastEntry: 0 } }) } as const

/** Enrols the one server of a fleet, stops a service there, and has it started. */
const remediated = async (fleet: SimulatedFleet, host: string): Promise<void> => {
  const enrolled = await up(fleet)
  assert.is(enrolled.code, 0, enrolled.all)
  fleet.hosts.change(host, down)
  const update = await fleet.stack.pulumi('up', '--yes')
  assert.is(update.code, 0, update.all)
  assert.equal(changesMade(fleet.hosts.hands()), [`${host}: Start MSExchangeServiceHost`])
  await assertGreen(fleet)
}

withSshd('a server is remediated over ssh', async () => {
  sshd = await startSshd()
  const connection = { type: 'ssh', config: sshd.config }
  const fleet = await simulatedFleet({}, { servers: [{ name: 'EX01', connection }] })
  sshd.add('EX01', healthy)
  await remediated({ ...fleet, hosts: createPowerShell(sshd.folder) }, 'EX01')
})

simulated('this computer is remediated', async () => {
  const fleet = await simulatedFleet({}, { servers: [{ name: 'EX01', connection: { type: 'local' } }] })
  fleet.hosts.add(thisComputer, healthy)
  await remediated(fleet, thisComputer)
})

simulated('the password reaches the server, but neither state, plan, output nor command line', async () => {
  const canary = 'canary-password'
  process.env.EXCHANGE_COMPLIANCE_PASSWORD = canary
  const fleet = await enrolledFleet({ EX01: {} })
  delete process.env.EXCHANGE_COMPLIANCE_PASSWORD
  const { stack, hosts } = fleet
  hosts.change('EX01', down)
  hosts.behave('EX01', { seconds: 1 })
  const preview = await stack.pulumi('preview', '--diff', '--save-plan', 'plan.json')
  const update = up(fleet)
  const commands = new Set<string>()
  const watch = setInterval(() => {
    if (processesMissing === null) for (const { command } of processesWith(stack.folder)) commands.add(command)
  }, 200)
  const { code, all } = await update
  clearInterval(watch)
  assert.is(code, 0, all)
  const requests = hosts.log('requests').map((line) => JSON.parse(line))
  assert.ok(requests.every(({ secret }) => secret === true))
  const state = await stack.pulumi('stack', 'export')
  assertHolds(state.stdout, 'Start MSExchangeServiceHost')
  const written = [preview.all, all, state.all, readFileSync(join(stack.folder, 'plan.json'), 'utf8')]
  const seen = [...written, ...commands, JSON.stringify(hosts.hands()), ...hosts.log('arguments')]
  for (const text of seen) assert.not.match(text, canary)
})

test.run()
