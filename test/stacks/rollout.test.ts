import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { noOrganization } from '../../judging/inOrganization'
import { rolloutText } from '../../reports/rolloutText'
import { plainStyle } from '../../reports/text'
import { judgeServer } from '../../resources/judgeServer'
import type { Organization } from '../../stacks/dagMembership'
import { planServers } from '../../stacks/plan'
import type { JudgedPlan } from '../../stacks/readServers'
import { forPersons, membersBefore, otherMembers, planRollout, type Turn, toldTurn } from '../../stacks/rollout'
import { decodeSettings, type Settings } from '../../stacks/settings'
import { databasesText } from '../../stacks/tellRollout'
import { copy, type DagChanges, dagFacts, mounted } from '../support/dag'
import { component, components, organizationFacts } from '../support/inOrganization'
import { healthySections, type RecordedSections, serverFacts } from '../support/server'

const test = suite('stacks: rollout')

const layout = { width: 400, full: false, style: plainStyle }

const healthy = { ...healthySections, journal: { lastEntry: 0 } }
const withStopped = (...names: ReadonlyArray<string>) =>
  Array.isArray(healthySections.services)
    ? healthySections.services.map((one) => (names.includes(one.name) ? { ...one, status: 'Stopped' } : one))
    : []
const stopped: RecordedSections = { ...healthy, services: withStopped('MSExchangeIS') }

interface Listed {
  readonly name: string
  readonly dag?: string
  readonly site?: string
  readonly inMaintenance?: string
  readonly connection?: { readonly type: string; readonly path?: string }
}

const settingsOf = (servers: ReadonlyArray<Listed>, parts: Readonly<Record<string, unknown>> = {}): Settings => {
  const texts = { enforcement: 'remediate', build: { 2019: '15.2.1748.10' }, ...parts }
  const decoded = decodeSettings({
    servers: JSON.stringify(servers.map((one) => ({ connection: { type: 'ssh' }, ...one }))),
    ...Object.fromEntries(
      Object.entries(texts).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
    )
  })
  if (E.isLeft(decoded)) throw new Error(decoded.left.join())
  return decoded.right
}

const judgedBy = (
  settings: Settings,
  sections: Readonly<Record<string, RecordedSections>>
): ReadonlyArray<JudgedPlan> =>
  planServers(settings, '2026-06-30', () => null).map((plan) => {
    const { server } = plan.place
    const facts = serverFacts({ ...stopped, ...sections[server] }, server)
    return {
      plan,
      facts,
      errors: [],
      verdicts: judgeServer(facts, plan.args.judging, null, plan.waivers, noOrganization)
    }
  })

const none: Organization = E.left('the settings name no source of organization facts')
const known = (facts: OrganizationFacts): Organization => E.right(facts)

const turnsOf = (
  servers: ReadonlyArray<Listed>,
  parts: Readonly<Record<string, unknown>> = {},
  organization: Organization = none,
  sections: Readonly<Record<string, RecordedSections>> = {}
): ReadonlyArray<Turn> => {
  const settings = settingsOf(servers, parts)
  return planRollout(settings, judgedBy(settings, sections), organization)
}

/** Each server with the one before it, or with why nothing is done there. */
const told = (turns: ReadonlyArray<Turn>): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    turns.map(({ judged, remedy, after }) => [
      judged.plan.place.server,
      remedy === null
        ? 'looked at'
        : remedy._tag === 'Planned'
          ? after.length === 0
            ? null
            : after.join()
          : remedy._tag === 'Refused'
            ? `refused: ${remedy.reasons.join('; ')}`
            : 'nothing'
    ])
  )

const three: ReadonlyArray<Listed> = [{ name: 'EX01' }, { name: 'EX02' }, { name: 'EX03' }]
const dag = three.map((one) => ({ ...one, dag: 'DAG1' }))

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

test('one run changes so many servers at most', () => {
  const reason =
    'refused: one run changes at most 1 servers (exchange-compliance:remediation, maxServers); run pulumi up again'
  assert.equal(told(turnsOf(three, { remediation: { maxServers: 1 } }, none, { EX01: healthy })), {
    EX01: 'nothing',
    EX02: null,
    EX03: reason
  })
})

test('a DAG of which nothing is known refuses', () => {
  const reason = 'refused: unknown: the state of the DAG DAG1: the settings name no source of organization facts'
  assert.equal(told(turnsOf(dag)), { EX01: reason, EX02: reason, EX03: reason })
})

