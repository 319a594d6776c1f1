import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershellMissing } from '../simulated-host/powershell'
import { assertHolds, stopped } from './fleet'
import { assertGreen, changesMade, enrolledFleet, type SimulatedFleet, up } from './simulatedFleet'

const test = suite('engine: plans of remediation')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null)
  process.stdout.write(`skipped: ${powershellMissing}, so that no server was remediated\n`)

const first = stopped('MSExchangeServiceHost')
const other = stopped('MSExchangeServiceHost', 'W3SVC')
const healthy = stopped()

const planned = async (): Promise<SimulatedFleet> => {
  const fleet = await enrolledFleet({ EX01: {} })
  fleet.hosts.change('EX01', first)
  const { code, all } = await fleet.stack.pulumi('preview', '--save-plan', 'plan.json')
  assert.is(code, 0, all)
  return fleet
}

const upByPlan = ({ stack }: SimulatedFleet) => stack.pulumi('up', '--plan', 'plan.json', '--yes')

simulated('a saved plan does what was shown, and is used up then', async () => {
  const fleet = await planned()
  const { code, all } = await upByPlan(fleet)
  assert.is(code, 0, all)
  assert.equal(changesMade(fleet.hosts.hands()), ['EX01: Start MSExchangeServiceHost'])
  await assertGreen(fleet)
  const seen = fleet.hosts.hands().length
  assert.is((await upByPlan(fleet)).code, 1)
  assert.is(fleet.hosts.hands().length, seen)
})

for (const [what, sections] of Object.entries({ 'is more': other, 'is gone': healthy }))
  simulated(
    `drift that ${what} after a plan was saved: the plan is refused, and a plain update judges afresh`,
    async () => {
      const fleet = await planned()
      fleet.hosts.change('EX01', sections)
      const refused = await upByPlan(fleet)
      assert.is(refused.code, 1, refused.all)
      assertHolds(refused.all, 'violates plan')
      assert.equal(fleet.hosts.hands(), [])
      const plain = await up(fleet)
      assert.is(plain.code, 0, plain.all)
      const needed = ['EX01: Start W3SVC', 'EX01: Start MSExchangeServiceHost']
      assert.equal(changesMade(fleet.hosts.hands()), sections === other ? needed : [])
      await assertGreen(fleet)
    }
  )

/** The server drifts further once so many readings are done. */
const driftsAfter = (fleet: SimulatedFleet, count: number): void =>
  fleet.hosts.behave('EX01', { afterReadings: { count: fleet.hosts.readings('EX01') + count, sections: other } })

simulated(
  'drift between the preview and the update of one up: --strict refuses, a plain one judges afresh',
  async () => {
    const fleet = await enrolledFleet({ EX01: {} })
    fleet.hosts.change('EX01', first)
    driftsAfter(fleet, 1)
    const strict = await fleet.stack.pulumi('up', '--strict', '--yes')
    assert.is(strict.code, 1, strict.all)
    assertHolds(strict.all, 'violates plan')
    assert.equal(fleet.hosts.hands(), [])
    fleet.hosts.change('EX01', first)
    driftsAfter(fleet, 1)
    const plain = await fleet.stack.pulumi('up', '--yes')
    assert.is(plain.code, 0, plain.all)
    assert.equal(changesMade(fleet.hosts.hands()), ['EX01: Start W3SVC', 'EX01: Start MSExchangeServiceHost'])
  }
)

test.run()
