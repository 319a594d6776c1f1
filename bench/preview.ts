import { type Bound, describe, judge } from './bounds'
import { type Contender, measure, preview } from './measure'
import { demoServers, documentsOf, emptied, noOpStack, recordedServers, type Servers } from './stacks'

const repetitions = 5
const recorded = 200

const contender = (name: string, { stack, level }: Servers): Contender =>
  preview(name, stack, level === 'advisory' ? 'passes' : 'fails')

const demo = async (): Promise<ReadonlyArray<Contender>> => {
  const servers = await demoServers('advisory')
  return [
    contender('demo, passing', servers),
    contender('demo, failing', await demoServers('mandatory')),
    preview('demo, empty no-op', await noOpStack(emptied(await documentsOf(servers))))
  ]
}

const fleet = async (): Promise<ReadonlyArray<Contender>> => {
  const servers = await recordedServers(recorded, 'advisory')
  const documents = await documentsOf(servers)
  return [
    contender('fleet, passing', servers),
    preview('fleet, equal no-op', await noOpStack(documents)),
    preview('fleet, empty no-op', await noOpStack(emptied(documents))),
    contender('fleet, failing', await recordedServers(recorded, 'mandatory'))
  ]
}

const bounds: ReadonlyArray<Bound> = [
  { contender: 'demo, passing', against: 'demo, empty no-op', kind: 'seconds more', most: 1 },
  { contender: 'demo, failing', against: 'demo, passing', kind: 'seconds more', most: 1 },
  { contender: 'fleet, passing', against: 'fleet, equal no-op', kind: 'times', most: 1.3 },
  { contender: 'fleet, passing', against: 'fleet, empty no-op', kind: 'times', most: 1.6 },
  { contender: 'fleet, failing', against: 'fleet, passing', kind: 'seconds more', most: 1 }
]

const main = async (): Promise<void> => {
  const seconds = {
    ...(await measure(await demo(), repetitions)),
    ...(await measure(await fleet(), repetitions))
  }
  const judged = bounds.map(judge(seconds))
  process.stdout.write(`${describe(seconds, judged)}\n\n${JSON.stringify({ seconds, bounds: judged })}\n`)
  process.exitCode = judged.every(({ met }) => met) ? 0 : 1
}

void main()