const endpoint = { organization: { endpoint: 'exch.contoso.com' } }
const unread: Organization = E.left('the endpoint did not answer')
const withCluster: RecordedSections = {
  services: Array.isArray(stopped.services)
    ? [...stopped.services, { name: 'ClusSvc', startType: 'Automatic', status: 'Running' }]
    : []
}
const one: ReadonlyArray<Listed> = [{ name: 'EX01' }]

const doubts: ReadonlyArray<[string, Organization, RecordedSections, string | null]> = [
  ['the endpoint is silent and there is no Cluster service', unread, {}, null],
  [
    'the endpoint is silent and there is the Cluster service',
    unread,
    withCluster,
    'refused: unknown: whether it is a member of a DAG: it has the Cluster service (ClusSvc), and the endpoint did not answer'
  ],
  [
    'the DAGs could not be read and there is the Cluster service',
    known(dagFacts(4, { dags: { error: 'access denied' } })),
    withCluster,
    'refused: unknown: whether it is a member of a DAG: it has the Cluster service (ClusSvc), and access denied'
  ],
  ['the organization has the Cluster service elsewhere only', known(dagFacts(4, { dags: [] })), withCluster, null]
]

for (const [state, organization, sections, expected] of doubts)
  test(`where the settings name no DAG: ${state}`, () => {
    assert.equal(told(turnsOf(one, endpoint, organization, { EX01: sections })), { EX01: expected })
  })

test('a recording of the organization does not tell how a DAG is now', () => {
  const recorded = { organization: { recorded: 'organization.json' } }
  assert.match(
    told(turnsOf(one, recorded, known(dagFacts(4)))).EX01 ?? '',
    'refused: unknown: the state of the DAG DAG1: its facts are recorded, so nobody knows how it is now'
  )
  assert.is(told(turnsOf([{ name: 'EX09' }], recorded, known(dagFacts(4)))).EX09, null)
})

