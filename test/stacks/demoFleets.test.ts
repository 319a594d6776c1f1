import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as t from 'io-ts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { policies } from '../../policies/catalogue'
import { compliance } from '../commands/run'
import { failedUpdates } from './failedUpdates'

const test = suite('the fleets of the demo')
const root = join(__dirname, '../..')
const folder = join(root, 'stacks', 'failed-updates')

for (const [name, recording] of Object.entries(failedUpdates()))
  test(`failed-updates/${name} is made of the policies' examples (run: npm run golden -- demoFleets)`, () => {
    const file = join(folder, name)
    const text = `${JSON.stringify(recording, null, 1)}\n`
    if (process.env.UPDATE_GOLDEN === '1') {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, text)
    }
    assert.ok(existsSync(file))
    assert.ok(readFileSync(file, 'utf8') === text, `${file} is stale`)
  })

test('no other recording lies there', () => {
  assert.equal([...readdirSync(folder)].sort(), Object.keys(failedUpdates()).sort())
})

const audited = t.type({
  servers: t.array(t.type({ verdicts: t.array(t.type({ policy: t.string, status: t.string })) }))
})

const drifting = async (stage: string, fleet: string): Promise<ReadonlyArray<string>> => {
  const { stdout } = await compliance(root, 'audit', '--format', 'json', '--stage', stage, `stacks/${fleet}`)
  const told: unknown = JSON.parse(stdout)
  if (!audited.is(told)) throw new Error(`${fleet} could not be judged: ${stdout.slice(0, 500)}`)
  return told.servers.flatMap(({ verdicts }) =>
    verdicts.flatMap(({ policy, status }) => (status === 'drift' ? [policy] : []))
  )
}

test('each policy drifts on one of their servers (else put it into test/stacks/failedUpdates.ts)', async () => {
  const all = await Promise.all(
    ['after-update', 'before-update'].flatMap((stage) =>
      ['demo-fleet', 'failed-updates'].map((fleet) => drifting(stage, fleet))
    )
  )
  const shown = new Set(all.flat())
  assert.equal(
    policies.map(({ name }) => name).filter((name) => !shown.has(name)),
    []
  )
})

test.run()
