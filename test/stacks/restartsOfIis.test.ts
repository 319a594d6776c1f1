import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rolloutText } from '../../reports/rolloutText'
import type { Turn } from '../../stacks/rollout'
import { copy, type DagChanges, dagFacts } from '../support/dag'
import type { RecordedSections } from '../support/server'
import { brokenFile, dag, known, layout, none, one, turnsOf, withStopped } from './turns'

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

const test = suite('stacks: restarts of IIS in a rollout')

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

test.run()
