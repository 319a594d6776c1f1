import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type QueueRule, queuedOn, unsettled } from '../../../policies/dag/unsettled'
import { copy, type DagChanges, dagFacts, mounted } from '../../support/dag'

const test = suite('policies: unsettled')

type Row = readonly [name: string, changes: DagChanges, reasons: ReadonlyArray<string>]

const denied = { error: 'access denied' }

const ofCopy = (fields: Readonly<Record<string, unknown>>): DagChanges => ({
  servers: { EX01: { databaseCopies: [mounted('DB01'), copy('DB02', fields)] } }
})

/** What is said of EX01 in DAG1, which has two members. */
const table: ReadonlyArray<Row> = [
  ['healthy', {}, []],
  ['the DAGs are unread', { dags: denied }, ['unknown: the DAGs of the organization could not be read: access denied']],
  ['no DAG of that name', { dags: [] }, ['the organization has no DAG DAG1']],
  ['the server is in no DAG', { dag: { members: ['EX02'] } }, ['EX01 is no member of the DAG DAG1']],
  ['its node is down', { dag: { operationalMembers: ['EX02'] } }, ['its node in the cluster of the DAG DAG1 is down']],
  [
    'the facts hold nothing of it',
    { servers: { EX01: null } },
    ['unknown: the facts of the organization hold nothing of EX01']
  ],
  [
    'its sections are unread',
    { servers: { EX01: { databaseCopies: denied, queues: denied } } },
    [
      'unknown: the database copies of EX01 could not be read: access denied',
      'unknown: the queues of EX01 could not be read: access denied'
    ]
  ],
  [
    'its queues were not asked for',
    { servers: { EX01: { queues: undefined } } },
    ['unknown: the queues of EX01 could not be read: missing in this recording; record it again']
  ],

  ['a copy initializes', ofCopy({ status: 'Initializing' }), ['its copy of DB02 is not ready: Initializing']],
  ['a copy in no known state', ofCopy({ status: null }), ['its copy of DB02 is not ready: status unknown']],
  ['few logs to copy', ofCopy({ copyQueueLength: 9 }), []],
  ['many logs to copy', ofCopy({ copyQueueLength: 10 }), ['its copy of DB02 is not ready: 10 logs to copy']],
  ['copy queue unknown', ofCopy({ copyQueueLength: null }), ['its copy of DB02 is not ready: copy queue unknown']],
  ['few logs to replay', ofCopy({ replayQueueLength: 49 }), []],
  ['many logs to replay', ofCopy({ replayQueueLength: 50 }), ['its copy of DB02 is not ready: 50 logs to replay']],
  [
    'replay queue unknown',
    ofCopy({ replayQueueLength: null }),
    ['its copy of DB02 is not ready: replay queue unknown']
  ],
  ['a lagged copy, kept from activation', ofCopy({ replayQueueLength: 4000, activationSuspended: true }), []],
  ['a lagged copy that may be activated', ofCopy({ replayQueueLength: 4000, replayLagSeconds: 604_800 }), []],
  [
    'a lagged copy has all logs copied',
    ofCopy({ copyQueueLength: 10, replayLagSeconds: 604_800 }),
    ['its copy of DB02 is not ready: 10 logs to copy']
  ],
  ['a mounted copy has no queues', ofCopy({ status: 'mounted', copyQueueLength: null, replayQueueLength: null }), []],
  ["another member's copies don't matter", { servers: { EX02: { databaseCopies: denied, queues: denied } } }, []],
  ['no copies at all', { servers: { EX01: { databaseCopies: [] } } }, []],

  ['some messages wait', { servers: { EX01: { queues: { deliveryMessages: 249 } } } }, []],
  [
    'many messages wait',
    { servers: { EX01: { queues: { deliveryMessages: 250 } } } },
    ['250 messages wait in its queues']
  ],
  [
    'messages for hosts that do not answer are not counted',
    { servers: { EX01: { queues: { deliveryMessages: 4_000, retryMessages: 3_751 } } } },
    []
  ],
  [
    'facts that do not tell these apart count all',
    { servers: { EX01: { queues: { deliveryMessages: 4_000, retryMessages: null } } } },
    ['4000 messages wait in its queues']
  ]
]

for (const [name, changes, reasons] of table)
  test(name, () => assert.equal(unsettled(dagFacts(2, changes), 'DAG1', 'EX01'), reasons))

const queues: ReadonlyArray<readonly [number, QueueRule, ReadonlyArray<string>]> = [
  [1_249, { limit: 250, before: 1_000 }, []],
  [1_250, { limit: 250, before: 1_000 }, ['1250 messages wait in its queues, and 1000 did before its turn']],
  [249, { limit: 250, before: 0 }, []],
  [999, { limit: 1_000, before: null }, []],
  [1_000, { limit: 1_000, before: null }, ['1000 messages wait in its queues']],
  [0, { limit: 1, before: null }, []]
]

for (const [deliveryMessages, rule, reasons] of queues)
  test(`${deliveryMessages} messages wait where ${rule.limit} more may than ${rule.before} before`, () =>
    assert.equal(
      unsettled(dagFacts(2, { servers: { EX01: { queues: { deliveryMessages } } } }), 'DAG1', 'EX01', rule),
      reasons
    ))

test('how many messages wait is told of a server whose queues were read', () => {
  assert.is(queuedOn(dagFacts(2), 'ex01.contoso.example'), 3)
  assert.is(queuedOn(dagFacts(2, { servers: { EX01: { queues: denied } } }), 'EX01'), null)
  assert.is(queuedOn(dagFacts(2), 'EX09'), null)
})

test('servers and DAGs are known in any case, and servers by their FQDN', () => {
  assert.equal(unsettled(dagFacts(2), 'dag1', 'ex01.contoso.example'), [])
})

test.run()
