import { maintenance } from '../../../policies/maintenance/policy'
import { copy } from '../../support/dag'
import { appPools, pageFolders } from '../../support/healthyWeb'
import { component, components, dag1, withEx01 } from '../../support/inOrganization'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate, type RecordedSections } from '../../support/server'
import { service, withServices } from '../remediated'
import { ex01, path } from './componentsOfEx01'

type Recorded = Readonly<Record<string, unknown>>

const offline = component('ServerWideOffline', 'Inactive', ['Functional'])
const held = 'Inactive, held by Functional'
const drifts = (byHand: string, actual = held) => [
  { path: path('ServerWideOffline'), actual, desired: 'Active', remediation: null, byHand }
]

const notYet: ReadonlyArray<readonly [string, RecordedSections, string]> = [
  [
    'a service is stopped',
    withServices(service('MSExchangeIS', 'Automatic', 'Stopped')),
    'services-start must be judged and find nothing'
  ],
  [
    'the build is old',
    { build: { exSetup: '15.2.1544.4', binaries: [] } },
    'build, page-folders must be judged and find nothing'
  ],
  [
    'a binding is lost',
    {
      bindings: [
        {
          site: 'Default Web Site',
          protocol: 'https',
          address: '',
          port: 443,
          host: '',
          thumbprint: frontEndCertificate
        }
      ]
    },
    'ssl-bindings must be judged and find nothing'
  ],
  [
    'the services were not read',
    { services: { error: 'access denied' } },
    'services-start, supporting-services, dag-health must be judged and find nothing'
  ],
  [
    'a file of OWA is missing',
    { sharedWebConfig: { clientAccess: 'absent', httpProxy: 'present' } },
    'shared-web-config must be judged and find nothing'
  ],
  [
    'the certificates were not read',
    { certificates: { error: 'access denied' } },
    'ssl-bindings, oauth-certificate must be judged and find nothing'
  ],
  [
    'an application pool is stopped',
    { appPools: { ...appPools, pools: appPools.pools.map((pool) => ({ ...pool, state: 'Stopped' })) } },
    'http-500 must be judged and find nothing'
  ],
  [
    'a folder of pages is missing',
    { pageFolders: pageFolders.slice(1) },
    'page-folders must be judged and find nothing'
  ],
  [
    'a restart is pending',
    {
      pendingRestart: {
        ...{ componentServicing: ['RebootPending'], windowsUpdate: false, fileRenames: [], fileRenameCount: 0 },
        ...{ updateFlags: 0, computerName: { active: 'EX01', next: 'EX01' }, unread: [] }
      }
    },
    'pending-restart must be judged and find nothing'
  ],
  [
    'a service of Windows is Disabled',
    withServices(service('Netlogon', 'Disabled', 'Running')),
    'supporting-services must be judged and find nothing'
  ],
  ['the queue was not read', { mailQueue: { error: 'access denied' } }, 'mail-flow must be judged and find nothing'],
  ['the rights were not read', { acls: { error: 'access denied' } }, 'folder-acls must be judged and find nothing']
]

/** What of the organization keeps the server out of service, and the policy that says so. */
const notYetIn: ReadonlyArray<readonly [name: string, member: Recorded, sections: Recorded, policy: string]> = [
  ['a copy is not healthy', { databaseCopies: [copy('DB01', { status: 'FailedAndSuspended' })] }, {}, 'dag-health'],
  ['its copies were not read', { databaseCopies: { error: 'access denied' } }, {}, 'dag-health'],
  [
    'it is in no DAG, and its copies were not read',
    { databaseCopies: { error: 'access denied' } },
    { dags: [] },
    'dag-health'
  ],
  ['it is paused in its cluster', {}, { dags: [{ ...dag1, operationalMembers: ['EX02'] }] }, 'dag-health'],
  ['its certificate for OAuth is gone', {}, { authConfig: { currentThumbprint: 'F'.repeat(40) } }, 'oauth-certificate']
]

const person = 'only a person knows whether the maintenance is finished'

