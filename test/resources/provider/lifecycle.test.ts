import * as E from 'fp-ts/Either'
import * as T from 'fp-ts/Task'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Collect } from '../../../connections/collect'
import type { Target } from '../../../connections/connection'
import type { OrganizationReading, OrganizationSource, Scope } from '../../../connections/organization'
import type { Reading } from '../../../connections/reading'
import { defaultEnforcement } from '../../../judging/levels'
import type { Probe } from '../../../resources/command/probes'
import type { SecondLookRule } from '../../../resources/command/secondLookRule'
import type { Judging } from '../../../resources/judging'
import { createLifecycle } from '../../../resources/provider/lifecycle'
import { createOrganizations } from '../../../resources/provider/organizations'
import { createReadings } from '../../../resources/provider/readings'
import { type ServerArguments, serverInputs } from '../../../resources/serverInputs'
import { component, organizationFacts } from '../../support/inOrganization'
import { type RecordedSections, serverFacts } from '../../support/server'

const test = suite('resources: provider lifecycle')

const judging: Judging = {
  build: 'latest',
  services: {},
  baseline: null,
  organization: null,
  enforcement: defaultEnforcement
}
const running = [{ name: 'W3SVC', status: 'Running', startType: 'Automatic' }]
const stopped = [{ name: 'W3SVC', status: 'Stopped', startType: 'Disabled' }]

const target = (server: string, path = `${server}.json`): Target => ({
  server,
  connection: { type: 'recorded', path, maxAge: null }
})

const reading = (sections: RecordedSections, server: string): Reading => ({
  facts: serverFacts(sections, server),
  errors: [],
  readable: true
})

/** What is recorded of an organization in which EX01 is in service, or in maintenance. */
const organizationWith = (state: string): OrganizationReading =>
  E.right({
    facts: organizationFacts({
      EX01: { componentStates: [component('ServerWideOffline', state), component('HubTransport', 'Active')] }
    }),
    damage: []
  })

/**
 * A provider whose servers and organization are what `seen` says at the time of asking; `asked` lists each reading by its
 * path.
 */
const provider = (sections: RecordedSections = {}) => {
  const asked: Array<string> = []
  const seen = { sections, organization: organizationWith('Active') }
  const collect: Collect = (targets) => {
    asked.push(...targets.map(({ connection }) => ('path' in connection ? connection.path : connection.type)))
    return T.of(targets.map(({ server }) => reading(seen.sections, server)))
  }
  const readings = createReadings(collect)
  const scopes: Array<Scope | null> = []
  const organizations = createOrganizations(async (source, scope) => {
    scopes.push(scope)
    asked.push(source.type === 'recorded' ? source.path : source.type)
    return seen.organization
  })
  const whileWaiting: { change: () => void; probes: ReadonlyArray<Probe> } = { change: () => undefined, probes: [] }
  const waited: Array<number> = []
  const afterwards = {
    pause: async (seconds: number) => {
      waited.push(seconds)
      whileWaiting.change()
    },
    ask: async () => whileWaiting.probes
  }
  const lifecycle = createLifecycle(
    readings,
    organizations,
    async () => null,
    async () => undefined,
    afterwards
  )
  return { asked, scopes, seen, waited, whileWaiting, lifecycle }
}

const inputs = (one: Target, document = {}) => serverInputs({ target: one, judging, verify: {}, waivers: [] }, document)
const ex01 = target('EX01')
const source: OrganizationSource = { type: 'recorded', path: 'organization.json', maxAge: null }

test('a refresh leaves the enrolment as an older version wrote it', async () => {
  const { organization, ...older } = judging
  const enrolment = JSON.stringify({ judging: older, target: ex01 })
  const { properties } = await provider().lifecycle.read('ex01', { enrolment }, {})
  assert.is(properties.enrolment, enrolment)
})

test('reads a server once, whoever asks first', async () => {
  const { asked, lifecycle } = provider()
  const [first] = await Promise.all([
    lifecycle.collect([ex01, target('EX02')]),
    lifecycle.read('ex01', inputs(ex01), {})
  ])
  await lifecycle.diff({}, inputs(ex01))
  await lifecycle.collect([ex01])
  assert.equal(asked, ['EX01.json', 'EX02.json'])
  assert.is(first.length, 2)
  assert.is(JSON.parse(first[1] ?? '').facts.server, 'EX02')
})

