import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { isRemediable, stepKinds } from '../../judging/remediation'
import { policies } from '../../policies/catalogue'
import { told } from '../policies/remediated'
import { claims, differences, general, resultsOf } from './claims'
import { engine } from './conditions'
import { collectedFacts, fixtures } from './fixtures'
import { movedRecords } from './movedRecords'
import { mended, type NotYet, type Row, unexpected } from './rows'
import { savedFiles } from './savedFiles'
import { backupsOf, collected, dying, dyingApart, failing, restoring, resuming, speaking, well } from './trials'

/** What is right and fails today, by its row: an entry of which no row fails any more must be taken out. */
const notYet: NotYet = {}

const test = suite('windows mock: remediation')
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)
const inPowerShell = engine.missing === null ? test : test.skip
const wantsFaults = process.env.FAULT_BENCH === '1'
const withFaults = wantsFaults ? inPowerShell : test.skip
if (!wantsFaults)
  process.stdout.write('skipped: each fault of each script takes minutes (set FAULT_BENCH=1 to run them)\n')

test('there is a script for each policy that remediates, and for each kind of step', () => {
  const steps = fixtures.flatMap(({ plan }) => plan.steps)
  const remediated = new Set(steps.flatMap((step) => step.policies))
  // What goes through the endpoint runs on no server: see test/remediation/endpoint.test.ts.
  const wanted = policies
    .filter((one) => isRemediable(one) && one.automation.rights === undefined)
    .map(({ name }) => name)
  assert.equal(
    wanted.filter((name) => !remediated.has(name)),
    []
  )
  assert.equal(
    stepKinds.filter((kind) => kind !== 'organization' && !steps.some((step) => step.kind === kind)),
    []
  )
})

inPowerShell('the collector reads of each server what its plan was made of', async () => {
  for (const { fixture, before } of await well()) {
    const plan = fixture.planOf(collectedFacts(before.state, collected))
    assert.equal([...told(plan)].sort(), [...told(fixture.plan)].sort(), fixture.name)
  }
})

inPowerShell('each script brings the desired state, and says so', async () => {
  for (const { fixture, run, after } of await well()) {
    const { name, plan, planOf } = fixture
    assert.equal(general({ fixture: name, fault: 'none' }, run), [])
    assert.is(run.exitCode, 0, name)
    const results = resultsOf(run)
    assert.equal(
      results.map(({ number }) => number),
      [...plan.steps.map((_, index) => index + 1), 0],
      name
    )
    assert.ok(
      results.every(({ result }) => result === 'done' || result === 'unchanged'),
      name
    )
    const left = planOf(collectedFacts(after.state, collected))
    assert.is(left._tag, 'Nothing', `${name}: ${JSON.stringify(left).slice(0, 300)}`)
  }
})

inPowerShell('a second run changes nothing', async () => {
  for (const { fixture, run, again } of await well()) {
    assert.equal([again.exitCode, again.other, again.complaints], [0, [], []], fixture.name)
    const done = resultsOf(again).filter(({ number, result }) => number > 0 && result !== 'unchanged')
    assert.equal([done, differences(run.state, again.state)], [[], []], fixture.name)
  }
})

inPowerShell('what is left of the start types where a run is cut off is in the next plan', async () => {
  assert.equal(await resuming('after-a-failed-update'), [])
})

inPowerShell('the backups can be decoded, and put back what was', async () => {
  for (const { fixture, run } of await well())
    for (const [folder, backup] of backupsOf(run)) assert.ok(E.isRight(backup), `${fixture.name} ${folder}`)
  for (const [name, wrong] of await restoring()) assert.equal(wrong, [], name)
})

inPowerShell('a record of the services is moved as it was judged, and else left where it is', async () => {
  assert.equal(await movedRecords(), [])
})

inPowerShell('a file that may be customized is copied whole, and no copy is replaced', async () => {
  assert.equal(await savedFiles(), [])
})

inPowerShell('a script does and tells the same in every culture', async () => {
  assert.equal(await speaking('lost-bindings'), [])
})

inPowerShell('a process that is killed leaves what the deaths are tried with', async () => {
  const [count, odd] = await dyingApart('a-stopped-service')
  assert.ok(count > 5, `only ${count}`)
  assert.equal(odd, [])
})

const rows: Array<Row> = []

withFaults('each operation fails once, and each run is killed at each change', async () => {
  rows.push(...(await failing()), ...(await dying()))
})

for (const claim of Object.values(claims))
  withFaults(`where something fails: ${claim}`, () => {
    assert.equal(
      unexpected(
        rows.filter((row) => row.claim === claim),
        notYet
      ),
      []
    )
  })

withFaults('what is not right yet fails still: what no longer does must be taken out of the list', () => {
  assert.equal(mended(rows, notYet), [])
})

test.run()
