import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rolloutText } from '../../reports/rolloutText'
import type { Organization } from '../../stacks/dagMembership'
import { forPersons } from '../../stacks/rollout'
import { databasesText } from '../../stacks/tellRollout'
import { dagFacts, mounted } from '../support/dag'
import { brokenFile, dag, known, layout, none, one, turnsOf } from './turns'

const test = suite('stacks: how a rollout is told')

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
  const text = rolloutText(layout, [{ place, remedy, after: [], databases, script, wayBack: [wayBack] }], []) ?? ''
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
      ['EX03', 'build', 'services-start'],
      ['EX01', 'build', 'services-start']
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
