import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { withServices } from '../policies/remediated'
import { powershellMissing } from '../simulated-host/powershell'
import { stackOutputs } from '../support/engine'
import { healthySections } from '../support/server'
import { assertHolds, assertLacks, assertNoStackTrace, serversUnder, stopped } from './fleet'
import { assertGreen, changesMade, enrolledFleet, turnsTaken, up } from './simulatedFleet'

const test = suite('engine: failures of remediation')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null)
  process.stdout.write(`skipped: ${powershellMissing}, so that no server was remediated\n`)

const three = stopped('MSExchangeServiceHost', 'MSExchangeThrottling', 'W3SVC')

simulated(
  'a failure midway names step, server and what was done, stops those after it, and is gone on from',
  async () => {
    const fleet = await enrolledFleet({ EX01: {}, EX02: {}, EX03: {} })
    const { stack, hosts } = fleet
    hosts.change('EX01', three)
    hosts.behave('EX01', { failAt: { step: 2, message: 'the service did not answer' } })
    hosts.change('EX02', stopped('MSExchangeServiceHost'))
    const failed = await up(fleet)
    assert.is(failed.code, 1, failed.all)
    assertNoStackTrace(failed)
    assertHolds(
      failed.all,
      'EX01: step 2 (services-start), "Start MSExchangeServiceHost", failed: the service did not answer; 2 steps done'
    )
    assert.equal(turnsTaken(hosts.hands()), ['EX01 begin', 'EX01 end'])
    assert.is((await stackOutputs(stack)).summary.drift, 2, 'the outputs must not say green')
    const seen = hosts.hands().length
    hosts.behave('EX01', { failAt: undefined })
    const again = await up(fleet)
    assert.is(again.code, 0, again.all)
    assert.equal(changesMade(hosts.hands().slice(seen)), [
      'EX01: Start MSExchangeServiceHost',
      'EX02: Start MSExchangeServiceHost'
    ])
    assert.equal((await stackOutputs(stack)).drifts, [])
    await assertGreen(fleet)
  }
)

simulated('with --continue-on-error servers that need not wait for the failed one go on', async () => {
  const fleet = await enrolledFleet({ EX01: {}, EX02: {} }, { remediation: { order: 'all' } })
  const { stack, hosts } = fleet
  for (const server of ['EX01', 'EX02']) hosts.change(server, stopped('MSExchangeServiceHost'))
  hosts.behave('EX01', { failAt: { step: 1, message: 'the service did not answer' }, seconds: 0 })
  hosts.behave('EX02', { seconds: 1 })
  const { code, all } = await stack.plainPulumi('up', '--yes', '--skip-preview', '--continue-on-error')
  assert.is(code, 1, all)
  assertHolds(all, 'EX01: step 1 (services-start)')
  assert.equal(hosts.facts('EX02').services, withServices().services)
})

simulated('a fix that does not hold fails the update in the verification, which names what remains', async () => {
  const fleet = await enrolledFleet({ EX01: { ways: { stubborn: ['MSExchangeServiceHost'] } } })
  fleet.hosts.change('EX01', stopped('MSExchangeServiceHost', 'W3SVC'))
  const { code, all } = await up(fleet)
  assert.is(code, 1, all)
  assertHolds(all, 'EX01: its remediation was carried out, and yet the server, read again, is not as desired')
  assertHolds(all, 'services.MSExchangeServiceHost is "Automatic, Stopped" and should be "Automatic, Running"')
  assertLacks(all, 'services.W3SVC is')
  assert.is((await stackOutputs(fleet.stack)).summary.drift, 1)
  fleet.hosts.behave('EX01', { stubborn: undefined })
  const again = await up(fleet)
  assert.is(again.code, 0, again.all)
  await assertGreen(fleet)
})

const oldBinaries = ['Bin\\EdgeTransport.exe', 'Bin\\Microsoft.Exchange.Common.dll']
const old = {
  identity: { ...Object(healthySections.identity), version: '15.2.1544.4' },
  build: { exSetup: '15.2.1544.4', binaries: oldBinaries.map((path) => ({ path, version: '15.2.1544.4' })) },
  pageFolders: ['ClientAccess\\ecp', 'ClientAccess\\Owa\\prem', 'FrontEnd\\HttpProxy\\owa\\auth'].map((parent) => ({
    ...{ parent, state: 'present', unreadable: null },
    folders: [{ name: parent.startsWith('FrontEnd') ? '15.2.1544' : '15.2.1544.4', files: 100, unreadable: null }]
  }))
}

for (const words of [['--yes'], ['--yes', '--skip-preview']])
  simulated(`up ${words.join(' ')}: what can be fixed is fixed; what is for a person fails it at its end`, async () => {
    const { stack, hosts } = await enrolledFleet({ EX01: {}, EX02: {} })
    hosts.change('EX01', old)
    hosts.change('EX02', stopped('MSExchangeServiceHost'))
    const preview = await stack.pulumi('preview', '--diff')
    assert.is(preview.code, 0, preview.all)
    assert.equal([...serversUnder('update', preview)].sort(), ['EX01', 'EX02'])
    assertHolds(preview.all, 'Manually, one server after the other, as the findings above say:')
    const update = await stack.pulumi('up', ...words)
    assert.is(update.code, 1, update.all)
    assertHolds(update.all, 'Policies at the level remediate are not met on 1 of 2 servers: EX01 (build).')
    assert.equal(changesMade(hosts.hands()), ['EX02: Start MSExchangeServiceHost'])
    assert.equal(
      (await stackOutputs(stack)).drifts.map(({ server, policy }) => `${server} ${policy}`),
      ['EX01 build']
    )
  })

test.run()
