import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { membersBefore, otherMembers, type Turn, toldTurn } from '../../stacks/rollout'
import { dagFacts } from '../support/dag'
import { component, components, organizationFacts } from '../support/inOrganization'
import { dag, healthy, known, none, three, told, turnsOf, withStopped } from './turns'

const test = suite('stacks: rollout')

test('servers without a DAG take turns, and healthy ones are passed over', () => {
  assert.equal(told(turnsOf(three, {}, none, { EX02: healthy })), { EX01: null, EX02: 'nothing', EX03: 'EX01' })
})

test('what is to be done on a server that is refused sends nobody to the update', () => {
  const heldBack = (turn: Turn): ReadonlyArray<boolean> =>
    toldTurn(turn)
      .verdicts.filter(({ policy }) => policy === 'services-start')
      .flatMap(({ drifts }) => drifts.map((one) => one.heldBack))
  const recorded = { type: 'recorded', path: 'EX02.json' }
  const turns = turnsOf([{ name: 'EX01' }, { name: 'EX02', connection: recorded }])
  assert.equal(turns.flatMap(heldBack), [false, true])
})

test('the members of a DAG take turns, each DAG for itself', () => {
  const servers = [...dag, { name: 'EX09' }]
  assert.equal(told(turnsOf(servers, {}, known(dagFacts(4)))), { EX01: null, EX02: 'EX01', EX03: 'EX02', EX09: null })
})

test('a server is known to be in a DAG by the organization alone', () => {
  const turns = turnsOf(three, {}, known(dagFacts(4)))
  assert.equal(told(turns), { EX01: null, EX02: 'EX01', EX03: 'EX02' })
  assert.equal(
    turns.map((turn) => membersBefore(turn, turns)),
    [[], ['EX01'], ['EX02']]
  )
})

test('each asks all other members that can be reached, also those of which nothing is to be done', () => {
  const recorded = { name: 'EX04', dag: 'DAG1', connection: { type: 'recorded', path: 'EX04.json' } }
  const turns = turnsOf([...dag, recorded, { name: 'EX09' }], {}, known(dagFacts(4)), { EX02: healthy })
  assert.equal(
    turns.map((turn) => otherMembers(turn, turns).map(({ server }) => server)),
    [['EX02', 'EX03'], ['EX01', 'EX03'], ['EX01', 'EX02'], ['EX01', 'EX02', 'EX03'], []]
  )
})

test('so many of a site may be in hand at once', () => {
  const servers = ['EX01', 'EX02', 'EX03', 'EX04'].map((name, index) => ({
    name,
    site: index === 1 ? 'Paris' : 'Berlin'
  }))
  assert.equal(told(turnsOf(servers, { remediation: { order: { perSite: 2 } } })), {
    EX01: null,
    EX02: null,
    EX03: null,
    EX04: 'EX01'
  })
})

test('whatever the order, the members of a DAG take turns, and a server may wait for two', () => {
  const servers = [...dag, { name: 'EX09' }].map((one) => ({ ...one, site: 'Berlin' }))
  const organization = known(dagFacts(4))
  const turns = { EX01: null, EX02: 'EX01', EX03: 'EX02', EX09: null }
  assert.equal(told(turnsOf(servers, { remediation: { order: 'all' } }, organization)), turns)
  const perSite = turnsOf(servers, { remediation: { order: { perSite: 2 } } }, organization)
  assert.equal(told(perSite), { ...turns, EX03: 'EX02,EX01', EX09: 'EX02' })
  assert.equal(
    perSite.map((turn) => membersBefore(turn, perSite)),
    [[], ['EX01'], ['EX01', 'EX02'], []]
  )
})

test('all at once where the settings say so', () => {
  assert.equal(told(turnsOf(three, { remediation: { order: 'all' } })), { EX01: null, EX02: null, EX03: null })
})

test('what brings a member back into service does not wait for a DAG that needs it', () => {
  const left = components(component('ServerWideOffline', 'Inactive', ['Functional']))
  const listed = ['EX01', 'EX02'].map((name) => ({
    ...{ name, fqdn: `${name.toLowerCase()}.contoso.example`, site: 'Berlin' },
    ...{ roles: ['Mailbox'], edition: 'Enterprise', version: '15.2.1748.10' }
  }))
  const facts = dagFacts(2, { listed, servers: { EX01: { componentStates: left }, EX02: { componentStates: left } } })
  const servers = dag.slice(0, 1)
  const endpoint = { organization: { endpoint: 'ex01.contoso.example' } }
  const clustered = { name: 'ClusSvc', startType: 'Automatic', status: 'Running' }
  const member = { ...healthy, services: [...withStopped(), clustered] }
  const parts = { ...endpoint, policies: { maintenance: 'remediate' } }
  const turns = turnsOf(servers, parts, known(facts), { EX01: member })
  assert.equal(told(turns), { EX01: null })
  assert.equal(
    turns.map(({ remedy }) => remedy?._tag === 'Planned' && remedy.place),
    ['endpoint']
  )
  const recorded = { organization: { recorded: 'organization.json' }, policies: { maintenance: 'remediate' } }
  assert.match(
    String(told(turnsOf(servers, recorded, known(facts), { EX01: member })).EX01),
    'exchange-compliance:organization, endpoint'
  )
})

test('one run changes so many servers at most', () => {
  const reason =
    'refused: one run changes at most 1 servers (exchange-compliance:remediation, maxServers); run pulumi up again'
  assert.equal(told(turnsOf(three, { remediation: { maxServers: 1 } }, none, { EX01: healthy })), {
    EX01: 'nothing',
    EX02: null,
    EX03: reason
  })
})

test('a recording is not changed', () => {
  const servers = [{ name: 'EX01', connection: { type: 'recorded', path: 'EX01.json' } }]
  assert.equal(told(turnsOf(servers)), {
    EX01: 'refused: its connection is a recording, in which nothing can be changed'
  })
})

test('a server of which no policy has the level is only looked at', () => {
  assert.equal(told(turnsOf([{ name: 'EX01' }], { enforcement: 'mandatory', policies: { build: 'advisory' } })), {
    EX01: 'looked at'
  })
})

const inMaintenance = organizationFacts({
  EX01: { componentStates: components(component('ServerWideOffline', 'Inactive')) }
})

test('a server that a person took out of service is left alone, unless the settings allow it', () => {
  const servers = [{ name: 'EX01' }, { name: 'EX03' }]
  const { EX01, EX03 } = told(turnsOf(servers, {}, known(inMaintenance)))
  assert.match(EX01 ?? '', 'refused: somebody has taken the server out of service: Maintenance holds ServerWideOffline')
  assert.is(EX03, null)
  const allowed = turnsOf([{ name: 'EX01', inMaintenance: 'allow' }], {}, known(inMaintenance))
  assert.equal(told(allowed), { EX01: null })
  const [turn] = allowed
  assert.match(turn?.remedy?._tag === 'Planned' ? turn.remedy.script : '', "\n$inMaintenance = 'allow'\n")
  const stack = turnsOf(servers, { remediation: { inMaintenance: 'allow' } }, known(inMaintenance))
  assert.equal(told(stack).EX01, null)
})

test.run()
