import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Organization } from '../../stacks/dagMembership'
import { copy, dagFacts } from '../support/dag'
import type { RecordedSections } from '../support/server'
import { dag, known, one, stopped, told, turnsOf } from './turns'

const test = suite('stacks: rollout of DAGs that are weak or unknown')

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

const noRight =
  "the cmdlet is not there: the account's roles do not include it, or the server that answered is of an older version"

test('where the account may not see whether the first one has settled, no other member has a turn', () => {
  const queues = { error: noRight, denied: true }
  const blind = known(dagFacts(4, { servers: { EX01: { queues }, EX02: { queues }, EX03: { queues } } }))
  const { EX01, EX02, EX03 } = told(turnsOf(dag, {}, blind))
  assert.is(EX01, null)
  assert.match(
    EX02 ?? '',
    "refused: nobody could see whether EX01 has settled before this server's turn, since its mail queues"
  )
  assert.match(
    EX03 ?? '',
    `can't be read (${noRight}): give the account that right, or run pulumi up again for each server`
  )
})

test('a missing right is told as data, not by words', () => {
  const unread = (queues: unknown) => known(dagFacts(4, { servers: { EX01: { queues } } }))
  const { EX02 } = told(turnsOf(dag, {}, unread({ error: 'Zugriff verweigert', denied: true })))
  assert.match(EX02 ?? '', 'refused: nobody could see whether EX01 has settled')
  assert.is(told(turnsOf(dag, {}, unread({ error: 'access denied, says its disk' }))).EX02, 'EX01')
})

test('queues that only the server itself keeps from being read may be readable after its turn', () => {
  const broken = known(
    dagFacts(4, { servers: { EX01: { queues: { error: 'EX01 answered: Transport does not run' } } } })
  )
  assert.equal(told(turnsOf(dag, {}, broken)), { EX01: null, EX02: 'EX01', EX03: 'EX02' })
})

test.run()
