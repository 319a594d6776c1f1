/** The recorded form of a small organization's facts, every object with all its keys. */
export const organizationRecording = (): {
  readonly facts: Readonly<Record<string, unknown>>
  readonly servers: Readonly<Record<string, Readonly<Record<string, unknown>>>>
} => ({
  ...{ version: 1, organization: 'Contoso', collectedAt: '2026-11-01T08:00:00Z' },
  facts: {
    servers: [
      {
        name: 'EX01',
        fqdn: 'ex01.contoso.example',
        site: 'Berlin',
        roles: ['Mailbox'],
        edition: 'Enterprise',
        version: '15.2.1748.10'
      }
    ],
    dags: [
      {
        name: 'DAG1',
        members: ['EX01', 'EX02'],
        operationalMembers: ['EX01'],
        serversInMaintenance: ['EX02'],
        witnessServer: 'fs01.contoso.example',
        witnessShareInUse: 'Primary',
        primaryActiveManager: 'EX01'
      }
    ],
    authConfig: {
      currentThumbprint: 'A'.repeat(40),
      previousThumbprint: null,
      nextThumbprint: null,
      nextEffectiveDate: null
    },
    virtualDirectories: [
      {
        server: 'EX01',
        kind: 'owa',
        internalUrl: 'https://ex01.contoso.example/owa',
        externalUrl: 'https://mail.contoso.example/owa'
      }
    ],
    adminNames: {
      ...{ groups: 14, members: 23 },
      names: [{ group: 'Organization Management', name: 'svc-exchange$' }],
      unread: [
        { name: 'CN=S-1-5-21-1-2-3-500,CN=ForeignSecurityPrincipals,DC=contoso,DC=example', reason: 'access denied' }
      ]
    },
    directory: {
      organization: 'Contoso',
      organizationVersion: 16_762,
      schemaVersion: 17_003,
      schemaMaster: { server: 'DC01', site: 'Berlin' },
      wellKnownObjects: [{ guid: 'A'.repeat(32), name: 'CN=Recipient Management' }],
      domains: [
        {
          ...{ domain: 'contoso.example', unread: null },
          containers: [{ name: 'CN=Microsoft Exchange System Objects,DC=contoso,DC=example', version: 13_243 }]
        }
      ]
    }
  },
  servers: {
    EX01: {
      componentStates: [
        {
          component: 'ServerWideOffline',
          state: 'Inactive',
          localStates: [{ requester: 'Functional', state: 'Inactive', time: '2026-10-31T22:10:00Z' }],
          remoteStates: [{ requester: 'Functional', state: 'Inactive', time: '2026-10-31T22:10:00Z' }]
        }
      ],
      databaseCopies: [
        {
          database: 'DB01',
          status: 'Mounted',
          copyQueueLength: 0,
          replayQueueLength: 0,
          contentIndexState: 'Healthy',
          activationSuspended: false,
          replayLagSeconds: 0
        }
      ],
      activation: { dag: 'DAG1', autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false },
      queues: { deliveryMessages: 3 },
      resourceThrottling: {
        aggregate: 'Low',
        resources: [
          {
            ...{ resource: 'UsedDiskSpace', path: 'D:\\Queue', use: 'Low', pressure: 33 },
            transitions: { lowToMedium: 90, mediumToHigh: 99, highToMedium: 94, mediumToLow: 88 }
          }
        ]
      }
    }
  }
})