const disabledDocument = { services: { W3SVC: 'Disabled, Stopped' } }
const runningDocument = { services: { W3SVC: 'Automatic, Running' } }
const handedOver = { target: ex01, judging, verify: {}, waivers: [] }

test('takes what the program judged, and neither reads nor judges that server itself', async () => {
  const { asked, lifecycle } = provider({ services: running })
  lifecycle.judged([handedOver], [disabledDocument])
  assert.equal((await lifecycle.read('ex01', inputs(ex01), {})).properties.services, disabledDocument.services)
  assert.equal(await lifecycle.diff({}, inputs(ex01, runningDocument)), [{ path: ['services', 'W3SVC'], added: true }])
  assert.equal(asked, [])
})

test('judges a server itself where the program judged it by other settings', async () => {
  const { asked, lifecycle } = provider({ services: running })
  const otherwise = { ...judging, enforcement: { ...judging.enforcement, stage: 'before-update' as const } }
  lifecycle.judged([{ ...handedOver, judging: otherwise }], [disabledDocument])
  const { properties } = await lifecycle.read('ex01', inputs(ex01), {})
  assert.not.equal(properties.services, disabledDocument.services)
  assert.equal(asked, ['EX01.json'])
})

test('a change of the server, and a fresh reading of the organization, end what the program judged', async () => {
  const { lifecycle } = provider({ services: running })
  lifecycle.judged([handedOver], [disabledDocument])
  await lifecycle.update('ex01', {}, inputs(ex01, runningDocument))
  assert.equal(await lifecycle.diff({}, inputs(ex01, {})), [])
  lifecycle.judged([handedOver], [disabledDocument])
  await lifecycle.organization(source, true)
  assert.not.equal((await lifecycle.read('ex01', inputs(ex01), {})).properties.services, disabledDocument.services)
})

test('reads a server anew by a changed connection', async () => {
  const { asked, lifecycle } = provider()
  await lifecycle.read('ex01', inputs(ex01), {})
  await lifecycle.collect([target('EX01', 'moved.json')])
  await lifecycle.collect([{ ...ex01, connection: { type: 'recorded', path: 'EX01.json', maxAge: '1d' } }])
  assert.equal(asked, ['EX01.json', 'moved.json', 'EX01.json'])
})

test('create and update read afresh, and record what they read instead of what is desired', async () => {
  const { asked, seen, lifecycle } = provider({ services: running })
  await lifecycle.collect([ex01])
  seen.sections = { services: stopped }
  const desired = inputs(ex01, { services: { W3SVC: 'Automatic, Running' } })
  const created = await lifecycle.create(desired)
  assert.is(created.id, 'ex01.contoso.example')
  assert.match(JSON.stringify(created.properties.services), '"W3SVC":"Disabled, Stopped"')
  seen.sections = { services: running }
  const updated = await lifecycle.update('an id', {}, desired)
  assert.is(updated.id, 'an id')
  assert.not.match(JSON.stringify(updated.properties.services ?? {}), 'W3SVC')
  assert.is(asked.length, 3)
  await lifecycle.collect([ex01])
  assert.is(asked.length, 3)
})

const inOrganization = (one: Target, document = {}) =>
  serverInputs({ target: one, judging: { ...judging, organization: source }, verify: {}, waivers: [] }, document)

test('an organization is read once for all servers, and not at all where no source is named', async () => {
  const { asked, lifecycle } = provider()
  const servers = ['EX01', 'EX02', 'EX03'].map((name) => target(name))
  await Promise.all(servers.map((one) => lifecycle.read(one.server, inOrganization(one), {})))
  await lifecycle.diff({}, inOrganization(ex01))
  await lifecycle.create(inOrganization(ex01))
  await lifecycle.organization(source, false)
  assert.is(asked.filter((path) => path === 'organization.json').length, 1)

  const without = provider()
  await without.lifecycle.read('ex01', inputs(ex01), {})
  assert.equal(without.asked, ['EX01.json'])
})

const offline = 'Inactive, held by Maintenance'

