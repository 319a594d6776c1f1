import * as E from 'fp-ts/Either'
import { dagHealth } from '../../../policies/dag-health/policy'
import { copy, mounted } from '../../support/dag'
import { dag1, withEx01 } from '../../support/inOrganization'
import { testPolicy } from '../../support/policyTester'
import { healthySections } from '../../support/server'

type Recorded = Readonly<Record<string, unknown>>

const denied = { error: 'access denied' }

/** EX01 has DB01 mounted, and a copy of DB02 with some fields. */
const ofCopy = (fields: Recorded) =>
  withEx01({ databaseCopies: [mounted('DB01'), copy('DB02', { replayLagSeconds: 0, ...fields })] })

const ofActivation = (fields: Recorded) =>
  withEx01({ activation: { dag: 'DAG1', autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false, ...fields } })

const ofDag = (fields: Recorded) => withEx01({}, { dags: [{ ...dag1, ...fields }] })

const ofQueues = (deliveryMessages: number) => withEx01({ queues: { deliveryMessages } })

const clusterService = { name: 'ClusSvc', status: 'Running', startType: 'Automatic' }

/** A server with the Cluster service, which every member of a DAG has. */
const asMember = {
  services: [...(Array.isArray(healthySections.services) ? healthySections.services : []), clusterService]
}

const build = (exSetup: string) => ({ build: { exSetup, binaries: [] } })

const copyDrift = (actual: string, resolution: ReadonlyArray<string> = []) => ({
  ...{ path: 'databaseCopies.DB02', actual, desired: 'mounted, or healthy and up to date', remediation: null },
  resolution
})

const nodeDrift = (actual: string) => ({
  ...{ path: 'dags.DAG1', actual, desired: 'node up', remediation: null },
  resolution: [
    "Get-ClusterNode -Name 'EX01'",
    "Get-MailboxServer -Identity 'EX01' | Format-List DatabaseCopyAutoActivationPolicy",
    "& (Join-Path $exscripts 'StopDagServerMaintenance.ps1') -serverName 'EX01'",
    'Start-Service ClusSvc'
  ]
})

const drifting = (name: string, organization: ReturnType<typeof ofCopy>, ...drifts: ReadonlyArray<object>) => ({
  ...{ name, facts: asMember, organization },
  drifts: drifts.map((one) => ({ path: '', actual: '', desired: '', ...one }))
})

const unknown = (name: string, organization: ReturnType<typeof ofCopy>, reason: string) => ({
  ...{ name, facts: asMember, organization, reason }
})

const compliant = (name: string, organization: ReturnType<typeof ofCopy>, reason?: string) => ({
  ...{ name, facts: asMember, organization },
  ...(reason === undefined ? {} : { reason })
})

