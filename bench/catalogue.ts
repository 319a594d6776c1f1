import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readRecorded } from '../connections/recorded'
import type { Facts } from '../facts/facts'
import { noOrganization } from '../judging/inOrganization'
import type { Standard } from '../judging/standard'
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

const secondsSince = (begun: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}

const main = async (): Promise<void> => {
  // As the program loads them: what tsx adds to each function costs as much as the judging itself.
  const { judge, policies } = await load<typeof import('./judged')>('bench/judged.ts')
  const fleet = await readFleet()
  /** Judges so many servers, each by facts of its own, so that nothing found for one serves another that has the same recording. */
  const judgeServers = () => {
    let [drifts, seconds] = [0, 0]
    for (let done = 0; done < servers; done += fleet.length) {
      const copies = structuredClone(fleet.slice(0, servers - done))
      const begun = process.cpuUsage()
      for (const facts of copies)
        drifts += judge(policies, facts, standard).filter(({ status }) => status === 'drift').length
      seconds += secondsSince(begun)
    }
    return { drifts, seconds }
  }
  const first = judgeServers()
  const { drifts, seconds } = judgeServers()
  console.log(
    `${policies.length} policies, ${servers} servers, ${drifts} drifts: ${seconds.toFixed(2)} s of processor time, of at most ${mostSeconds} s; ${first.seconds.toFixed(2)} s where V8 has still to compile them.`
  )
  process.exitCode = seconds <= mostSeconds ? 0 : 1
}

void main()
