import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershellMissing } from '../simulated-host/powershell'
import { stopped } from './fleet'
import { changesMade, enrolledFleet, goOn, up } from './simulatedFleet'

const test = suite('engine: deaths of hosts amid a remediation')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null)
  process.stdout.write(`skipped: ${powershellMissing}, so that no server was remediated\n`)

simulated('a host that dies in the middle of a step fails the update, and the next one goes on', async () => {
  const fleet = await enrolledFleet({ EX01: {} })
  fleet.hosts.change('EX01', stopped('MSExchangeServiceHost', 'W3SVC'))
  fleet.hosts.behave('EX01', { dieAt: 2 })
  const died = await up(fleet)
  assert.is(died.code, 1, died.all)
  assert.match(died.all, /EX01: the script was ended there in step \d of \d, .* before it was done/)
  await goOn(fleet)
})

simulated('a restart of IIS that a dying host still owed is made up for by the next update', async () => {
  const fleet = await enrolledFleet({ EX01: {} })
  const { hosts, stack } = fleet
  hosts.change('EX01', { sharedWebConfig: { clientAccess: 'absent', httpProxy: 'present' } })
  hosts.behave('EX01', { dieAt: 2 })
  const died = await up(fleet)
  assert.is(died.code, 1, died.all)
  assert.equal(hosts.facts('EX01').sharedWebConfig, { clientAccess: 'present', httpProxy: 'present' })
  const owed = await stack.pulumi('preview', '--expect-no-changes')
  assert.is(owed.code, 7, owed.all)
  const seen = hosts.hands().length
  await goOn(fleet)
  const restart = 'EX01: Restart IIS (W3SVC, WAS), and start again what ran among the services that depend on it'
  assert.equal(changesMade(hosts.hands().slice(seen)), [restart])
})

test.run()