testPolicy(dagHealth, {
  compliant: [
    compliant('a healthy member', withEx01({})),
    compliant('no copies at all', withEx01({ databaseCopies: [] })),
    compliant(
      'names in another case, and with their domain',
      ofDag({
        members: ['ex01.contoso.example', 'EX02'],
        operationalMembers: ['ex01', 'ex02']
      })
    ),
    compliant('another member is paused', ofDag({ serversInMaintenance: ['EX02'] })),
    compliant('an older recording', ofDag({ serversInMaintenance: null }), 'whether its cluster node is paused'),
    compliant('a few logs wait', ofCopy({ copyQueueLength: 9, replayQueueLength: 49 })),
    compliant('a copy that others are seeded from', ofCopy({ status: 'SeedingSource' })),
    compliant(
      'a lagged copy, kept from activation',
      ofCopy({ replayLagSeconds: 604_800, replayQueueLength: 4000, activationSuspended: true })
    ),
    compliant('a lagged copy that may be activated', ofCopy({ replayLagSeconds: 604_800, replayQueueLength: 4000 })),
    compliant('an older recording of a short queue', ofCopy({ replayLagSeconds: null })),
    compliant('a content index that Exchange 2019 does not have', ofCopy({ contentIndexState: 'Failed' })),
    compliant('activation within the site', ofActivation({ autoActivationPolicy: 'IntrasiteOnly' })),
    compliant(
      'the activation of one copy is suspended, and that of another one is not',
      withEx01({ databaseCopies: [copy('DB02'), copy('DB03', { activationSuspended: true })] }),
      'the activation of its copy of DB03 is suspended'
    ),
    compliant(
      'no database may be activated by itself, and nothing shows maintenance',
      ofActivation({ autoActivationPolicy: 'Blocked' }),
      'its activation policy is Blocked'
    ),
    compliant('what Exchange 2010 does not have', ofActivation({ disabledAndMoveNow: null })),
    compliant('many messages wait', ofQueues(999), '999 messages wait in its mail queues'),
    { name: 'without the Cluster service, if the DAG lists it', organization: withEx01({}) }
  ],
  drifting: [
    drifting('the node is paused', ofDag({ serversInMaintenance: ['EX01'] }), nodeDrift('node paused for maintenance')),
    drifting('the node is down', ofDag({ operationalMembers: ['EX02'] }), nodeDrift('node not up')),
    drifting(
      'left in maintenance',
      withEx01(
        {
          databaseCopies: [copy('DB01', { status: 'Suspended' }), copy('DB02', { status: 'FailedAndSuspended' })],
          activation: { dag: 'DAG1', autoActivationPolicy: 'Blocked', disabledAndMoveNow: true },
          queues: { deliveryMessages: 25_000 }
        },
        { dags: [{ ...dag1, operationalMembers: ['EX02'], serversInMaintenance: ['EX01'] }] }
      ),
      nodeDrift('node paused for maintenance'),
      { ...copyDrift('Suspended'), path: 'databaseCopies.DB01' },
      copyDrift('FailedAndSuspended'),
      {
        ...{ path: 'activation.autoActivationPolicy', actual: 'Blocked', desired: 'as it was before the maintenance' },
        resolution: [
          "Set-MailboxServer -Identity 'EX01' -DatabaseCopyAutoActivationPolicy Unrestricted",
          'accept that by a waiver'
        ]
      },
      {
        ...{ path: 'activation.disabledAndMoveNow', actual: 'true', desired: 'false' },
        resolution: ["Set-MailboxServer -Identity 'EX01' -DatabaseCopyActivationDisabledAndMoveNow $false"]
      },
      {
        ...{ path: 'queues.deliveryMessages', actual: '25000 messages wait' },
        ...{ desired: 'fewer than 1000 messages wait', resolution: ["Get-Queue -Server 'EX01'"] }
      }
    ),
    ...['Suspended', 'Failed', 'Seeding', 'Dismounted', 'ServiceDown', 'DisconnectedAndHealthy'].map((status) =>
      drifting(`a copy is ${status}`, ofCopy({ status }), copyDrift(status))
    ),
    drifting(
      'activation of a copy is suspended',
      ofCopy({ activationSuspended: true }),
      copyDrift('activation suspended', ["Resume-MailboxDatabaseCopy -Identity 'DB02\\EX01'"])
    ),
    drifting(
      'activation of a copy is suspended, in an older recording',
      ofCopy({ activationSuspended: true, replayLagSeconds: null }),
      copyDrift('activation suspended')
    ),
    drifting(
      'activation is still blocked on a paused node',
      withEx01(
        { activation: { dag: 'DAG1', autoActivationPolicy: 'Blocked', disabledAndMoveNow: false } },
        { dags: [{ ...dag1, serversInMaintenance: ['EX01'] }] }
      ),
      nodeDrift('node paused for maintenance'),
      { path: 'activation.autoActivationPolicy', actual: 'Blocked', desired: 'as it was before the maintenance' }
    ),
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
    drifting('full queues', ofQueues(1_000), {
      ...{ path: 'queues.deliveryMessages', actual: '1000 messages wait' },
      desired: 'fewer than 1000 messages wait'
    }),
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
    {
      name: 'the settings name no source',
      facts: asMember,
      reason: 'the settings name no source of organization facts'
    },
    unknown(
      'the organization could not be read',
      E.left({ reason: 'no answer within 600 s' }),
      'no answer within 600 s'
    ),
    {
      name: 'nothing tells whether it is a member',
      facts: { services: denied },
      reason: 'the settings name no source of organization facts'
    },
    ...(['databaseCopies', 'activation', 'queues'] as const).flatMap((section) => [
      unknown(`${section} could not be read`, withEx01({ [section]: denied }), 'access denied'),
      unknown(
        `${section} were not asked for`,
        withEx01({ [section]: undefined }),
        `this recording has no section ${section}`
      )
    ]),
    unknown('the DAGs could not be read', withEx01({}, { dags: denied }), 'access denied'),
    unknown(
      'Get-MailboxServer and the DAGs do not agree',
      withEx01({}, { dags: [] }),
      'Get-MailboxServer places the server in the DAG DAG1, and no DAG lists it as a member'
    ),
    unknown(
      'two DAGs list it',
      withEx01({}, { dags: [dag1, { ...dag1, name: 'DAG2', serversInMaintenance: ['EX01'] }] }),
      'several DAGs list the server as a member: DAG1, DAG2'
    ),
    {
      name: 'no DAG lists a node of a cluster, and Get-MailboxServer was not read',
      facts: asMember,
      organization: withEx01({ activation: denied }, { dags: [] }),
      reason: 'whether it is a node of a cluster is not known: access denied'
    },
    unknown('a copy in no known state', ofCopy({ status: null }), 'status unknown'),
    unknown('copy queue unknown', ofCopy({ copyQueueLength: null }), 'copy queue unknown'),
    unknown('replay queue unknown', ofCopy({ replayQueueLength: null }), 'its replay queue'),
    unknown(
      'activation of a copy unknown',
      ofCopy({ activationSuspended: null }),
      'whether its activation is suspended'
    ),
    unknown(
      'a long replay queue of a copy that may be a lagged one',
      ofCopy({ replayLagSeconds: null, replayQueueLength: 4000 }),
      'whether it is a lagged copy, which may have 4000 logs to replay'
    ),
    unknown(
      'the same, kept from activation',
      ofCopy({ replayLagSeconds: null, replayQueueLength: 4000, activationSuspended: true }),
      'whether it is a lagged copy'
    ),
    unknown('the activation policy is unknown', ofActivation({ autoActivationPolicy: null }), 'the activation policy')
  ],
  notApplicable: [
    {
      name: 'no DAG lists it',
      facts: asMember,
      organization: withEx01(
        { activation: { dag: null, autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false } },
        { dags: [{ ...dag1, members: ['EX02'] }] }
      ),
      reason: 'the server is a member of no DAG'
    },
    { name: 'no source, and no Cluster service', reason: 'the server has no Cluster service (ClusSvc)' },
    {
      name: 'the DAGs are unread, and it has no Cluster service',
      organization: withEx01({}, { dags: denied }),
      reason: 'the server has no Cluster service (ClusSvc)'
    },
    {
      name: 'a Client Access server',
      facts: { identity: { name: 'EX01', fqdn: null, roles: ['ClientAccess'] }, ...build('15.0.1497.48') },
      reason: 'only servers with the Mailbox role'
    },
    {
      name: 'an Edge Transport server',
      facts: { identity: { name: 'EX01', fqdn: null, roles: ['Edge'] } },
      reason: 'only servers with the Mailbox role'
    }
  ]
})