test('read and diff judge a server by the facts of its organization', async () => {
  const { seen, lifecycle } = provider()
  seen.organization = organizationWith('Inactive')
  const { properties } = await lifecycle.read('ex01', inOrganization(ex01), {})
  assert.equal(properties.componentStates, { ServerWideOffline: offline })
  const desired = inOrganization(ex01, { componentStates: { ServerWideOffline: 'Active' } })
  assert.equal(await lifecycle.diff(properties, desired), [
    { path: ['componentStates', 'ServerWideOffline'], added: false }
  ])
})

test('a fresh reading of the organization is what servers are judged by from then on', async () => {
  const { asked, seen, lifecycle } = provider()
  seen.organization = organizationWith('Inactive')
  await lifecycle.read('ex01', inOrganization(ex01), {})
  seen.organization = organizationWith('Active')
  assert.match(await lifecycle.organization(source, false), '"state":"Inactive"')
  assert.match(await lifecycle.organization(source, true), '"state":"Active"')
  const { properties } = await lifecycle.read('ex01', inOrganization(ex01), {})
  assert.is(properties.componentStates, undefined)
  assert.is(asked.filter((path) => path === 'organization.json').length, 2)
})

test('what can not be read of the organization is unknown with the reason, and a change', async () => {
  const { seen, lifecycle } = provider()
  seen.organization = E.left('the organization facts by ex01.contoso.com: access denied')
  const { properties } = await lifecycle.read('ex01', inOrganization(ex01), {})
  assert.is(properties.organization, 'unknown: the organization facts by ex01.contoso.com: access denied')
  const [change] = await lifecycle.diff(properties, inOrganization(ex01, { organization: 'readable' }))
  assert.equal(change, { path: ['organization'], added: false })
})

test('without a source the document holds nothing of an organization', async () => {
  const { lifecycle } = provider()
  const { properties } = await lifecycle.read('ex01', inputs(ex01), {})
  assert.is(properties.organization, undefined)
})

test('an id is never empty, and never obeyed by a terminal', async () => {
  const identity = { name: 'EX01', fqdn: '', roles: ['Mailbox'] }
  const { seen, lifecycle } = provider({ identity })
  assert.is((await lifecycle.create(inputs(ex01))).id, 'EX01')
  seen.sections = { identity: { ...identity, fqdn: 'ex\u001b01' } }
  assert.is((await lifecycle.create(inputs(ex01))).id, 'ex\\u001b01')
  seen.sections = { identity: { error: 'access denied' } }
  assert.is((await lifecycle.create(inputs(ex01))).id, 'EX01')
  assert.is((await lifecycle.create({})).id, 'unknown')
})

test('diff names the paths where the server, not the state, differs from what is desired', async () => {
  const { lifecycle } = provider({ services: stopped })
  const { properties } = await lifecycle.read('ex01', inputs(ex01), {})
  const document = { services: { W3SVC: 'Automatic, Running' } }
  const path = ['services', 'W3SVC']
  assert.equal(await lifecycle.diff(properties, inputs(ex01, document)), [{ path, added: false }])
  assert.equal(await lifecycle.diff(inputs(ex01, document), inputs(ex01, document)), [{ path, added: true }])
  assert.equal(await lifecycle.diff(properties, inputs(ex01, { services: { W3SVC: 'Disabled, Stopped' } })), [])
})

test('a server without a connection is unknown, and reading it fails nobody', async () => {
  const { asked, lifecycle } = provider()
  const unread = {
    id: 'EX09',
    properties: { identity: 'unknown: no connection; enrol the server through the settings' },
    outputs: {}
  }
  assert.equal(await lifecycle.read('EX09', {}, {}), unread)
  assert.equal(await lifecycle.update('EX09', {}, { server: 'EX09' }), unread)
  assert.equal(await lifecycle.diff({}, {}), [])
  assert.equal(asked, [])
})

test('inputs of another version of this provider are told, not thrown', async () => {
  const { lifecycle } = provider()
  for (const enrolment of ['{', '{"target":{"server":"EX01","connection":{"type":"carrier pigeon"}}}', '[]']) {
    const broken = { ...inputs(ex01), enrolment }
    const { id, properties } = await lifecycle.read('ex01', broken, {})
    assert.is(id, 'ex01')
    assert.match(String(properties.identity), /^unknown: ./)
  }
})

