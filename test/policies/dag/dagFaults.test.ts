import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { dagFaults } from '../../../policies/dag/dagFaults'
import { copy, dagFacts, mounted, offlineState } from '../../support/dag'
import type { Row } from './rowsOfDag'

const test = suite('policies: dagFaults')

const denied = { error: 'access denied' }
const tellWitness = 'and whether its witness is in use is not known'

const table: ReadonlyArray<Row> = [
  ['healthy, two members', 2, {}, []],
  ['healthy, three members', 3, {}, []],
  ['healthy, four members', 4, {}, []],
  ['a DAG of one', 1, { dag: { operationalMembers: [] } }, []],

  [
    'the DAGs are unread',
    2,
    { dags: denied },
    ['unknown: the DAGs of the organization could not be read: access denied']
  ],
  ['no DAG of that name', 2, { dag: { name: 'DAG2' } }, ['the organization has no DAG DAG1']],
  ['the server is in no DAG', 2, { dag: { members: ['EX02'] } }, ['EX01 is no member of the DAG DAG1']],

  ...(['None', 'InvalidConfiguration'] as const).map(
    (witnessShareInUse): Row => [
      `two members, witness ${witnessShareInUse}`,
      2,
      { dag: { witnessShareInUse } },
      ['without EX01 the DAG DAG1 would lose its quorum: it would have 1 of the 2 votes that it needs']
    ]
  ),
  ['two members, the alternate witness', 2, { dag: { witnessShareInUse: 'Alternate' } }, []],
  [
    'two members, witness unknown',
    2,
    { dag: { witnessShareInUse: null } },
    [`unknown: without EX01 the DAG DAG1 has 1 of the 2 votes that it needs, ${tellWitness}`]
  ],
  ['four members, witness unknown but not needed', 4, { dag: { witnessShareInUse: null } }, []],
  ['four members, no witness', 4, { dag: { witnessShareInUse: 'None' } }, []],
  [
    'four members, one down, no witness',
    4,
    { dag: { witnessShareInUse: 'None', operationalMembers: ['EX01', 'EX02', 'EX03'] } },
    ['without EX01 the DAG DAG1 would lose its quorum: it would have 2 of the 3 votes that it needs']
  ],
  ['four members, one down, witness', 4, { dag: { operationalMembers: ['EX01', 'EX02', 'EX03'] } }, []],
  [
    'four members, two down, witness',
    4,
    { dag: { operationalMembers: ['EX01', 'EX02'] } },
    ['without EX01 the DAG DAG1 would lose its quorum: it would have 2 of the 3 votes that it needs']
  ],
  [
    'three members, one down; a witness has no vote there',
    3,
    { dag: { operationalMembers: ['ex01.contoso.example', 'ex02.contoso.example'], witnessShareInUse: 'Primary' } },
    ['without EX01 the DAG DAG1 would lose its quorum: it would have 1 of the 2 votes that it needs']
  ],
  ['the server is down itself', 2, { dag: { operationalMembers: ['EX02'], witnessShareInUse: 'None' } }, []],
  [
    'nobody is said to be up',
    2,
    { dag: { operationalMembers: [] } },
    ['without EX01 the DAG DAG1 would lose its quorum: it would have 1 of the 2 votes that it needs']
  ],

  [
    'another member is unknown to the facts',
    3,
    { servers: { EX02: null } },
    ['unknown: the facts of the organization hold nothing of EX02']
  ],
  [
    'everything of two other members is unread, and each is told',
    3,
    {
      servers: {
        EX02: { componentStates: denied, databaseCopies: denied, activation: denied },
        EX03: { databaseCopies: denied }
      }
    },
    [
      'unknown: the component states of EX02 could not be read: access denied',
      'unknown: the database copies of EX02 could not be read: access denied',
      'unknown: the activation policy of EX02 could not be read: access denied',
      'unknown: the database copies of EX03 could not be read: access denied'
    ]
  ],
  ["another member's queues don't matter", 2, { servers: { EX02: { queues: denied } } }, []],
  [
    "the server's own state doesn't matter",
    2,
    { servers: { EX01: { componentStates: denied, databaseCopies: [copy('DB01', { status: 'Failed' })] } } },
    []
  ],
  ["the server's own facts don't matter", 2, { servers: { EX01: null } }, []],

  [
    'the only other member is in maintenance',
    2,
    { servers: { EX02: { componentStates: offlineState('Inactive') } } },
    ['no other member of the DAG DAG1 is in service: ServerWideOffline is Inactive on EX02']
  ],
  [
    'no other member says that it is in service',
    3,
    { servers: { EX02: { componentStates: [] }, EX03: { componentStates: offlineState('Inactive') } } },
    ['no other member of the DAG DAG1 is in service: ServerWideOffline is unknown on EX02, Inactive on EX03']
  ],
  [
    'one of the others is in maintenance, and has the only copies of some databases',
    4,
    {
      servers: { EX03: { componentStates: offlineState('Inactive'), databaseCopies: [mounted('DB03'), copy('DB01')] } }
    },
    []
  ],
  [
    'a member in maintenance holds the only other copy',
    4,
    { servers: { EX02: { componentStates: offlineState('Inactive') } } },
    ['no other member has a copy of DB01 that could serve: EX02 (server out of service)']
  ],

  [
    'quorum and copies are both told',
    2,
    {
      dag: { witnessShareInUse: 'None' },
      servers: { EX02: { databaseCopies: [copy('DB01', { status: 'Seeding' })] } }
    },
    [
      'without EX01 the DAG DAG1 would lose its quorum: it would have 1 of the 2 votes that it needs',
      'no other member has a copy of DB01 that could serve: EX02 (Seeding)'
    ]
  ]
]

for (const [name, size, changes, reasons] of table)
  test(name, () => assert.equal(dagFaults(dagFacts(size, changes), 'DAG1', 'EX01'), reasons))

test('servers and DAGs are known in any case, and servers by their FQDN', () => {
  assert.equal(dagFaults(dagFacts(2), 'dag1', 'ex01.contoso.example'), [])
  const fqdns = { members: ['ex01.contoso.example', 'EX02.contoso.example'], operationalMembers: ['ex01', 'ex02'] }
  assert.equal(dagFaults(dagFacts(2, { dag: fqdns }), 'Dag1', 'EX01'), [])
  assert.equal(dagFaults(dagFacts(2), 'DAG1', 'EX1'), ['EX1 is no member of the DAG DAG1'])
})

test.run()
