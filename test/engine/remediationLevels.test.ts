import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershellMissing } from '../simulated-host/powershell'
import { recording } from '../support/server'
import { assertHolds, assertLacks, stopped } from './fleet'
import { assertGreen, assertShown, changesMade, enrolledFleet, up } from './simulatedFleet'

const test = suite('engine: levels of remediation')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null)
  process.stdout.write(`skipped: ${powershellMissing}, so that no server was remediated\n`)

const down = stopped('MSExchangeServiceHost')
const started = 'EX01: Start MSExchangeServiceHost'

simulated('drift that returns is ended again by the same steps, as often as it returns', async () => {
  const fleet = await enrolledFleet({ EX01: {} })
  for (const time of [1, 2, 3]) {
    fleet.hosts.change('EX01', down)
    const preview = await fleet.stack.pulumi('preview', '--diff')
    assertHolds(preview.stdout, `+ # It follows entry ${time - 1} of the journal there.`)
    const update = await up(fleet)
    assert.is(update.code, 0, update.all)
    const scripts = fleet.hosts.hands().flatMap(({ script }) => script ?? [])
    assertShown('EX01', preview, scripts[time - 1])
    assert.equal(changesMade(fleet.hosts.hands()), Array(time).fill(started))
  }
  await assertGreen(fleet)
})

simulated(
  'a server that was put back to before its remediation is told apart, and taken in hand as the message says',
  async () => {
    const fleet = await enrolledFleet({ EX01: {} })
    const { stack, hosts } = fleet
    hosts.change('EX01', down)
    assert.is((await up(fleet)).code, 0)
    hosts.add('EX01', { behaviour: 'windows', answer: recording({ journal: { lastEntry: 0 }, ...down }, 'EX01') })
    const stuck = await up(fleet)
    assert.is(stuck.code, 1, stuck.all)
    assertHolds(stuck.all, 'EX01: its remediation was not carried out')
    const [, pattern = ''] = /up --replace "([^"]+)"/.exec(stuck.all) ?? []
    const replaced = await stack.pulumi('up', '--yes', '--skip-preview', '--replace', pattern)
    assert.is(replaced.code, 0, replaced.all)
    assert.equal(changesMade(hosts.hands()), [started, started])
    await assertGreen(fleet)
  }
)

simulated('where one policy alone has the level, no other is remediated', async () => {
  const levels = { enforcement: 'mandatory', policies: { 'services-start': 'remediate' } }
  const fleet = await enrolledFleet({ EX01: {} }, levels)
  const { stack, hosts } = fleet
  hosts.change('EX01', { ...down, sharedWebConfig: { clientAccess: 'absent', httpProxy: 'present' } })
  const held = await stack.pulumi('up', '--yes')
  assert.is(held.code, 1, held.all)
  assert.equal(hosts.hands(), [], 'a mandatory policy stops the update in its preview')
  const skipped = await up(fleet)
  assert.is(skipped.code, 1, skipped.all)
  assert.equal(changesMade(hosts.hands()), [started])
  assertHolds(skipped.all, 'Mandatory policies are not met on 1 of 1 servers: EX01 (shared-web-config).')
})

for (const level of ['advisory', 'mandatory'])
  simulated(`lowered to ${level}, nothing runs any more, and the command is only forgotten`, async () => {
    const fleet = await enrolledFleet({ EX01: {} })
    const { stack, hosts, settings } = fleet
    hosts.change('EX01', down)
    assert.is((await up(fleet)).code, 0)
    const seen = hosts.hands().length
    hosts.change('EX01', down)
    settings({ enforcement: level })
    const held = await up(fleet)
    assert.is(held.code, level === 'advisory' ? 0 : 1, held.all)
    assertLacks(held.all, 'Remediation:')
    hosts.change('EX01', stopped())
    const healthy = await up(fleet)
    assert.is(healthy.code, 0, healthy.all)
    assertLacks((await stack.pulumi('stack', 'export')).stdout, 'command:local:Command::EX01')
    assert.is(hosts.hands().length, seen)
  })

test.run()
