import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { owaHas } from '../policies/remediated'
import { powershellMissing } from '../simulated-host/powershell'
import { stackOutputs } from '../support/engine'
import { recording } from '../support/server'
import { assertHolds, assertLacks, stopped } from './fleet'
import { changesMade, enrolledFleet, remediatedOf, turnsTaken, up } from './simulatedFleet'

const test = suite('engine: guards of remediation')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null)
  process.stdout.write(`skipped: ${powershellMissing}, so that no server was remediated\n`)

const down = stopped('MSExchangeServiceHost')
const half = {
  build: {
    exSetup: '15.2.1748.53',
    binaries: [
      { path: 'Bin\\EdgeTransport.exe', version: '15.2.1544.4' },
      { path: 'Bin\\Microsoft.Exchange.Common.dll', version: '15.2.1748.53' }
    ]
  },
  sharedWebConfig: { clientAccess: 'absent', httpProxy: 'present' }
}
const everyoneOnly = owaHas('D:PAI(A;OICI;FA;;;WD)', false)

simulated('servers on which nothing may be done are left alone, with the reason in the preview', async () => {
  const waivers = [{ server: 'WAIVED', policy: 'services-start', reason: 'CHG-7', expires: '2999-12-31' }]
  const fleet = await enrolledFleet({ FIXABLE: {}, WAIVED: {}, HALF: {}, SEIZED: {}, UNREAD: {} }, { waivers })
  const { stack, hosts } = fleet
  for (const server of ['FIXABLE', 'WAIVED', 'HALF', 'SEIZED', 'UNREAD']) hosts.change(server, down)
  hosts.change('HALF', half)
  hosts.change('SEIZED', everyoneOnly)
  hosts.behave('UNREAD', { behaviour: 'failing', sentence: 'access denied' })
  const preview = await stack.pulumi('preview', '--diff')
  assert.is(preview.code, 0, preview.all)
  for (const reason of [
    'Remediation: pulumi up will change 1 server, in this order:',
    'half-updated: Bin\\EdgeTransport.exe is 15.2.1544.4, and ExSetup.exe 15.2.1748.53',
    'folder-acls forbids it: only Everyone has rights on '
  ])
    assertHolds(preview.all, reason)
  const update = await up(fleet)
  assert.is(update.code, 1, update.all)
  assertHolds(update.all, 'Policies at the level remediate are not met on 3 of 5 servers: ')
  assertLacks(update.all, 'WAIVED (')
  assert.equal(changesMade(hosts.hands()), ['FIXABLE: Start MSExchangeServiceHost'])
  assert.ok(((await stackOutputs(stack)).summary.unknown ?? 0) > 0)
})

simulated('a setup that begins after the preview is left alone by the script itself', async () => {
  const fleet = await enrolledFleet({ EX01: {} })
  const { stack, hosts } = fleet
  hosts.change('EX01', down)
  assert.is((await stack.pulumi('preview', '--save-plan', 'plan.json')).code, 0)
  hosts.behave('EX01', { installing: true })
  const update = await stack.pulumi('up', '--yes', '--plan', 'plan.json')
  assert.is(update.code, 1, update.all)
  assertHolds(update.all, 'EX01: nothing was touched: an installation of Exchange runs')
  assert.equal(changesMade(hosts.hands()), [])
  hosts.behave('EX01', { installing: undefined })
  assert.is((await up(fleet)).code, 0)
})

simulated('a service that stops again after its start fails the update, which calls nothing remediated', async () => {
  const fleet = await enrolledFleet({ EX01: {} })
  const { hosts } = fleet
  hosts.change('EX01', down)
  // Read before the script, right after it, and once more.
  hosts.behave('EX01', { afterReadings: { count: hosts.readings('EX01') + 2, sections: down } })
  const update = await up(fleet)
  assert.is(update.code, 1, update.all)
  assertHolds(update.all, 'EX01: its remediation was carried out, and 0 minutes later this does not hold: ')
  assertHolds(update.all, 'MSExchangeServiceHost ran after the remediation, and is Stopped')
  assert.is(await remediatedOf(fleet, 'EX01'), undefined)
  assert.is((await up(fleet)).code, 0)
})

simulated('one run changes as many servers as it may, and a recording never', async () => {
  const fleet = await enrolledFleet({ EX01: {}, EX02: {} }, { remediation: { maxServers: 1 } })
  const { stack, hosts, settings } = fleet
  for (const server of ['EX01', 'EX02']) hosts.change(server, down)
  const first = await stack.pulumi('up', '--yes')
  assert.is(first.code, 1, first.all)
  assertHolds(first.all, 'one run changes at most 1 servers')
  assert.equal(turnsTaken(hosts.hands()), ['EX01 begin', 'EX01 end'])
  assert.is((await up(fleet)).code, 0)
  assert.equal(turnsTaken(hosts.hands()), ['EX01 begin', 'EX01 end', 'EX02 begin', 'EX02 end'])
  const connection = stack.record('EX01.json', recording({ journal: { lastEntry: 1 }, ...down }))
  settings({ servers: [{ name: 'EX01', connection }] })
  const recorded = await stack.pulumi('preview')
  assertHolds(recorded.all, 'its connection is a recording, in which nothing can be changed')
  assertHolds(recorded.all, 'pulumi up will change no server')
})

test.run()