const remedied = (verify: ServerArguments['verify']) => ({
  ...inputs(ex01, { services: { W3SVC: 'Automatic, Running' } }),
  ...serverInputs({ target: ex01, judging, verify, waivers: [] }, {})
})

test('what a remediation put right is kept with what it was before', async () => {
  const { seen, lifecycle } = provider({ services: stopped })
  await lifecycle.collect([ex01])
  seen.sections = { services: running }
  const { properties, outputs } = await lifecycle.update('ex01', {}, remedied({ 'services-start': ['services.W3SVC'] }))
  const kept = { remediated: { 'services.W3SVC': 'Disabled, Stopped => Automatic, Running' } }
  assert.equal(outputs, kept)
  assert.equal((await lifecycle.read('ex01', properties, { ...properties, ...outputs })).outputs, kept)
  assert.equal((await lifecycle.update('ex01', { ...properties, ...outputs }, inputs(ex01))).outputs, kept)
})

const endpoint: OrganizationSource = { type: 'endpoint', endpoint: 'ex01.contoso.example' }

const lookedAgain = (rule: Partial<SecondLookRule> = {}, organization: OrganizationSource | null = null) => ({
  ...inputs(ex01, { services: { W3SVC: 'Automatic, Running' } }),
  ...serverInputs(
    {
      ...{ target: ex01, judging: { ...judging, organization }, waivers: [] },
      verify: { 'services-start': ['services.W3SVC'] },
      secondLook: { minutes: 5, probes: false, inMaintenance: 'refuse', ...rule }
    },
    {}
  )
})

/** A server whose W3SVC was started by a remediation, and what becomes of it while the second look is waited for. */
const afterRemediation = async (
  news: Readonly<Record<string, unknown>>,
  change: (seen: ReturnType<typeof provider>['seen']) => void,
  probes: ReadonlyArray<Probe> = []
) => {
  const { scopes, seen, waited, whileWaiting, lifecycle } = provider({ services: stopped, journal: { lastEntry: 0 } })
  await lifecycle.collect([ex01])
  seen.sections = { services: running, journal: { lastEntry: 1 } }
  Object.assign(whileWaiting, { change: () => change(seen), probes })
  const ending = await lifecycle.update('ex01', {}, news).then(
    ({ outputs }) => String(outputs.lookedAgain),
    (error: unknown) => String(error)
  )
  return { ending, scopes, waited }
}

test('the second look reads of the organization the DAG of its server alone', async () => {
  const { scopes } = await afterRemediation(lookedAgain({}, endpoint), () => undefined)
  assert.equal(scopes, [null, { dag: 'DAG1', changing: 'EX01' }])
})

const unasked = 'its pages and its port 25 (remediation: probes)'
const failure = 'Error: EX01: its remediation was carried out, and 5 minutes later this does not hold: '
const well: Probe = { what: 'ex01:25', fault: null, note: null }
const distrusted: Probe = { what: 'https://ex01/ecp/', fault: null, note: 'its certificate is not trusted here' }
const silent: Probe = { what: 'ex01:25', fault: 'no greeting within 10 s', note: null }

const looks: ReadonlyArray<
  readonly [
    string,
    ReturnType<typeof lookedAgain>,
    Parameters<typeof afterRemediation>[1],
    ReadonlyArray<Probe>,
    string
  ]