test('a weak DAG refuses the member that it needs', () => {
  const weak = dagFacts(4, { servers: { EX02: { databaseCopies: [copy('DB01', { status: 'Failed' })] } } })
  const { EX01, EX03 } = told(turnsOf(dag, {}, known(weak)))
  assert.match(EX01 ?? '', 'refused: no other member has a copy of DB01 that could serve: EX02 (')
  assert.is(EX03, 'EX02')
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

const brokenFile: RecordedSections = { sharedWebConfig: { clientAccess: 'absent' } }
const titles = (turn: Turn | undefined): ReadonlyArray<string> =>
  turn?.remedy?._tag === 'Planned' ? turn.remedy.steps.map(({ title }) => title) : []
const offline = [{ component: 'ServerWideOffline', state: 'Inactive', localStates: [] }]
const functional = [{ ...offline[0], localStates: [{ requester: 'Functional', state: 'Inactive', time: null }] }]
const drained = { EX01: { componentStates: functional, databaseCopies: [copy('DB01')] } }

const drains: ReadonlyArray<
  readonly [string, Readonly<Record<string, unknown>>, DagChanges, RecordedSections, RegExp]
> = [
  [
    'it serves',
    {},
    {},
    {},
    /^IIS is not restarted here \(shared-web-config\), since active copies are mounted on EX01: DB01, and EX01 is not in maintenance: ServerWideOffline is Active \(drain: required\)\.$/
  ],
  [
    'only its databases are away',
    {},
    { servers: { EX01: { databaseCopies: [copy('DB01')] } } },
    {},
    /since EX01 is not in maintenance: ServerWideOffline is Active \(/
  ],
  [
    'only the server is offline',
    {},
    { servers: { EX01: { componentStates: functional } } },
    {},
    /since active copies are mounted on EX01: DB01 \(/
  ],
  [
    'its copies are unread',
    {},
    { servers: { EX01: { ...drained.EX01, databaseCopies: { error: 'denied' } } } },
    {},
    /since unknown: the database copies of EX01 could not be read: denied \(/
  ]
]

for (const [name, parts, changes, sections, line] of drains)
  test(`IIS is not restarted on a member of a DAG, and the rest is done: ${name}`, () => {
    const [turn] = turnsOf(dag, parts, known(dagFacts(4, changes)), { EX01: { ...brokenFile, ...sections } })
    assert.equal(titles(turn), ['Start MSExchangeIS'])
    assert.match(turn?.heldBack[0] ?? '', line)
    assert.equal(turn?.byHand, ['shared-web-config'])
    const kept = turn?.judged.verdicts.flatMap(({ drifts }) => drifts.filter(({ heldBack }) => heldBack)) ?? []
    assert.equal(
      kept.map(({ path, remediation }) => [path[0], E.isRight(remediation)]),
      [['sharedWebConfig', true]]
    )
    assert.is(turn?.drained, false)
  })

const restarted: ReadonlyArray<
  readonly [string, Readonly<Record<string, unknown>>, DagChanges, RecordedSections, boolean]
> = [
  ['it is drained', {}, { servers: drained }, {}, true],
  ['the settings ask for no drain', { remediation: { drain: 'none' } }, {}, {}, false],
  ['IIS does not run, and serves nobody', {}, {}, { services: withStopped('W3SVC') }, false]
]

for (const [name, parts, changes, sections, mustStay] of restarted)
  test(`IIS is restarted on a member of a DAG where ${name}`, () => {
    const [turn] = turnsOf(dag, parts, known(dagFacts(4, changes)), { EX01: { ...brokenFile, ...sections } })
    assert.ok(
      titles(turn).some((title) => title.startsWith('Restart IIS')),
      titles(turn).join()
    )
    assert.equal(turn?.heldBack, [])
    assert.is(turn?.drained, mustStay)
  })

test('what keeps a member from a restart of IIS is told with the way into maintenance and back', () => {
  const activation = { dag: 'DAG1', autoActivationPolicy: 'IntrasiteOnly', disabledAndMoveNow: false }
  const facts = dagFacts(4, { servers: { EX01: { activation } } })
  const [turn] = turnsOf(dag, {}, known(facts), { EX01: brokenFile })
  assert.equal(turn?.heldBack.slice(1), [
    'Put the server into maintenance, in the Exchange Management Shell:',
    "  Note both values first, to set them again: Get-MailboxServer -Identity 'EX01' | Format-List DatabaseCopyAutoActivationPolicy, DatabaseCopyActivationDisabledAndMoveNow",
    "  Set-ServerComponentState -Identity 'EX01' -Component 'HubTransport' -State Draining -Requester Maintenance",
    '  On EX01, in an elevated PowerShell: Restart-Service MSExchangeTransport',
    "  & (Join-Path $exscripts 'StartDagServerMaintenance.ps1') -serverName 'EX01' -pauseClusterNode",
    "  Redirect-Message -Server 'EX01' -Target 'FQDN of another Mailbox server'",
    "  Set-ServerComponentState -Identity 'EX01' -Component 'ServerWideOffline' -State Inactive -Requester Maintenance",
    'Then set inMaintenance: allow for the server (servers), and run pulumi up again. After that remove it, and come back:',
    "  Set-ServerComponentState -Identity 'EX01' -Component 'ServerWideOffline' -State Active -Requester Maintenance",
    "  & (Join-Path $exscripts 'StopDagServerMaintenance.ps1') -serverName 'EX01'",
    "  Set the activation policy to what it was: Set-MailboxServer -Identity 'EX01' -DatabaseCopyAutoActivationPolicy 'IntrasiteOnly' -DatabaseCopyActivationDisabledAndMoveNow $false",
    "  Set-ServerComponentState -Identity 'EX01' -Component 'HubTransport' -State Active -Requester Maintenance",
    '  On EX01, in an elevated PowerShell: Restart-Service MSExchangeTransport'
  ])
  const place = { server: 'EX01', dag: 'DAG1', site: null }
  const text = rolloutText(
    layout,
    [{ place, remedy: { _tag: 'Nothing' }, after: [], heldBack: turn?.heldBack ?? [] }],
    []
  )
  assert.match(text ?? '', /will change no server\.\n {2}EX01 \(DAG DAG1\):\n {7}IIS is not restarted here/)
})

test('a component that a person keeps from service is not set Active on the way back', () => {
  const held = { component: 'HubTransport', state: 'Inactive', localStates: [] }
  const states = [{ component: 'ServerWideOffline', state: 'Active', localStates: [] }, held]
  const facts = dagFacts(4, { servers: { EX01: { componentStates: states } } })
  const [turn] = turnsOf(dag, {}, known(facts), { EX01: brokenFile })
  assert.not.match(turn?.heldBack.join() ?? '', /HubTransport|Restart-Service/)
})

test('a server without a DAG is not drained', () => {
  const [turn] = turnsOf(one, {}, none, { EX01: brokenFile })
  assert.ok(titles(turn).some((title) => title.startsWith('Restart IIS')))
  assert.equal([turn?.heldBack, turn?.drained], [[], false])
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

test('the plan is told in its order, with what it means for users and where nothing is done', () => {
  const undrained = { remediation: { drain: 'none' } }
  const turns = turnsOf(dag, undrained, known(dagFacts(4)), { EX02: brokenFile })
  const told = turns.flatMap(({ judged: { plan }, remedy, after }) =>
    remedy === null ? [] : [{ place: plan.place, remedy, after }]
  )
  const text = rolloutText(layout, told, [])
  assert.match(
    text ?? '',
    /^Remediation: pulumi up will change 3 servers, in this order:\n {2}1\. EX01 \(DAG DAG1\):\n {5}1 step \(start of 1 service\), usually a few minutes, at most 15\.\n/
  )
  assert.not.match(text ?? '', 'Start MSExchangeIS')
  assert.match(rolloutText({ ...layout, full: true }, told, []) ?? '', '1. Start MSExchangeIS (services-start).')
  assert.match(text ?? '', '2. EX02 (DAG DAG1), when EX01 is done, verified and settled:')
  assert.match(
    text ?? '',
    'Users: Outlook on the web, EAC, ActiveSync, EWS and MAPI over HTTP on this server do not answer for some minutes. The server is not drained before'
  )
})

test('before a restart of IIS on a member that is not drained, its active databases are named, or that they are unknown', () => {
  const undrained = { remediation: { drain: 'none' } }
  const textsOf = (organization: Organization) =>
    turnsOf(dag, undrained, organization, { EX02: brokenFile }).map((turn) => databasesText(turn, organization))
  const copies = ['DB01', 'DB02'].map((name) => mounted(name))
  assert.equal(textsOf(known(dagFacts(4, { servers: { EX02: { databaseCopies: copies } } }))), [
    null,
    'Active on EX02: DB01, DB02. Move them to another member first.',
    null
  ])
  const [turn] = turnsOf(dag.slice(1, 2), undrained, known(dagFacts(4)), { EX02: brokenFile })
  const unread = E.left('it did not answer')
  assert.is(
    turn === undefined ? null : databasesText(turn, unread),
    'It is unknown which databases are active on EX02: it did not answer.'
  )
})

test('a plan says which databases to move first, where the script is, and the way back', () => {
  const [turn] = turnsOf(one, {}, none, { EX01: brokenFile })
  const remedy = turn?.remedy
  if (remedy?._tag !== 'Planned') throw new Error('nothing is planned')
  const place = { server: 'EX01', dag: null, site: null }
  const script = { file: 'scripts/demo/EX01.ps1', sha256: 'ab12', fault: null }
  const databases = 'Active on EX01: DB01. Move them to another member first.'
  const wayBack = './compliance restore EX01 --stack demo'
  const text = rolloutText(layout, [{ place, remedy, after: [], databases, script, wayBack }], []) ?? ''
  assert.equal(text.split('\n').slice(4), [
    `     ${databases}`,
    '     Script: scripts/demo/EX01.ps1',
    '     SHA256: ab12',
    `     Way back: ${wayBack}`
  ])
  const unwritten = { file: null, sha256: 'ab12', fault: 'remediation is a folder' }
  assert.match(
    rolloutText(layout, [{ place, remedy, after: [], script: unwritten }], []) ?? '',
    /Script: with --diff alone, since remediation is a folder$/
  )
})

test('a person sees to the primary active manager last', () => {
  const old = {
    build: { exSetup: '15.2.986.5', binaries: [{ path: 'Bin\\EdgeTransport.exe', version: '15.2.986.5' }] }
  }
  const organization = known(dagFacts(4))
  const persons = forPersons(turnsOf(dag, {}, organization, { EX01: old, EX03: old }), organization)
  assert.equal(
    persons.map(({ judged, byHand }) => [judged.plan.place.server, ...byHand]),
    [
      ['EX03', 'build'],
      ['EX01', 'build']
    ]
  )
  const place = { server: 'EX03', dag: 'DAG1', site: null }
  assert.match(
    rolloutText(layout, [], [{ place, policies: ['build'] }]) ?? '',
    /one server after the other.*\n {7}EX03 \(DAG DAG1\): build$/
  )
})

test('there is nothing to tell of servers that need nothing', () => {
  assert.is(
    rolloutText(
      layout,
      [{ place: { server: 'EX01', dag: null, site: null }, remedy: { _tag: 'Nothing' }, after: [] }],
      []
    ),
    null
  )
})

test.run()
