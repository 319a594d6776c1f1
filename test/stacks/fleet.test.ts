import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownTable } from '../../kernel/builds/buildTable'
import { fleetOf } from '../../stacks/fleet'
import { planServers } from '../../stacks/plan'
import { decodeSettings } from '../../stacks/settings'
import { serverFacts } from '../support/server'
import { aDrift, aVerdict } from '../support/verdict'

const test = suite('stacks: the fleet of report files')

const servers = [{ name: 'EX01', dag: 'DAG1', site: 'Berlin', connection: { type: 'ssh' } }]

const run = (enforcement: string, errors: ReadonlyArray<string> = [], broken: ReadonlyArray<string> = []) => {
  const settings = decodeSettings({ servers: JSON.stringify(servers), enforcement })
  if (E.isLeft(settings)) throw new Error(settings.left.join())
  const level = enforcement === 'mandatory' ? 'mandatory' : 'advisory'
  const verdicts = [aVerdict({ status: 'drift', level, drifts: [aDrift()] })]
  const plans = planServers(settings.right, '2026-11-01', () => null)
  return fleetOf({
    ...{ name: 'demo', settings: settings.right, broken, at: '2026-11-26T06:00:00.000Z', table: ownTable },
    judged: plans.map((plan) => ({ plan, facts: serverFacts(), errors, verdicts })),
    isDryRun: true,
    remarks: []
  })
}

test('a server has its place, and by what it is read', () => {
  const [{ server, dag, site, source } = { server: '', dag: '', site: '', source: '' }] = run('advisory').servers
  assert.equal([server, dag, site, source], ['EX01', 'DAG1', 'Berlin', 'ssh'])
})

test('recorded facts that can not be used are errors, and fail the gate', () => {
  const { errors, gate } = run('advisory', ['a.json is empty'], ['organization.json: is not complete JSON'])
  assert.equal(errors, [
    { source: 'EX01', message: 'a.json is empty' },
    { source: 'the organization', message: 'organization.json: is not complete JSON' }
  ])
  assert.is(gate.passes, false)
  assert.is(gate.line, 'Gate: advisory, fails because of EX01, the organization.')
})

test('the gate stands there as it speaks of itself', () => {
  const line = 'Gate: advisory, passes whatever is found.'
  assert.equal(run('advisory').gate, { passes: true, line, text: '' })
  const { passes, text } = run('mandatory').gate
  assert.is(passes, false)
  assert.match(text, /^Mandatory policies are not met on 1 of 1 servers: EX01 \(services-start\)\./)
})

test.run()
