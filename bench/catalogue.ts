import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readRecorded } from '../connections/recorded'
import type { Facts } from '../facts/facts'
import type { Standard } from '../judging/evaluate'
import { noOrganization } from '../judging/inOrganization'
import { load } from '../toolchain/load.cjs'

const servers = 10_000

/** So many seconds of processor time may all policies take over the facts of that many servers. */
const mostSeconds = 2

const standard: Standard = {
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: { level: 'mandatory', policies: {}, stage: null },
  waivers: [],
  organization: noOrganization
}

const readFleet = async (): Promise<ReadonlyArray<Facts>> => {
  const folder = join(__dirname, '..', 'stacks', 'demo-fleet')
  const files = readdirSync(folder).filter((name) => name !== 'organization.json')
  const readings = await Promise.all(files.map((name) => readRecorded(join(folder, name))()))
  if (readings.some(({ errors }) => errors.length > 0)) throw new Error('a recording of the demo fleet is damaged')
  return readings.map(({ facts }) => facts)
}

const main = async (): Promise<void> => {
  // As the program loads them: what tsx adds to each function costs as much as the judging itself.
  const { judge } = await load<typeof import('../judging/evaluate')>('judging/evaluate.ts')
  const { policies } = await load<typeof import('../policies/catalogue')>('policies/catalogue.ts')
  const fleet = await readFleet()
  const countDrifts = (count: number): number => {
    let drifts = 0
    for (let index = 0; index < count; index++)
      for (const facts of fleet.slice(index % fleet.length, (index % fleet.length) + 1))
        drifts += judge(policies, facts, standard).filter(({ status }) => status === 'drift').length
    return drifts
  }
  countDrifts(servers / 10)
  const begun = process.cpuUsage()
  const drifts = countDrifts(servers)
  const { user, system } = process.cpuUsage(begun)
  const seconds = (user + system) / 1e6
  console.log(
    `${policies.length} policies, ${servers} servers, ${drifts} drifts: ${seconds.toFixed(2)} s of processor time, of at most ${mostSeconds} s.`
  )
  process.exitCode = seconds <= mostSeconds ? 0 : 1
}

void main()
