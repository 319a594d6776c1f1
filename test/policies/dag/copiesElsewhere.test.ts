import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { dagFaults } from '../../../policies/dag/dagFaults'
import { copy, dagFacts, mounted } from '../../support/dag'
import type { Row } from './rowsOfDag'

const test = suite('policies: dagFaults, copies on other members')

const table: ReadonlyArray<Row> = [
  ...(
    [
      [{ status: 'Failed' }, 'Failed'],
      [{ status: 'Suspended' }, 'Suspended'],
      [{ status: 'DisconnectedAndHealthy' }, 'DisconnectedAndHealthy'],
      [{ status: null }, 'status unknown'],
      [{ copyQueueLength: 10 }, '10 logs to copy'],
      [{ copyQueueLength: null }, 'copy queue unknown'],
      [{ activationSuspended: true }, 'activation suspended'],
      [{ activationSuspended: null }, 'unknown whether its activation is suspended']
    ] as const
  ).map(
    ([fields, fault]): Row => [
      `the only other copy: ${fault}`,
      2,
      { servers: { EX02: { databaseCopies: [mounted('DB02'), copy('DB01', fields)] } } },
      [`no other member has a copy of DB01 that could serve: EX02 (${fault})`]
    ]
  ),
  ...(
    [
      [{ autoActivationPolicy: 'Blocked' }, 'activation blocked on the server'],
      [{ autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: true }, 'activation blocked on the server'],
      [{ autoActivationPolicy: null }, 'activation policy unknown']
    ] as const
  ).map(
    ([activation, fault]): Row => [
      `the other server: ${JSON.stringify(activation)}`,
      2,
      { servers: { EX02: { activation: { dag: 'DAG1', ...activation } } } },
      [`no other member has a copy of DB01 that could serve: EX02 (${fault})`]
    ]
  ),
  [
    'a short copy queue, and a long replay queue, are no fault',
    2,
    {
      servers: {
        EX02: {
          databaseCopies: [
            mounted('DB02'),
            copy('DB01', { copyQueueLength: 9, replayQueueLength: 4000, replayLagSeconds: 0 })
          ]
        }
      }
    },
    []
  ],
  ...(
    [
      [{ replayLagSeconds: 604_800 }, 'lagged copy, 604800 seconds behind'],
      [{ replayLagSeconds: 604_800, replayQueueLength: 90_000 }, 'lagged copy, 604800 seconds behind'],
      [{ replayQueueLength: 90_000 }, 'unknown whether it is a lagged copy, with 90000 logs to replay']
    ] as const
  ).map(
    ([fields, fault]): Row => [
      `the only other copy: ${JSON.stringify(fields)}`,
      2,
      { servers: { EX02: { databaseCopies: [mounted('DB02'), copy('DB01', fields)] } } },
      [`no other member has a copy of DB01 that could serve: EX02 (${fault})`]
    ]
  ),
  [
    'a healthy copy beside a lagged one suffices',
    3,
    {
      servers: {
        EX02: { databaseCopies: [copy('DB01', { replayLagSeconds: 604_800 })] },
        EX03: { databaseCopies: [mounted('DB03'), copy('DB01', { replayLagSeconds: 0 })] }
      }
    },
    []
  ],
  ...(
    [
      ['15.0.1497.48', 'Failed', ['EX02 (content index Failed)']],
      ['15.1.2507.61', 'FailedAndSuspended', ['EX02 (content index FailedAndSuspended)']],
      [null, 'Failed', ['EX02 (content index Failed)']],
      ['15.1.2507.61', 'Healthy', []],
      ['15.1.2507.61', 'Crawling', []],
      ['15.2.1748.10', 'Failed', []],
      ['15.2.2562.17', 'Failed', []]
    ] as const
  ).map(
    ([version, contentIndexState, copies]): Row => [
      `the only other copy has the content index ${contentIndexState} on ${version ?? 'a server of unknown version'}`,
      2,
      {
        listed: [{ name: 'EX02', roles: ['Mailbox'], version }],
        servers: { EX02: { databaseCopies: [mounted('DB02'), copy('DB01', { contentIndexState })] } }
      },
      copies.map((fault) => `no other member has a copy of DB01 that could serve: ${fault}`)
    ]
  ),
  [
    'one good copy elsewhere suffices, whatever the case of its names',
    3,
    {
      servers: {
        EX02: { databaseCopies: [copy('DB01', { status: 'Failed' })] },
        EX03: { databaseCopies: [mounted('db01')] }
      }
    },
    []
  ],
  [
    'all bad copies elsewhere are told',
    3,
    {
      servers: {
        EX02: { databaseCopies: [copy('DB01', { status: 'Failed' })] },
        EX03: { databaseCopies: [copy('DB01', { copyQueueLength: 512 })] }
      }
    },
    ['no other member has a copy of DB01 that could serve: EX02 (Failed), EX03 (512 logs to copy)']
  ],
  [
    'a database whose only copy is on the server itself',
    2,
    { servers: { EX01: { databaseCopies: [mounted('Archive')] } } },
    []
  ],
  [
    'a database of the others that is down',
    4,
    { servers: { EX03: { databaseCopies: [copy('DB03', { status: 'Dismounted' })] }, EX04: { databaseCopies: [] } } },
    ['no other member has a copy of DB03 that could serve: EX03 (Dismounted)']
  ]
]

for (const [name, size, changes, reasons] of table)
  test(name, () => assert.equal(dagFaults(dagFacts(size, changes), 'DAG1', 'EX01'), reasons))

test.run()