testRows(maintenance, 'what a failed update left Inactive', {
  drifting: [
    {
      name: 'all three come back, the server itself first',
      organization: ex01(
        component('Monitoring', 'Inactive', ['Functional']),
        component('RecoveryActionsEnabled', 'Inactive', ['Functional'], 'remoteStates'),
        offline
      ),
      drifts: ['ServerWideOffline', 'Monitoring', 'RecoveryActionsEnabled'].map((name) => ({
        path: path(name),
        actual: held,
        desired: 'Active',
        remediation: [
          `# Set ${name} of EX01 to Active for the requester Functional`,
          `Test-ComponentActive 'EX01' '${name}'`,
          `Set-ComponentActive 'EX01' '${name}' 'Functional' '2026-10-31T22:10:00Z'`
        ]
      }))
    },
    ...notYet.map(([name, facts, byHand]) => ({
      ...{ name: `not before all else is right: ${name}`, facts, organization: ex01(offline) },
      drifts: drifts(byHand)
    })),
    {
      name: 'mail waits for the server, since it is out of service',
      organization: withEx01({ componentStates: components(offline), queues: { deliveryMessages: 50_000 } }),
      drifts: [
        { path: path('ServerWideOffline'), actual: held, desired: 'Active', remediation: ['Set-ComponentActive'] }
      ]
    },
    ...notYetIn.map(([name, member, sections, policy]) => ({
      name: `not before all else is right: ${name}`,
      organization: withEx01({ componentStates: components(offline), ...member }, sections),
      drifts: drifts(`${policy} must be judged and find nothing`)
    })),
    ...(
      [
        ['Maintenance holds another component', 'HubTransport', 'Draining', ['Maintenance']],
        ['HealthApi holds another component', 'OwaProxy', 'Inactive', ['HealthApi']],
        ['a component that no update leaves is held', 'FrontendTransport', 'Inactive', ['Functional']]
      ] as const
    ).map(([name, other, state, [requester]]) => ({
      name: `a person decides: ${name}`,
      organization: ex01(offline, component(other, state, [requester])),
      drifts: [
        ...drifts(person),
        { path: path(other), actual: `${state}, held by ${requester}`, desired: 'Active', remediation: null }
      ]
    })),
    ...(
      [
        [
          'another requester asks for a component that is Active all the same',
          { component: 'HubTransport', state: 'Active' }
        ],
        ['another requester asks for a component of an unknown state', { component: 'OwaProxy', state: 'Unknown' }]
      ] as const
    ).map(([name, one]) => ({
      name: `a person decides: ${name}`,
      organization: ex01(offline, {
        ...{ ...one, remoteStates: [] },
        localStates: [{ requester: 'Maintenance', state: 'Inactive', time: '2026-10-31T22:10:00Z' }]
      }),
      drifts: drifts(person)
    })),
    {
      name: 'a person decides: monitoring alone is off, which people do as well',
      organization: ex01(component('RecoveryActionsEnabled', 'Inactive', ['Functional'])),
      drifts: [
        { path: path('RecoveryActionsEnabled'), actual: held, desired: 'Active', remediation: null, byHand: person }
      ]
    },
    {
      name: 'a person decides: monitoring was switched off at another time',
      organization: ex01(offline, {
        ...component('Monitoring', 'Inactive', ['Functional']),
        localStates: [{ requester: 'Functional', state: 'Inactive', time: '2026-10-31T19:00:00Z' }]
      }),
      drifts: [
        ...drifts(person),
        { path: path('Monitoring'), actual: held, desired: 'Active', remediation: null, byHand: person }
      ]
    },
    {
      name: 'a person decides: both requesters hold it',
      organization: ex01(component('ServerWideOffline', 'Inactive', ['Functional', 'Maintenance'])),
      drifts: drifts(person, 'Inactive, held by Functional and Maintenance')
    },
    {
      name: 'a person decides: it drains',
      organization: ex01(component('ServerWideOffline', 'Draining', ['Functional'])),
      drifts: drifts(person, 'Draining, held by Functional')
    },
    {
      name: 'a person decides: nobody knows since when it is held',
      organization: ex01({
        ...offline,
        localStates: [{ requester: 'Functional', state: 'Inactive', time: null }]
      }),
      drifts: drifts('it is not known since when')
    }
  ]
})
