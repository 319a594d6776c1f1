import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { disabledPolicies, expiredWaivers, planServers } from '../../stacks/plan'
import type { Settings } from '../../stacks/settings'

const test = suite('stacks: plan')

const connection = { type: 'recorded', path: 'EX01.json' } as const
const waiver = { server: 'ex01', policy: 'services-start', path: null, reason: 'CHG-7', expires: '2026-06-30' }

const bare: Settings = {
  servers: [
    { name: 'EX01', dag: 'DAG1', site: null, connection, services: { W3SVC: 'Manual' }, inMaintenance: null },
    { name: 'EX02', dag: null, site: 'Berlin', connection, services: null, inMaintenance: null }
  ],
  enforcement: null,
  policies: null,
  parameters: {},
  stage: null,
  build: null,
  buildTable: null,
  media: null,
  baseline: null,
  maxAge: null,
  detail: null,
  waivers: null,
  organization: null,
  remediation: null,
  reports: null
}

const none = () => null

test('media are looked at by who is asked now, and looked for in recordings', () => {
  const media = { setup: 'D:\\', update: null }
  const live = bare.servers.map((server) => ({ ...server, connection: { type: 'local' as const } }))
  const targets = (servers: typeof bare.servers | typeof live) =>
    planServers({ ...bare, servers, media }, '2026-06-30', () => null).map(({ args }) => args.target.media)
  assert.equal(
    targets(live),
    live.map(() => media)
  )
  assert.equal(
    targets(bare.servers),
    bare.servers.map(() => media)
  )
})

test('fills in what the settings leave out', () => {
  const [first, second] = planServers(bare, '2026-06-30', none)
  assert.equal(first, {
    place: { server: 'EX01', dag: 'DAG1', site: null },
    args: {
      target: { server: 'EX01', connection: { ...connection, maxAge: '30d' } },
      judging: {
        build: 'latest',
        services: { W3SVC: 'Manual' },
        baseline: null,
        organization: null,
        enforcement: { level: 'advisory', policies: {}, stage: null }
      },
      verify: {},
      waivers: []
    },
    waivers: [],
    inMaintenance: 'refuse'
  })
  assert.equal(second?.args.judging.services, {})
  assert.equal(second?.place, { server: 'EX02', dag: null, site: 'Berlin' })
})

test('what a server says of its maintenance goes before what the stack says', () => {
  const [one, other] = bare.servers
  const remediation = {
    ...{ order: null, maxServers: null, window: null, drain: null, queueLimit: null, secondLook: null, probes: null },
    inMaintenance: 'allow'
  } as const
  const servers = [one, other].flatMap((server, index) =>
    server === undefined ? [] : [{ ...server, inMaintenance: index === 0 ? ('refuse' as const) : null }]
  )
  const plans = planServers({ ...bare, servers, remediation }, '2026-06-30', none)
  assert.equal(
    plans.map(({ inMaintenance }) => inMaintenance),
    ['refuse', 'allow']
  )
})

test('hands on what the settings say', () => {
  const [plan] = planServers(
    {
      ...bare,
      enforcement: 'mandatory',
      policies: { build: 'disabled' },
      parameters: { build: { target: 'latest' } },
      stage: 'always',
      build: 'march-2021',
      maxAge: '1d',
      buildTable: '../tables/builds.json'
    },
    '2026-06-30',
    (server) => `before/${server}.json`
  )
  assert.equal(plan?.args.target.connection, { ...connection, maxAge: '1d' })
  assert.is(plan?.args.judging.build, 'march-2021')
  assert.equal(plan?.args.judging.parameters, { build: { target: 'latest' } })
  assert.is(plan?.args.judging.buildTable, '../tables/builds.json')
  assert.is(plan?.args.judging.baseline, 'before/EX01.json')
  assert.equal(plan?.args.judging.enforcement, { level: 'mandatory', policies: { build: 'disabled' }, stage: 'always' })
})

test('gives each server its own waivers, through their last day', () => {
  const settings = { ...bare, waivers: [waiver, { ...waiver, server: 'EX02', path: 'services.W3SVC' }] }
  const counts = (today: string) => planServers(settings, today, none).map(({ waivers }) => waivers.length)
  assert.equal(counts('2026-06-30'), [1, 1])
  assert.equal(counts('2026-07-01'), [0, 0])
  assert.equal(expiredWaivers(settings, '2026-06-30'), [])
  assert.equal(expiredWaivers(settings, '2026-07-01'), [
    'ex01: the waiver for services-start expired on 2026-06-30 and covers nothing; renew it or remove it',
    'EX02: the waiver for services-start at services.W3SVC expired on 2026-06-30 and covers nothing; renew it or remove it'
  ])
})

test('names the policies that the settings switch off', () => {
  assert.equal(disabledPolicies(bare), [])
  assert.equal(disabledPolicies({ ...bare, policies: { build: 'disabled', 'folder-acls': 'disabled' } }), [
    'Disabled by the settings, and not judged: build, folder-acls'
  ])
})

test.run()
