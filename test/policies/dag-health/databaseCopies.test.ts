import { dagHealth } from '../../../policies/dag-health/policy'
import { copy } from '../../support/dag'
import { withEx01 } from '../../support/inOrganization'
import { testRows } from '../../support/policyTester'
import { asMember, build, compliant, copyDrift, drifting, ofCopy, unknown } from './members'

testRows(dagHealth, 'database copies', {
  compliant: [
    compliant('a few logs wait', ofCopy({ copyQueueLength: 9, replayQueueLength: 49 })),
    compliant('a copy that others are seeded from', ofCopy({ status: 'SeedingSource' })),
    compliant(
      'a lagged copy, kept from activation',
      ofCopy({ replayLagSeconds: 604_800, replayQueueLength: 4000, activationSuspended: true })
    ),
    compliant('a lagged copy that may be activated', ofCopy({ replayLagSeconds: 604_800, replayQueueLength: 4000 })),
    compliant('an older recording of a short queue', ofCopy({ replayLagSeconds: null })),
    compliant('a content index that Exchange 2019 does not have', ofCopy({ contentIndexState: 'Failed' }))
  ],
  drifting: [
    ...(
      [
        ['Suspended', "Resume-MailboxDatabaseCopy -Identity 'DB02\\EX01'"],
        ['Failed', 'resume it, or seed it again'],
        ['Seeding', 'wait until that has ended'],
        ['Resynchronizing', 'start no seeding of your own'],
        ['Dismounted', "Mount-Database -Identity 'DB02'"],
        ['ServiceDown', 'Start-Service MSExchangeRepl'],
        ['DisconnectedAndHealthy', "Test-ReplicationHealth -Identity 'EX01'"]
      ] as const
    ).map(([status, step]) => drifting(`a copy is ${status}`, ofCopy({ status }), copyDrift(status, [step]))),
    drifting('many logs to copy', ofCopy({ copyQueueLength: 10 }), copyDrift('10 logs to copy')),
    drifting('many logs to replay', ofCopy({ replayQueueLength: 50 }), copyDrift('50 logs to replay')),
    drifting(
      'several faults of one copy are one drift',
      ofCopy({ copyQueueLength: 500, replayQueueLength: 60, activationSuspended: true }),
      copyDrift('500 logs to copy, activation suspended, 60 logs to replay')
    ),
    drifting('a lagged copy has failed', ofCopy({ status: 'Failed', replayLagSeconds: 604_800 }), copyDrift('Failed')),
    {
      ...drifting(
        'the content index failed, on Exchange 2016',
        ofCopy({ contentIndexState: 'FailedAndSuspended' }),
        copyDrift('content index FailedAndSuspended', [
          "Update-MailboxDatabaseCopy -Identity 'DB02\\EX01' -CatalogOnly"
        ])
      ),
      facts: { ...asMember, ...build('15.1.2507.75') }
    },
    drifting(
      'a database whose name would leave its quotes',
      withEx01({ databaseCopies: [copy("DB'; Stop-Computer; '", { status: 'Failed' })] }),
      {
        ...copyDrift('Failed', ["-Identity 'DB''; Stop-Computer; ''\\EX01'"]),
        path: `databaseCopies["DB'; Stop-Computer; '"]`
      }
    )
  ],
  unknown: [
    unknown('a copy in no known state', ofCopy({ status: null }), 'status unknown'),
    unknown('copy queue unknown', ofCopy({ copyQueueLength: null }), 'copy queue unknown'),
    unknown('replay queue unknown', ofCopy({ replayQueueLength: null }), 'its replay queue'),
    unknown(
      'a long replay queue of a copy that may be a lagged one',
      ofCopy({ replayLagSeconds: null, replayQueueLength: 4000 }),
      'whether it is a lagged copy, which may have 4000 logs to replay'
    )
  ]
})
