import * as E from 'fp-ts/Either'
import { dagHealth } from '../../../policies/dag-health/policy'
import { copy } from '../../support/dag'
import { dag1, organizationFacts, withEx01 } from '../../support/inOrganization'
import { testPolicy } from '../../support/policyTester'
import { asMember, build, compliant, copyDrift, drifting, nodeDrift, type Recorded, unknown } from './members'

const denied = { error: 'access denied' }

const ofDag = (fields: Recorded) => withEx01({}, { dags: [{ ...dag1, ...fields }] })

const ofQueues = (deliveryMessages: number) => withEx01({ queues: { deliveryMessages } })

testPolicy(dagHealth, {
  compliant: [
    compliant('a healthy member', withEx01({})),
    compliant(
      'three members, which need no witness',
      ofDag({
        members: ['EX01', 'EX02', 'EX03'],
        operationalMembers: ['EX01', 'EX02', 'EX03'],
        witnessShareInUse: 'None'
      })
    ),
    compliant(
      'names in another case, and with their domain',
      ofDag({
        members: ['ex01.contoso.example', 'EX02'],
        operationalMembers: ['ex01', 'ex02']
      })
    ),
    compliant('another member is paused', ofDag({ serversInMaintenance: ['EX02'] })),
    compliant('an older recording', ofDag({ serversInMaintenance: null }), 'whether its cluster node is paused'),
    compliant('many messages wait', ofQueues(999), '999 messages wait in its mail queues'),
    { name: 'without the Cluster service, if the DAG lists it', organization: withEx01({}) }
  ],
  drifting: [
    drifting('the node is paused', ofDag({ serversInMaintenance: ['EX01'] }), nodeDrift('node paused for maintenance')),
    {
      name: 'the Cluster service stands, whatever the organization told before',
      facts: {
        services: [...asMember.services.slice(0, -1), { name: 'ClusSvc', status: 'Stopped', startType: 'Disabled' }]
      },
      organization: withEx01({}),
      drifts: [{ ...nodeDrift(''), path: 'services.ClusSvc', actual: 'Stopped, Disabled', desired: 'Running' }]
    },
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
    drifting('full queues', ofQueues(1_000), {
      ...{ path: 'queues.deliveryMessages', actual: '1000 messages wait' },
      desired: 'fewer than 1000 messages wait'
    }),
    ...['None', 'InvalidConfiguration'].map((witnessShareInUse) =>
      drifting(`the witness of two members: ${witnessShareInUse}`, ofDag({ witnessShareInUse }), {
        ...{ path: 'dags.DAG1.witness', actual: `in use: ${witnessShareInUse}` },
        ...{ desired: 'in use: Primary or Alternate', remediation: null },
        resolution: ["Set-DatabaseAvailabilityGroup -Identity 'DAG1'"]
      })
    ),
    drifting(
      'a database of a server without a DAG is dismounted',
      withEx01(
        {
          databaseCopies: [copy('DB01', { status: 'Mounted' }), copy('DB02', { status: 'Dismounted' })],
          activation: { dag: null, autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false }
        },
        { dags: [] }
      ),
      {
        ...{ path: 'databaseCopies.DB02', actual: 'Dismounted', desired: 'mounted', remediation: null },
        resolution: ["Mount-Database -Identity 'DB02'", 'no recovery database']
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
      unknown(`${section} were not asked for`, withEx01({ [section]: undefined }), 'missing in this recording')
    ]),
    unknown('no copies at all', withEx01({ databaseCopies: [] }), 'no copy of a database was told'),
    ...[null, ''].map((witnessShareInUse) =>
      unknown(
        `the witness of two members is ${witnessShareInUse === null ? 'not told' : 'an empty text'}`,
        ofDag({ witnessShareInUse }),
        'whether the witness of the DAG DAG1 is in use is not known'
      )
    ),
    unknown(
      'facts of the organization without a time, whose nodes and copies may have been so long ago',
      E.right({
        ...organizationFacts({}, { dags: [{ ...dag1, operationalMembers: [], witnessShareInUse: 'None' }] }),
        collectedAt: null
      }),
      'the facts of the organization do not say when they were recorded'
    ),
    unknown('the DAGs could not be read', withEx01({}, { dags: denied }), 'access denied'),
    {
      name: 'the DAGs could not be read, and it has no Cluster service, yet Get-MailboxServer places it in one',
      organization: withEx01({}, { dags: denied }),
      reason: 'access denied'
    },
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
    {
      name: 'the databases of a server in no DAG could not be read',
      organization: withEx01(
        {
          activation: { dag: null, autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false },
          databaseCopies: denied
        },
        { dags: [] }
      ),
      reason: 'access denied'
    }
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
      organization: withEx01(
        { activation: { dag: null, autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false } },
        { dags: denied }
      ),
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
