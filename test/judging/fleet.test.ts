import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { judge } from '../../judging/evaluate'
import { judgeFleet } from '../../judging/fleet'
import type { Standard } from '../../judging/standard'
import { policies } from '../../policies/catalogue'
import { withEx01 } from '../support/inOrganization'
import { serverFacts } from '../support/server'

const standard: Standard = {
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: { level: 'mandatory', policies: {}, stage: 'after-update' },
  waivers: [],
  organization: withEx01({})
}

const alone = (name: string, exSetup: string, by: Standard = standard) => {
  const facts = serverFacts({ build: { exSetup, binaries: [] } }, name)
  return { facts, standard: by, verdicts: judge(policies, facts, by) }
}

const mixed = (by: Standard = standard) => [alone('EX01', '15.2.1748.10', by), alone('EX02', '15.2.1748.55', by)]

const statusesOf = (all: ReturnType<typeof judgeFleet>) =>
  all.map((verdicts) => verdicts.find(({ policy }) => policy === 'dag-build')?.status ?? 'not judged')

test('a server that is judged alone has no verdict of what all servers tell', () => {
  const names = alone('EX01', '15.2.1748.10').verdicts.map(({ policy }) => policy)
  assert.not(names.includes('dag-build'))
})

test('all servers together show the older one, whatever their order', () => {
  assert.equal(statusesOf(judgeFleet(policies, mixed())), ['drift', 'compliant'])
  assert.equal(statusesOf(judgeFleet(policies, [...mixed()].reverse())), ['compliant', 'drift'])
})

test('the verdicts keep the order of the catalogue, and those of each server stay', () => {
  const servers = mixed()
  const [first = []] = judgeFleet(policies, servers)
  const order = policies.map(({ name }) => name)
  const places = first.map(({ policy }) => order.indexOf(policy))
  assert.equal(
    places,
    [...places].sort((a, b) => a - b)
  )
  assert.ok(servers[0]?.verdicts.every((verdict) => first.includes(verdict)))
})

test('it is judged after an update, and not before one', () => {
  const before: Standard = { ...standard, enforcement: { ...standard.enforcement, stage: 'before-update' } }
  assert.equal(statusesOf(judgeFleet(policies, mixed(before))), ['not judged', 'not judged'])
})

test('it can be switched off like any other policy', () => {
  const off: Standard = { ...standard, enforcement: { ...standard.enforcement, policies: { 'dag-build': 'disabled' } } }
  assert.equal(statusesOf(judgeFleet(policies, mixed(off))), ['not judged', 'not judged'])
})

test.run()