> = [
  [
    'all holds, and it is told what was not looked at',
    lookedAgain(),
    () => undefined,
    [],
    `5 minutes later all still holds; not looked at: its component states and databases, since no endpoint of the organization is named; ${unasked}`
  ],
  [
    'all holds, the organization too',
    lookedAgain({}, endpoint),
    () => undefined,
    [],
    `5 minutes later all still holds; not looked at: ${unasked}`
  ],
  [
    'the service stopped again',
    lookedAgain(),
    (seen) => {
      seen.sections = { services: stopped }
    },
    [],
    `${failure}services-start: services.W3SVC is "Disabled, Stopped" and should be "Automatic, Running"; ` +
      'W3SVC ran after the remediation, and is Stopped; see the resolutions of the server'
  ],
  [
    'the server is out of service by then',
    lookedAgain({}, endpoint),
    (seen) => {
      seen.organization = organizationWith('Inactive')
    },
    [],
    `${failure}ServerWideOffline is Inactive, held by Maintenance; see the resolutions of the server`
  ],
  [
    'the server is in a maintenance that is meant',
    lookedAgain({ inMaintenance: 'allow' }, endpoint),
    (seen) => {
      seen.organization = organizationWith('Inactive')
    },
    [],
    `5 minutes later all still holds; not looked at: ${unasked}`
  ],
  [
    'a recording of the organization says nothing of now',
    lookedAgain({}, source),
    () => undefined,
    [],
    `5 minutes later all still holds; not looked at: its component states and databases, since no endpoint of the organization is named; ${unasked}`
  ],
  [
    'its ports answer',
    lookedAgain({ probes: true }, endpoint),
    () => undefined,
    [well, distrusted],
    '5 minutes later all still holds; ex01:25 answers; https://ex01/ecp/ answers, but its certificate is not trusted here'
  ],
  [
    'a port does not answer',
    lookedAgain({ probes: true }, endpoint),
    () => undefined,
    [silent],
    `${failure}ex01:25: no greeting within 10 s; see the resolutions of the server`
  ],
  [
    'in a maintenance that is meant no port is asked',
    lookedAgain({ probes: true, inMaintenance: 'allow' }, endpoint),
    () => undefined,
    [silent],
    `5 minutes later all still holds; not looked at: ${unasked}`
  ]
]

for (const [name, news, change, probes, expected] of looks)
  test(`a second look: ${name}`, async () => {
    const { ending, waited } = await afterRemediation(news, change, probes)
    assert.is(ending, expected)
    assert.equal(waited, [300])
  })

test('a wait for a second look that is broken off is told', async () => {
  const { ending } = await afterRemediation(lookedAgain(), () => {
    throw new Error('aborted')
  })
  assert.match(ending, 'EX01: its remediation was carried out, and the wait for a second look was broken off')
})

test('what a remediation did not put right is an error that names it', async () => {
  const failureOf = async (sections: RecordedSections): Promise<string> => {
    const { seen, lifecycle } = provider({ services: stopped })
    await lifecycle.collect([ex01])
    seen.sections = { ...sections, journal: { lastEntry: 1 } }
    const news = remedied({ 'services-start': ['services.W3SVC'] })
    return lifecycle.update('ex01', {}, news).then(
      () => 'it passed',
      (error: unknown) => String(error)
    )
  }
  assert.match(await failureOf({ services: stopped }), 'EX01: its remediation was carried out, and yet')
  assert.match(await failureOf({ services: stopped }), 'services.W3SVC is "Disabled, Stopped" and should be')
  assert.match(await failureOf({ services: { error: 'no answer' } }), 'services is unknown: no answer')
  assert.is(await failureOf({ services: running, acls: { error: 'no answer' } }), 'it passed')
})

test('a remediation that left no entry in the journal was not carried out', async () => {
  const failureAfter = async (lastEntry: number): Promise<string> => {
    const { seen, lifecycle } = provider({ services: stopped, journal: { lastEntry: 3 } })
    await lifecycle.collect([ex01])
    seen.sections = { services: stopped, journal: { lastEntry } }
    return lifecycle.update('ex01', {}, remedied({ 'services-start': ['services.W3SVC'] })).then(
      () => 'it passed',
      (error: unknown) => String(error)
    )
  }
  const same = await failureAfter(3)
  assert.match(same, 'EX01: its remediation was not carried out')
  assert.match(same, 'npm run pulumi -- up --replace "**Command::EX01"')
  assert.match(same, 'services.W3SVC is "Disabled, Stopped" and should be')
  assert.match(await failureAfter(4), 'EX01: its remediation was carried out, and yet')
})

test('a server that was not answered is told', async () => {
  const collect: Collect = () => async () => []
  const readings = createReadings(collect)
  const failed = await readings.of([ex01]).catch((error: unknown) => String(error))
  assert.is(failed, 'Error: EX01 was not answered')
})

test.run()
