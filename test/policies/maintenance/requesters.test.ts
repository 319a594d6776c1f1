import { maintenance } from '../../../policies/maintenance/policy'
import { component } from '../../support/inOrganization'
import { testRows } from '../../support/policyTester'
import { byHand, ex01, lifted, path } from './componentsOfEx01'

testRows(maintenance, 'who asks for a state', {
  compliant: [
    {
      name: 'they are Inactive whatever the case of their names, and whoever asks',
      organization: ex01(component('forwardsyncdaemon', 'Inactive'), component('PROVISIONINGRPS', 'Draining'))
    },
    {
      name: 'who asked for Inactive has asked for Active since, in the other place',
      organization: ex01({
        component: 'ServerWideOffline',
        state: 'Active',
        localStates: [{ requester: 'Maintenance', state: 'Active', time: '2026-11-01T02:00:00Z' }],
        remoteStates: [{ requester: 'Maintenance', state: 'Inactive', time: '2026-11-01T01:00:00Z' }]
      })
    },
    {
      name: 'an older recording without the states of the directory',
      organization: ex01({ component: 'ServerWideOffline', state: 'Active', localStates: [] })
    }
  ],
  drifting: [
    {
      name: 'nobody asked the organization, and the registry of the server has a request for another state',
      facts: {
        localStates: [
          { component: 'ServerWideOffline', requester: 'Maintenance', state: 'Inactive', time: '2026-11-01T01:00:00Z' },
          { component: 'ServerWideOffline', requester: 'Functional', state: 'Active', time: null },
          { component: 'ForwardSyncDaemon', requester: 'Functional', state: 'Inactive', time: null }
        ]
      },
      drifts: [
        {
          path: 'componentStates.ServerWideOffline',
          actual: 'Inactive, held by Maintenance',
          desired: 'Active',
          evidence: [
            'Maintenance asks for Inactive in the registry of the server, since 2026-11-01T01:00:00Z.',
            'Whether it was taken back later in Active Directory alone was not read'
          ],
          resolution: ["-Component 'ServerWideOffline' -State Active -Requester 'Maintenance'"],
          byHand: 'a later request in Active Directory was not read',
          remediation: null
        }
      ]
    },
    {
      name: 'the requester is in the directory alone',
      organization: ex01(component('ServerWideOffline', 'Inactive', ['Functional'], 'remoteStates')),
      drifts: [
        {
          ...{ path: path('ServerWideOffline'), actual: 'Inactive, held by Functional', desired: 'Active' },
          evidence: ['Functional asks for Inactive in Active Directory']
        }
      ]
    },
    {
      name: 'two requesters hold it, and each must lift its own',
      organization: ex01(component('ServerWideOffline', 'Inactive', ['Maintenance', 'Functional'])),
      drifts: [
        {
          ...{ path: path('ServerWideOffline'), actual: 'Inactive, held by Maintenance and Functional', ...byHand },
          byHand: 'only a person knows whether the maintenance is finished',
          resolution: [lifted('ServerWideOffline', 'Maintenance'), lifted('ServerWideOffline', 'Functional')]
        }
      ]
    },
    ...(['HealthApi', 'Sidelined', 'Deployment'] as const).map((requester) => ({
      name: `${requester} is never lifted`,
      organization: ex01(component('OwaProxy', 'Inactive', [requester])),
      drifts: [
        {
          ...{ path: path('OwaProxy'), actual: `Inactive, held by ${requester}`, ...byHand },
          resolution: [`Do not lift what ${requester} holds`]
        }
      ]
    })),
    {
      name: 'nobody is recorded who asks for it',
      organization: ex01({ component: 'ServerWideOffline', state: 'Inactive', localStates: [] }),
      drifts: [
        {
          ...{ path: path('ServerWideOffline'), actual: 'Inactive', ...byHand },
          resolution: ['Find out which requester holds ServerWideOffline', lifted('ServerWideOffline', 'Functional')]
        }
      ]
    },
    {
      name: 'a name that would leave its quotes',
      organization: ex01(component("Hub'; Stop-Computer; '", 'Inactive')),
      drifts: [
        {
          ...{ path: `componentStates["Hub'; Stop-Computer; '"]`, actual: 'Inactive, held by Maintenance', ...byHand },
          resolution: ["-Component 'Hub''; Stop-Computer; '''"]
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'Active, though somebody asks for Inactive',
      organization: ex01({
        component: 'ServerWideOffline',
        state: 'Active',
        localStates: [],
        remoteStates: [{ requester: 'Maintenance', state: 'Inactive', time: null }]
      }),
      reason: 'it is Active, yet Maintenance asks for Inactive in Active Directory'
    }
  ]
})
