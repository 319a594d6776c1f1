import * as pulumi from '@pulumi/pulumi'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { noOrganization } from '../../judging/inOrganization'
import { judgeServer } from '../../resources/judgeServer'
import { declareTurns } from '../../stacks/declare'
import { planServers } from '../../stacks/plan'
import { planRollout } from '../../stacks/rollout'
import { decodeSettings, type Settings } from '../../stacks/settings'
import { healthySections, serverFacts } from '../support/server'

const test = suite('stacks: declare')

const declared: Array<string> = []
test.before(() =>
  pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      declared.push(`${type} ${name}`)
      return { id: name, state: inputs }
    },
    call: ({ inputs }) => inputs
  })
)

const settings = (): Settings => {
  const servers = [
    { name: 'EX01', connection: { type: 'ssh' } },
    { name: 'EX02', connection: { type: 'recorded', path: 'EX02.json' } }
  ]
  const decoded = decodeSettings({ servers: JSON.stringify(servers), enforcement: 'remediate' })
  if (E.isLeft(decoded)) throw new Error(decoded.left.join())
  return decoded.right
}

const declaredBy = async (hasPlugin: boolean): Promise<ReadonlyArray<string>> => {
  declared.length = 0
  const all = settings()
  const judged = planServers(all, '2026-06-30', () => null).map((plan) => {
    const facts = serverFacts({ ...healthySections, journal: { lastEntry: 0 } }, plan.place.server)
    const verdicts = judgeServer(facts, plan.args.judging, null, plan.waivers, noOrganization)
    return { plan, facts, errors: [], verdicts }
  })
  const turns = planRollout(all, judged, E.left('the settings name no source of organization facts'))
  const servers = declareTurns(turns, all, hasPlugin).map(({ server }) => server.urn)
  await new Promise((resolve) => pulumi.all(servers).apply(resolve))
  return [...declared].sort()
}

const looked = ['exchange:index:Server EX01', 'exchange:index:Server EX02']

test('at the level remediate each server has a command, but for a recording, in which nothing can be changed', async () => {
  assert.equal(await declaredBy(true), ['command:local:Command EX01', ...looked])
})

test('without the plugin no server has a command, since Pulumi would end the run there', async () => {
  assert.equal(await declaredBy(false), looked)
})

test.run()
