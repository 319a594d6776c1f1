import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readRecorded } from '../../connections/recorded'
import type { Facts } from '../../facts/facts'
import { decodeOrganizationFacts } from '../../facts/organization/decode'
import { judge } from '../../judging/evaluate'
import type { Organization } from '../../judging/inOrganization'
import type { Standard } from '../../judging/standard'
import { policies } from '../../policies/catalogue'
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

const standard = (
  stage: 'before-update' | null,
  peers: ReadonlyArray<Facts>,
  organization: Organization
): Standard => ({
  desired: { build: 'latest', services: {}, baseline: null, peers },
  enforcement: { level: 'mandatory', policies: {}, stage },
  waivers: [],
  organization
})

const organizationIn = (fleet: string): Organization => {
  const text = readFileSync(join(root, 'stacks', fleet, 'organization.json'), 'utf8')
  const decoded = decodeOrganizationFacts(JSON.parse(text))
  if (E.isLeft(decoded)) throw new Error(decoded.left)
  return E.right(decoded.right.facts)
}

const drifting = async (fleet: string): Promise<ReadonlyArray<string>> => {
  const files = readdirSync(join(root, 'stacks', fleet)).filter((name) => name !== 'organization.json')
  const readings = await Promise.all(files.map((name) => readRecorded(join(root, 'stacks', fleet, name))()))
  const peers = readings.map(({ facts }) => facts)
  return [null, 'before-update' as const].flatMap((stage) =>
    peers.flatMap((facts) =>
      judge(policies, facts, standard(stage, peers, organizationIn(fleet))).flatMap(({ policy, status }) =>
        status === 'drift' ? [policy] : []
      )
    )
  )
}

test('each policy drifts on one of their servers (see test/stacks/failedUpdates.ts)', async () => {
  const shown = await Promise.all(['demo-fleet', 'failed-updates'].map(drifting))
  assert.equal(
    policies.map(({ name }) => name).filter((name) => !shown.flat().includes(name)),
    []
  )
})

test.run()
