import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { stepText } from '../../../judging/resolutionSteps'
import { sameName } from '../../../kernel/compare'
import { serviceDefaults } from '../../../policies/services/roleDefaults'
import { servicesStart } from '../../../policies/services-start/policy'
import { judgeRow, testPolicy } from '../../support/policyTester'
import { type RecordedSections, serverFacts, withoutRoles } from '../../support/server'
import { healthyRealServer } from '../services/healthyRealServer'

interface Listed {
  readonly name: string
  readonly status: string | null
  readonly startType: string | null
}

interface Flags {
  readonly delayedAutostart?: boolean
  readonly markedForDeletion?: boolean
}

const listed = (name: string, startType: string | null, status: string | null): Listed => ({ name, status, startType })

const started = (...names: ReadonlyArray<string>): ReadonlyArray<Listed> =>
  names.map((name) => listed(name, 'Automatic', 'Running'))

const windows = started('Winmgmt', 'W3SVC', 'IISADMIN')

const mailbox2016 = started(
  'FMS',
  'MSExchangeADTopology',
  'MSExchangeDelivery',
  'MSExchangeDiagnostics',
  'MSExchangeEdgeSync',
  'MSExchangeFrontEndTransport',
  'MSExchangeHM',
  'MSExchangeIS',
  'MSExchangeMailboxAssistants',
  'MSExchangeMailboxReplication',
  'MSExchangeRepl',
  'MSExchangeRPC',
  'MSExchangeServiceHost',
  'MSExchangeSubmission',
  'MSExchangeThrottling',
  'MSExchangeTransport',
  'MSExchangeTransportLogSearch'
)

const healthy: ReadonlyArray<Listed> = [
  ...windows,
  ...mailbox2016,
  listed('RemoteRegistry', 'Automatic', 'Stopped'),
  listed('MSExchangeImap4', 'Manual', 'Stopped'),
  listed('MSExchangePop3', 'Manual', 'Stopped'),
  listed('MSExchangeIMAP4BE', 'Manual', 'Stopped'),
  listed('MSExchangePOP3BE', 'Manual', 'Stopped'),
  listed('wsbexchange', 'Manual', 'Stopped')
]

/** A healthy 2019 mailbox server with some services put in the place of its own. */
const services = (...changed: ReadonlyArray<Listed & Flags>): RecordedSections => ({
  services: [...healthy.filter(({ name }) => !changed.some((one) => sameName(one.name, name))), ...changed]
})

const without = (name: string): RecordedSections => ({ services: healthy.filter((one) => one.name !== name) })

const server = (
  build: string,
  roles: ReadonlyArray<string>,
  list: ReadonlyArray<Listed>
): { readonly facts: RecordedSections } => ({
  facts: {
    identity: { name: 'EX01', roles, version: build },
    build: { exSetup: build, binaries: [] },
    services: list
  }
})

const edge = started(
  'Winmgmt',
  'ADAM_MSExchange',
  'MSExchangeEdgeCredential',
  'MSExchangeServiceHost',
  'MSExchangeDiagnostics',
  'MSExchangeHM',
  'MSExchangeTransport',
  'MSExchangeTransportLogSearch'
)

/** The server before its update, with the build of the update before. */
const baseline = (sections: RecordedSections) => ({
  baseline: {
    ...serverFacts({ build: { exSetup: '15.2.1748.39', binaries: [] }, ...sections }),
    collectedAt: '2026-10-30T08:00:00Z'
  }
})

/** The same server, of which nothing shows that an update ran since. */
const noUpdateSince = (sections: RecordedSections) => ({
  baseline: { ...serverFacts(sections), collectedAt: '2026-10-30T08:00:00Z' }
})

const startModes = (...changed: ReadonlyArray<Listed>) => [
  ...mailbox2016.filter(({ name }) => !changed.some((one) => sameName(one.name, name))),
  ...changed
]

/** What an update wrote before it stopped the services; it did not come to the end. */
const recordedByUpdate = (...changed: ReadonlyArray<Listed>): RecordedSections => ({
  servicesBefore: { startModes: startModes(...changed), states: null, runs: null }
})

const stopping = (line: number) => ({
  line,
  kind: 'before',
  succeeded: true,
  stopped: ['MSExchangeHM'],
  unrestored: [],
  errors: []
})

const poisoned = baseline({ services: [...windows, ...mailbox2016.map((one) => ({ ...one, startType: 'Disabled' }))] })

const hostile = "Evil'; Remove-Item C:\\ -Recurse; '"

const allDisabled = mailbox2016.map(({ name }) => listed(name, 'Disabled', 'Stopped'))

testPolicy(servicesStart, {
  compliant: [
    { name: 'a healthy 2019 server' },
    { name: 'a real healthy 2019 server', facts: { services: healthyRealServer } },
    {
      name: 'a healthy 2016 server, NotificationsBroker stopped',
      ...server(
        '15.1.2507.6',
        ['Mailbox'],
        [...healthy, ...started('MSExchangeUM'), listed('MSExchangeNotificationsBroker', 'Automatic', 'Stopped')]
      )
    },
    {
      name: 'a 2013 server with the Client Access role alone',
      ...server(
        '15.0.1497.2',
        ['ClientAccess'],
        [
          ...windows,
          ...started(
            'MSExchangeADTopology',
            'MSExchangeDiagnostics',
            'MSExchangeFrontEndTransport',
            'MSExchangeHM',
            'MSExchangeServiceHost',
            'MSExchangeUMCR'
          )
        ]
      )
    },
    {
      name: 'a 2013 server with the Mailbox role alone',
      ...server(
        '15.0.1497.2',
        ['Mailbox'],
        [...windows, ...mailbox2016.filter(({ name }) => name !== 'MSExchangeFrontEndTransport')]
      )
    },
    {
      name: 'a 2010 server with the Mailbox role alone',
      ...server(
        '14.3.513.0',
        ['Mailbox'],
        [
          ...started(
            'Winmgmt',
            'MSExchangeADTopology',
            'MSExchangeServiceHost',
            'MSExchangeIS',
            'MSExchangeSA',
            'MSExchangeRepl',
            'MSExchangeRPC',
            'MSExchangeThrottling',
            'MSExchangeMailboxAssistants',
            'MSExchangeMailSubmission',
            'MSExchangeSearch',
            'MSExchangeTransportLogSearch'
          ),
          listed('MSExchangeMonitoring', 'Manual', 'Stopped')
        ]
      )
    },
    {
      name: 'a 2010 server with the Client Access role alone',
      ...server(
        '14.3.513.0',
        ['ClientAccess'],
        [
          ...windows,
          ...started(
            'MSExchangeADTopology',
            'MSExchangeServiceHost',
            'MSExchangeAB',
            'MSExchangeFBA',
            'MSExchangeFDS',
            'MSExchangeProtectedServiceHost',
            'MSExchangeRPC',
            'MSExchangeMailboxReplication'
          ),
          listed('MSExchangePOP3', 'Manual', 'Stopped'),
          listed('MSExchangeIMAP4', 'Manual', 'Stopped')
        ]
      )
    },
    {
      name: 'a 2010 server with the Hub Transport role alone',
      ...server(
        '14.3.513.0',
        ['HubTransport'],
        started(
          'Winmgmt',
          'MSExchangeADTopology',
          'MSExchangeServiceHost',
          'MSExchangeTransport',
          'MSExchangeTransportLogSearch',
          'MSExchangeEdgeSync'
        )
      )
    },
    { name: 'an Edge Transport server', ...server('15.2.1748.53', ['Edge'], edge) },
    {
      name: 'an Edge Transport server with a disabled W3SVC',
      ...server('15.2.1748.53', ['Edge'], [...edge, listed('W3SVC', 'Disabled', 'Stopped')])
    },
    {
      name: 'POP3 and IMAP4 disabled, and Hyper-V is no service of Exchange',
      facts: services(
        listed('MSExchangePop3', 'Disabled', 'Stopped'),
        listed('MSExchangeImap4', 'Disabled', 'Stopped'),
        listed('vmickvpexchange', 'Disabled', 'Stopped')
      )
    },
    { name: 'delayed start', facts: services(listed('MSExchangeHM', 'AutomaticDelayedStart', 'Running')) },
    { name: 'pla stopped', facts: services(listed('pla', 'Manual', 'Stopped'), listed('WAS', 'Manual', 'Running')) },
    {
      name: 'a status that was not read and does not matter',
      facts: services(listed('wsbexchange', 'Manual', null))
    },
    {
      name: 'a Manual service of the baseline has become Automatic',
      facts: services(listed('wsbexchange', 'Automatic', 'Stopped')),
      desired: baseline({})
    },
    {
      name: 'a service was stopped before the update',
      facts: services(listed('HostControllerService', 'Automatic', 'Stopped')),
      desired: baseline(services(listed('HostControllerService', 'Automatic', 'Stopped')))
    },
    {
      name: 'a service was Disabled before the update',
      facts: services(listed('HostControllerService', 'Disabled', 'Stopped')),
      desired: baseline(services(listed('HostControllerService', 'Disabled', 'Stopped'))),
      reason: 'not judged, since Disabled before the update: HostControllerService'
    },
    {
      name: 'the settings want it Disabled and do not ask whether it runs',
      facts: services(listed('MSExchangeEdgeSync', 'Disabled', 'Running')),
      desired: { services: { msexchangeedgesync: 'Disabled' } }
    },
    {
      name: 'the settings want RemoteRegistry Automatic, which stops by itself',
      desired: { services: { RemoteRegistry: 'Automatic' } }
    },
    {
      name: 'the settings win over the baseline',
      facts: services(listed('MSExchangePop3', 'Manual', 'Stopped')),
      desired: {
        services: { MSExchangePOP3: 'Manual' },
        ...baseline(services(listed('MSExchangePop3', 'Automatic', 'Running')))
      }
    },
    {
      name: 'the baseline has no readable services',
      desired: baseline({ services: { error: 'timeout' } }),
      reason: 'its services could not be read (timeout)'
    },
    ...[
      ...['MSExchangeEdgeSync', 'MSExchangeAntispamUpdate', 'MSExchangeTransportLogSearch', 'wsbexchange'],
      ...['MSExchangeMitigation', 'RemoteRegistry']
    ].flatMap((name) => [
      {
        name: `${name}, which is optional, is Disabled, and no record tells whether a person did it`,
        facts: services(listed(name, 'Disabled', 'Stopped'))
      },
      {
        name: `${name} is Disabled now, and was so by the baseline`,
        facts: services(listed(name, 'Disabled', 'Stopped')),
        desired: baseline(services(listed(name, 'Disabled', 'Stopped')))
      },
      {
        name: `${name} is Disabled now, and was so by the record of the update`,
        facts: { ...services(listed(name, 'Disabled', 'Stopped')), ...recordedByUpdate(listed(name, 'Disabled', null)) }
      }
    ]),
    {
      name: 'an optional service is set to Manual and stopped',
      facts: services(listed('MSExchangeTransportLogSearch', 'Manual', 'Stopped'))
    },
    {
      name: 'Unified Messaging of 2016, which nobody uses, is Disabled',
      ...server(
        '15.1.2507.6',
        ['Mailbox'],
        [...healthy, listed('MSExchangeUM', 'Disabled', 'Stopped'), listed('MSExchangeUMCR', 'Disabled', 'Stopped')]
      )
    },
    {
      name: 'an Edge Transport server on which the optional services are Disabled',
      ...server(
        '15.2.1748.53',
        ['Edge'],
        [
          ...edge.filter(({ name }) => name !== 'MSExchangeTransportLogSearch'),
          listed('MSExchangeTransportLogSearch', 'Disabled', 'Stopped'),
          listed('MSExchangeAntispamUpdate', 'Disabled', 'Stopped')
        ]
      )
    },
    {
      name: 'a service that setup always installs was Disabled before, and Exchange works without it',
      facts: services(listed('MSExchangeHM', 'Disabled', 'Stopped')),
      desired: baseline(services(listed('MSExchangeHM', 'Disabled', 'Stopped'))),
      reason: 'not judged, since Disabled before the update: MSExchangeHM'
    },
    {
      name: 'the same by the record of the update, in another case',
      facts: {
        ...services(listed('MSExchangeMailboxAssistants', 'Disabled', 'Stopped')),
        ...recordedByUpdate(listed('msexchangemailboxassistants', 'Disabled', null))
      },
      reason: 'not judged, since Disabled before the update: MSExchangeMailboxAssistants'
    },
    {
      name: 'a service that setup always installs was stopped before',
      facts: services(listed('MSExchangeThrottling', 'Automatic', 'Stopped')),
      desired: baseline(services(listed('MSExchangeThrottling', 'Automatic', 'Stopped')))
    },
    {
      name: 'FMS was Disabled before on an Edge Transport server, where Transport does not depend on it',
      ...server('15.2.1748.53', ['Edge'], [...edge, listed('FMS', 'Disabled', 'Stopped')]),
      desired: baseline(server('15.2.1748.39', ['Edge'], [...edge, listed('FMS', 'Disabled', 'Stopped')]).facts)
    },
    {
      name: 'the Cluster service is Disabled, as on a server in no DAG',
      facts: services(listed('ClusSvc', 'Disabled', 'Stopped'))
    },
    {
      name: 'a failed update disabled optional services, of which its log tells that they did not run',
      facts: {
        services: [
          ...windows,
          ...mailbox2016.filter(({ name }) => name !== 'MSExchangeEdgeSync'),
          listed('MSExchangeEdgeSync', 'Disabled', 'Stopped')
        ],
        servicesBefore: { startModes: null, states: null, runs: [stopping(1)] }
      }
    },
    {
      name: 'a record without start types tells nothing',
      facts: recordedByUpdate(...mailbox2016.map((one) => ({ ...one, startType: null })))
    },
    {
      name: 'the second try of an update recorded that all was stopped, and the record of start types is right',
      facts: {
        servicesBefore: {
          startModes: startModes(),
          states: mailbox2016.map(({ name }) => ({ name, status: 'Stopped' })),
          runs: null
        }
      }
    },
    {
      name: 'a service of another product is left over',
      facts: services(listed('MSExchangeUM', 'Disabled', 'Stopped'))
    }
  ],
  drifting: [
    {
      name: 'a disabled service, with no record',
      facts: services(listed('MSExchangeServiceHost', 'Disabled', 'Stopped')),
      drifts: [
        {
          path: 'services.MSExchangeServiceHost',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: [
            'lists MSExchangeServiceHost (Microsoft Exchange Service Host) as Disabled, Stopped.',
            'By default it is Automatic on an Exchange 2019 server with the role Mailbox; no record'
          ],
          resolution: [
            'Expected MSExchangeServiceHost to be Automatic, Running; set its start type to Automatic and start it.',
            "Set-Service -Name 'MSExchangeServiceHost' -StartupType Automatic",
            "Start-Service -Name 'MSExchangeServiceHost'",
            'C:\\ExchangeSetupLogs\\ServiceControl.log',
            'last resort'
          ],
          byHand: 'no record of its state before the update exists',
          remediation: null
        }
      ]
    },
    {
      name: 'a stopped service',
      facts: services(listed('MSExchangeTransport', 'Automatic', 'Stopped')),
      drifts: [
        {
          path: 'services.MSExchangeTransport',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          resolution: ['Expected MSExchangeTransport to be Automatic, Running; start it.', 'after FMS'],
          remediation: [
            "Test-Running 'MSExchangeTransport'",
            "Start-AndWait 'MSExchangeTransport'",
            '$service.Start()',
            'if ($watch.Elapsed.TotalSeconds -ge $Seconds) { throw'
          ]
        }
      ]
    },
    {
      name: 'a delayed service that stopped keeps its start type',
      facts: services(listed('MSExchangeHM', 'AutomaticDelayedStart', 'Stopped')),
      drifts: [
        {
          path: 'services.MSExchangeHM',
          actual: 'AutomaticDelayedStart, Stopped',
          desired: 'AutomaticDelayedStart, Running'
        }
      ]
    },
    {
      name: 'a service that is starting',
      facts: services(listed('MSExchangeIS', 'Automatic', 'StartPending')),
      drifts: [
        {
          path: 'services.MSExchangeIS',
          actual: 'Automatic, StartPending',
          desired: 'Automatic, Running',
          resolution: ['read the server again first'],
          byHand: 'the service is in StartPending',
          remediation: null
        }
      ]
    },
    {
      name: 'a paused service',
      facts: services(listed('MSExchangeTransport', 'Automatic', 'Paused')),
      drifts: [
        {
          path: 'services.MSExchangeTransport',
          actual: 'Automatic, Paused',
          desired: 'Automatic, Running',
          resolution: ["Resume-Service -Name 'MSExchangeTransport'"]
        }
      ]
    },
    {
      name: 'ADTopology, which needs Net.Tcp Port Sharing, in another case',
      facts: {
        services: [
          ...healthy.filter(({ name }) => name !== 'MSExchangeADTopology'),
          listed('msexchangeadtopology', 'Disabled', 'Stopped')
        ]
      },
      drifts: [
        {
          path: 'services.msexchangeadtopology',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          resolution: ['NetTcpPortSharing', "Start-Service -Name 'msexchangeadtopology'"]
        }
      ]
    },
    {
      name: 'a core service is missing',
      facts: without('MSExchangeIS'),
      drifts: [
        {
          path: 'services.MSExchangeIS',
          actual: 'absent',
          desired: 'Automatic, Running',
          evidence: ['lists no service MSExchangeIS'],
          resolution: ['Expected MSExchangeIS to be installed', "Get-Service -Name 'MSExchangeIS'"]
        }
      ]
    },
    {
      name: 'FMS is missing, which every server with the Mailbox role has since 2013',
      facts: without('FMS'),
      drifts: [{ path: 'services.FMS', actual: 'absent', desired: 'Automatic, Running' }]
    },
    {
      name: 'W3SVC is missing, which belongs to Windows',
      facts: without('W3SVC'),
      drifts: [
        {
          path: 'services.W3SVC',
          actual: 'absent',
          desired: 'Automatic, Running',
          resolution: ['Web-WebServer']
        }
      ]
    },
    {
      name: 'pla is Disabled, and RemoteRegistry, which hardening disables, is left to supporting-services',
      facts: services(listed('RemoteRegistry', 'Disabled', 'Stopped'), listed('pla', 'Disabled', 'Stopped')),
      drifts: [
        {
          path: 'services.pla',
          actual: 'Disabled, Stopped',
          desired: 'Manual, Stopped',
          resolution: ["Set-Service -Name 'pla' -StartupType Manual"]
        }
      ]
    },
    {
      name: 'a failed update disabled everything',
      facts: { services: [...windows, ...allDisabled.slice(0, 16), ...started('MSExchangeTransportLogSearch')] },
      drifts: serviceDefaults.flatMap(({ name }) =>
        allDisabled.slice(0, 16).some((one) => one.name === name)
          ? [
              {
                path: `services.${name}`,
                actual: 'Disabled, Stopped',
                desired: 'Automatic, Running',
                resolution: [
                  '.\\ServiceControl.ps1 AfterPatch',
                  "Set-Location -LiteralPath 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Bin'",
                  'Copy-Item'
                ],
                // The optional ones are drift, too, but a person must know whether they were in use.
                remediation: name === 'MSExchangeEdgeSync' ? null : [`Set-StartType '${name}' Automatic`]
              }
            ]
          : []
      )
    },
    {
      name: 'a failed update disabled everything, and its log tells only what ran',
      facts: {
        services: [
          listed('RemoteRegistry', 'Disabled', 'Stopped'),
          ...windows,
          ...allDisabled.filter(({ name }) => name !== 'MSExchangeTransportLogSearch')
        ],
        servicesBefore: {
          startModes: null,
          states: null,
          runs: [{ ...stopping(1), stopped: mailbox2016.map(({ name }) => name) }]
        }
      },
      drifts: [
        {
          path: 'services.RemoteRegistry',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Stopped',
          remediation: null
        },
        ...serviceDefaults.flatMap(({ name }) =>
          mailbox2016.some((one) => one.name === name)
            ? [
                name === 'MSExchangeTransportLogSearch'
                  ? { path: `services.${name}`, actual: 'absent', desired: 'Automatic, Running' }
                  : {
                      path: `services.${name}`,
                      actual: 'Disabled, Stopped',
                      desired: 'Automatic, Running',
                      remediation: [`Set-StartType '${name}' Automatic`]
                    }
              ]
            : []
        )
      ]
    },
    {
      name: 'the baseline tells only that a service ran, and not by which start type',
      facts: services(listed('HostControllerService', 'Disabled', 'Stopped')),
      desired: baseline(services(listed('hostcontrollerservice', null, 'Running'))),
      drifts: [
        {
          path: 'services.HostControllerService',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: ['Before the update (baseline of 2026-10-30) it was running.']
        }
      ]
    },
    {
      name: 'the start type is already wrong where the status was not read',
      facts: services(listed('MSExchangeIS', 'Manual', null)),
      drifts: [{ path: 'services.MSExchangeIS', actual: 'Manual, not read', desired: 'Automatic, Running' }]
    },
    {
      name: 'the status is already wrong where the start type was not read',
      facts: services(listed('MSExchangeIS', null, 'Stopped')),
      drifts: [{ path: 'services.MSExchangeIS', actual: 'not read, Stopped', desired: 'Automatic, Running' }]
    },
    {
      name: 'POP3 ran before the update',
      desired: baseline(services(listed('MSExchangePOP3', 'Automatic', 'Running'))),
      facts: services(listed('MSExchangePop3', 'Manual', 'Stopped')),
      drifts: [
        {
          path: 'services.MSExchangePop3',
          actual: 'Manual, Stopped',
          desired: 'Automatic, Running',
          evidence: ['Before the update (baseline of 2026-10-30) it was Automatic, Running.']
        }
      ]
    },
    {
      name: 'IMAP4 was Manual and ran before the update',
      desired: baseline(services(listed('MSExchangeImap4', 'Manual', 'Running'))),
      facts: services(listed('MSExchangeImap4', 'Disabled', 'Stopped')),
      drifts: [{ path: 'services.MSExchangeImap4', actual: 'Disabled, Stopped', desired: 'Manual, Running' }]
    },
    {
      name: 'wsbexchange was Manual and stopped before the update',
      desired: baseline({}),
      facts: services(listed('wsbexchange', 'Disabled', 'Stopped')),
      drifts: [{ path: 'services.wsbexchange', actual: 'Disabled, Stopped', desired: 'Manual, Stopped' }]
    },
    ...(['Disabled', 'Automatic'] as const).map((startType) => ({
      name: `a core service that the baseline has as ${startType}, Stopped, is not believed to have been so`,
      facts: services(listed('MSExchangeIS', startType, 'Stopped')),
      desired: baseline(services(listed('MSExchangeIS', startType, 'Stopped'))),
      drifts: [{ path: 'services.MSExchangeIS', actual: `${startType}, Stopped`, desired: 'Automatic, Running' }]
    })),
    ...['WinMgmt', 'W3SVC', 'MSExchangeADTopology', 'MSExchangeIS', 'MSExchangeTransport', 'FMS'].map((name) => ({
      name: `${name}, without which Exchange does not work, was Disabled before`,
      facts: services(listed(name, 'Disabled', 'Stopped')),
      desired: baseline(services(listed(name, 'Disabled', 'Stopped'))),
      drifts: [
        {
          path: `services.${name}`,
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: ['(baseline of 2026-10-30) has it Disabled, but Exchange does not work without it'],
          resolution: [
            'unless it was disabled on purpose',
            `Find out first whether a person or a Group Policy disabled ${name} on purpose.`,
            `Set the start type of ${name} too, only if nobody disabled it on purpose`
          ],
          remediation: null
        }
      ]
    })),
    {
      name: 'the Information Store was set to Manual and stopped before',
      facts: services(listed('MSExchangeIS', 'Manual', 'Stopped')),
      desired: baseline(services(listed('MSExchangeIS', 'Manual', 'Stopped'))),
      drifts: [{ path: 'services.MSExchangeIS', actual: 'Manual, Stopped', desired: 'Automatic, Running' }]
    },
    ...['MSExchangeEdgeSync', 'MSExchangeMitigation', 'MSExchangeHM'].flatMap((name) => [
      {
        name: `${name} was active by the baseline, is Disabled now, and an update ran since`,
        facts: services(listed(name, 'Disabled', 'Stopped')),
        desired: baseline(services(listed(name, 'Automatic', 'Running'))),
        drifts: [
          {
            path: `services.${name}`,
            actual: 'Disabled, Stopped',
            desired: 'Automatic, Running',
            remediation: [`Set-StartType '${name}' Automatic`, `Start-AndWait '${name}'`]
          }
        ]
      },
      {
        name: `${name} was active by the record that an update left behind, and is Disabled now`,
        facts: {
          ...services(listed(name, 'Disabled', 'Stopped')),
          ...recordedByUpdate(listed(name, 'Automatic', null))
        },
        drifts: [
          {
            path: `services.${name}`,
            actual: 'Disabled, Stopped',
            desired: 'Automatic, Running',
            remediation: [`Set-StartType '${name}' Automatic`, `Start-AndWait '${name}'`]
          }
        ]
      },
      {
        name: `${name} was active by the baseline, and nothing shows an update since`,
        facts: services(listed(name, 'Disabled', 'Stopped')),
        desired: noUpdateSince(services(listed(name, 'Automatic', 'Running'))),
        drifts: [
          {
            path: `services.${name}`,
            actual: 'Disabled, Stopped',
            desired: 'Automatic, Running',
            resolution: ['unless it was disabled on purpose.', 'If so, leave it disabled'],
            byHand: 'nothing shows an update since its state was recorded, so a person may have disabled it since',
            remediation: null
          }
        ]
      }
    ]),
    {
      name: 'a service of the baseline that is only stopped is started without an update, too',
      facts: services(listed('MSExchangeHM', 'Automatic', 'Stopped')),
      desired: noUpdateSince({}),
      drifts: [
        {
          path: 'services.MSExchangeHM',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          resolution: ['events 7000 to 7034'],
          remediation: ["Start-AndWait 'MSExchangeHM'"]
        }
      ]
    },
    ...(
      [
        ['a new run in ServiceControl.log', { startModes: null, states: null, runs: [stopping(1), stopping(40)] }],
        ['a new ServiceStartupMode.xml', { startModes: startModes(), states: null, runs: [stopping(1)] }]
      ] as const
    ).map(([trace, servicesBefore]) => ({
      name: `${trace} shows an update since the baseline`,
      facts: { ...services(listed('MSExchangeHM', 'Disabled', 'Stopped')), servicesBefore },
      desired: noUpdateSince({ servicesBefore: { startModes: null, states: null, runs: [stopping(1)] } }),
      drifts: [
        {
          path: 'services.MSExchangeHM',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          remediation: ["Set-StartType 'MSExchangeHM' Automatic"]
        }
      ]
    })),
    {
      name: 'the record is left over from an update that restored all services',
      facts: {
        ...services(listed('MSExchangeHM', 'Disabled', 'Stopped')),
        servicesBefore: {
          startModes: startModes(),
          states: null,
          runs: [stopping(1), { ...stopping(30), kind: 'after', stopped: [] }]
        }
      },
      drifts: [
        {
          path: 'services.MSExchangeHM',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          byHand: 'nothing shows an update since',
          remediation: null
        }
      ]
    },
    {
      name: 'the update recorded only that POP3 started by itself',
      facts: {
        ...services(listed('MSExchangePop3', 'Disabled', 'Stopped')),
        ...recordedByUpdate(listed('MSExchangePOP3', 'Automatic', null))
      },
      drifts: [
        {
          path: 'services.MSExchangePop3',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: ['it was Automatic.'],
          remediation: ["Set-StartType 'MSExchangePop3' Automatic"]
        }
      ]
    },
    {
      name: 'the second try recorded that all was stopped, and a service of Exchange is stopped now',
      facts: {
        ...services(listed('MSExchangeMailboxAssistants', 'Automatic', 'Stopped')),
        servicesBefore: {
          startModes: startModes(),
          states: mailbox2016.map(({ name }) => ({ name, status: 'Stopped' })),
          runs: null
        }
      },
      drifts: [
        {
          path: 'services.MSExchangeMailboxAssistants',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running'
        }
      ]
    },
    {
      name: 'FMS is Disabled, and Transport, which depends on it, still runs',
      facts: services(listed('FMS', 'Disabled', 'Stopped')),
      drifts: [
        {
          path: 'services.FMS',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          resolution: ['MSExchangeTransport depends on FMS', "Start-Service -Name 'FMS'"],
          remediation: null
        }
      ]
    },
    {
      name: 'a member of a DAG had the Cluster service running before',
      facts: services(listed('ClusSvc', 'Disabled', 'Stopped')),
      desired: baseline(services(listed('ClusSvc', 'Automatic', 'Running'))),
      drifts: [
        {
          path: 'services.ClusSvc',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          byHand: 'whether the server still belongs to its cluster is not known',
          remediation: null
        }
      ]
    },
    {
      name: 'a baseline that is not older than the facts is ignored',
      facts: services(listed('HostControllerService', 'Disabled', 'Stopped')),
      desired: { baseline: serverFacts(services(listed('HostControllerService', 'Disabled', 'Stopped'))) },
      drifts: [{ path: 'services.HostControllerService', actual: 'Disabled, Stopped', desired: 'Automatic, Running' }],
      reason: 'it is not older than the facts'
    },
    {
      name: 'a service of the baseline is gone',
      desired: baseline(services(listed('HostControllerService', 'Automatic', 'Running'))),
      drifts: [{ path: 'services.HostControllerService', actual: 'absent', desired: 'Automatic, Running' }]
    },
    {
      name: 'a baseline that says nothing of a service leaves it to the defaults',
      desired: baseline(services(listed('MSExchangeIS', null, null))),
      facts: services(listed('MSExchangeIS', 'Disabled', 'Stopped')),
      drifts: [
        {
          path: 'services.MSExchangeIS',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: ['(baseline of 2026-10-30) tells nothing of it that can be used']
        }
      ]
    },
    {
      name: 'the baseline was made of a failed update',
      desired: poisoned,
      facts: services(listed('MSExchangeIS', 'Disabled', 'Stopped')),
      reason: 'The baseline of 2026-10-30 is ignored',
      drifts: [
        {
          path: 'services.MSExchangeIS',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: ['By default it is Automatic', 'can not be used'],
          byHand: 'the record of the state before the update can not be believed',
          remediation: null
        }
      ]
    },
    {
      name: 'the baseline was made while most services were stopped',
      desired: baseline({ services: mailbox2016.map((one) => ({ ...one, status: 'Stopped' })) }),
      facts: services(listed('MSExchangeIS', 'Automatic', 'Stopped')),
      reason: 'The baseline of 2026-10-30 is ignored',
      drifts: [{ path: 'services.MSExchangeIS', actual: 'Automatic, Stopped', desired: 'Automatic, Running' }]
    },
    {
      name: 'the update recorded that POP3 was Automatic and ran',
      facts: {
        ...services(listed('MSExchangePop3', 'Manual', 'Stopped')),
        servicesBefore: {
          startModes: [...mailbox2016, listed('MSExchangePOP3', 'Automatic', null)],
          states: [{ name: 'MSExchangePOP3', status: 'Running' }],
          runs: null
        }
      },
      drifts: [
        {
          path: 'services.MSExchangePop3',
          actual: 'Manual, Stopped',
          desired: 'Automatic, Running',
          evidence: ['ServiceStartupMode.xml, which the update wrote'],
          remediation: ["Set-StartType 'MSExchangePop3' Automatic", "Start-AndWait 'MSExchangePop3'"]
        }
      ]
    },
    {
      name: 'the log tells that a service ran which starts by default, and it is Disabled now',
      facts: {
        ...services(listed('MSExchangeIS', 'Disabled', 'Stopped')),
        servicesBefore: {
          startModes: null,
          states: null,
          runs: [{ line: 9, kind: 'before', succeeded: true, stopped: ['MSExchangeIS'], unrestored: [], errors: [] }]
        }
      },
      drifts: [
        {
          path: 'services.MSExchangeIS',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          remediation: ["Set-StartType 'MSExchangeIS' Automatic", "Start-AndWait 'MSExchangeIS'"]
        }
      ]
    },
    {
      name: 'a second try poisoned the record, and the log of the first tells what ran',
      facts: {
        ...services(listed('MSExchangePop3', 'Disabled', 'Stopped')),
        servicesBefore: {
          startModes: mailbox2016.map((one) => ({ ...one, startType: 'Disabled' })),
          states: null,
          runs: [
            { line: 1, kind: 'after', succeeded: true, stopped: [], unrestored: [], errors: [] },
            { line: 9, kind: 'before', succeeded: false, stopped: ['MSExchangePOP3'], unrestored: [], errors: [] },
            { line: 20, kind: 'before', succeeded: true, stopped: ['W3Svc'], unrestored: [], errors: [] }
          ]
        }
      },
      drifts: [
        {
          path: 'services.MSExchangePop3',
          actual: 'Disabled, Stopped',
          desired: 'Manual, Running',
          evidence: ['stopping lines of ServiceControl.log', 'most services of Exchange are Disabled in it'],
          byHand: 'only that it ran before the update is recorded',
          remediation: null
        }
      ]
    },
    {
      name: 'delayed start before the update is restored as such',
      desired: baseline(services(listed('MSExchangeHM', 'AutomaticDelayedStart', 'Running'))),
      facts: services(listed('MSExchangeHM', 'Disabled', 'Running')),
      drifts: [
        {
          path: 'services.MSExchangeHM',
          actual: 'Disabled, Running',
          desired: 'AutomaticDelayedStart, Running',
          resolution: ["config 'MSExchangeHM' start= delayed-auto"],
          remediation: ["Set-StartType 'MSExchangeHM' Delayed", "Test-StartType 'MSExchangeHM' Delayed"]
        }
      ]
    },
    {
      name: 'delayed start that an update has lost',
      desired: baseline(services(listed('MSExchangeHM', 'AutomaticDelayedStart', 'Running'))),
      facts: services({ ...listed('MSExchangeHM', 'Automatic', 'Running'), delayedAutostart: false }),
      drifts: [
        {
          path: 'services.MSExchangeHM',
          actual: 'Automatic, Running',
          desired: 'AutomaticDelayedStart, Running',
          remediation: ["Set-StartType 'MSExchangeHM' Delayed"]
        }
      ]
    },
    {
      name: 'delayed start that the settings ask for',
      desired: { services: { MSExchangeHM: 'AutomaticDelayedStart' } },
      facts: services({ ...listed('MSExchangeHM', 'Automatic', 'Running'), delayedAutostart: false }),
      drifts: [
        {
          path: 'services.MSExchangeHM',
          actual: 'Automatic, Running',
          desired: 'AutomaticDelayedStart, Running',
          remediation: ["Set-StartType 'MSExchangeHM' Delayed"]
        }
      ]
    },
    {
      name: 'a service that is marked for deletion, though it runs',
      facts: services({ ...listed('MSExchangeHM', 'Automatic', 'Running'), markedForDeletion: true }),
      drifts: [
        {
          path: 'services.MSExchangeHM',
          actual: 'Automatic, Running, marked for deletion',
          desired: 'Automatic, Running',
          resolution: ['restart the computer'],
          byHand: 'only a restart of the computer ends that',
          remediation: null
        }
      ]
    },
    {
      name: 'a stopped service that is marked for deletion gets no steps',
      facts: services({ ...listed('MSExchangeHM', 'Disabled', 'Stopped'), markedForDeletion: true }),
      drifts: [
        {
          path: 'services.MSExchangeHM',
          actual: 'Disabled, Stopped, marked for deletion',
          desired: 'Automatic, Running',
          resolution: ['Restart the computer: MSExchangeHM is marked for deletion'],
          remediation: null
        }
      ]
    },
    {
      name: 'a service that was Manual before is enabled as Manual, whatever else than Disabled it is now',
      desired: baseline(services(listed('wsbexchange', 'Manual', 'Stopped'))),
      facts: services(listed('wsbexchange', 'Disabled', 'Stopped')),
      drifts: [
        {
          path: 'services.wsbexchange',
          actual: 'Disabled, Stopped',
          desired: 'Manual, Stopped',
          remediation: ["Set-StartType 'wsbexchange' Manual", "Test-StartType 'wsbexchange' Enabled"]
        }
      ]
    },
    {
      name: 'Net.Tcp Port Sharing must not be Disabled',
      desired: baseline(services(listed('NetTcpPortSharing', 'Automatic', 'Running'))),
      facts: services(listed('NetTcpPortSharing', 'Disabled', 'Stopped')),
      drifts: [
        {
          path: 'services.NetTcpPortSharing',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Stopped',
          remediation: ["Set-StartType 'NetTcpPortSharing' Automatic"]
        }
      ]
    },
    {
      name: 'the settings ask for POP3',
      desired: { services: { msexchangepop3: 'Automatic' } },
      drifts: [
        {
          path: 'services.MSExchangePop3',
          actual: 'Manual, Stopped',
          desired: 'Automatic, Running',
          evidence: ['The settings ask for the start type Automatic.']
        }
      ]
    },
    {
      name: 'the settings ask for a service that is not installed',
      desired: { services: { Tansport: 'Manual', MSExchangeUM: 'Disabled' } },
      drifts: [{ path: 'services.Tansport', actual: 'absent', desired: 'Manual', resolution: ['correct the settings'] }]
    },
    {
      name: 'a hostile name in the settings stays data',
      facts: services(listed(hostile, 'Disabled', 'Stopped')),
      desired: { services: { [hostile]: 'Automatic' } },
      drifts: [
        {
          path: `services["${hostile}"]`,
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          resolution: ["-Name 'Evil''; Remove-Item C:\\ -Recurse; ''' -StartupType Automatic"],
          remediation: null
        }
      ]
    }
  ],
  unknown: [
    { name: 'an empty list', facts: { services: [] }, reason: 'empty' },
    {
      name: 'the start type was not read',
      facts: services(listed('MSExchangeIS', null, 'Running')),
      reason: 'did not tell the start type of MSExchangeIS'
    },
    {
      name: 'whether a start is delayed, as it was before, was not read',
      desired: { services: { MSExchangeHM: 'AutomaticDelayedStart' } },
      facts: services(listed('MSExchangeHM', 'Automatic', 'Running')),
      reason: 'whether the automatic start of MSExchangeHM is delayed, as it should be, was not read'
    },
    {
      name: 'the status was not read',
      facts: services(listed('MSExchangeIS', 'Automatic', null)),
      reason: 'did not tell the status of MSExchangeIS'
    },
    { name: 'the identity was not read', facts: { identity: { error: 'timeout' } }, reason: 'timeout' }
  ],
  notApplicable: [
    {
      name: 'a computer with the management tools alone',
      facts: {
        identity: { name: 'ADMIN01', roles: [] },
        ...withoutRoles,
        services: [{ name: 'WinRM', status: 'Running', startType: 'Automatic' }]
      },
      reason: 'management tools'
    }
  ]
})

const test = suite('what services-start says')

test('a drift has three to six steps', () => {
  const facts = services(
    listed('MSExchangeIS', 'Disabled', 'StopPending'),
    listed('MSExchangeRPC', 'Automatic', 'Stopped')
  )
  for (const { resolution } of judgeRow(servicesStart, { name: '', facts }).drifts)
    assert.ok(resolution.steps.length >= 3 && resolution.steps.length <= 6, resolution.steps.map(stepText).join('\n'))
})

test('a service that the settings want Disabled, and that is not there, is named: the name may be misspelt', () => {
  const verdict = judgeRow(servicesStart, { name: '', facts: {}, desired: { services: { FSM: 'Disabled' } } })
  assert.match(verdict.reason ?? '', 'the settings name FSM, which is not installed')
})

test('a service that is only stopped is no sign of an update that failed', () => {
  const { drifts } = judgeRow(servicesStart, { name: '', facts: services(listed('Winmgmt', 'Automatic', 'Stopped')) })
  const text = drifts.flatMap(({ resolution }) => resolution.steps.map(stepText)).join('\n')
  assert.match(text, 'Service Control Manager')
  assert.not.match(text, /last resort|ServiceControl\.log/)
})

const unreadRecords: Readonly<Record<string, unknown>> = {
  'all of it': { error: 'access denied' },
  'a file of it': { startModes: null, states: null, runs: null, unread: [{ file: 'a.xml', reason: 'access denied' }] }
}

for (const [name, servicesBefore] of Object.entries(unreadRecords)) {
  const judge = (facts: RecordedSections, desired = {}) =>
    judgeRow(servicesStart, { name, facts: { ...facts, servicesBefore }, desired })

  test(`what the update recorded could not be read, ${name}: unknown is what it could decide`, () => {
    const { status, drifts, unknowns, compliances } = judge(
      services(
        listed('MSExchangeMailboxAssistants', 'Disabled', 'Stopped'),
        listed('MSExchangePop3', 'Manual', 'Stopped')
      )
    )
    assert.equal([status, drifts], ['unknown', []])
    const paths = unknowns.map(({ path }) => path[1])
    for (const one of ['MSExchangeMailboxAssistants', 'MSExchangePop3']) assert.ok(paths.includes(one), paths.join())
    assert.match(unknowns[0]?.reason ?? '', 'access denied')
    assert.ok(compliances.some(({ path }) => path[1] === 'MSExchangeRPC'))
  })

  test(`what the update recorded could not be read, ${name}: a service that Exchange can't work without is a drift`, () => {
    const { drifts } = judge(services(listed('MSExchangeIS', 'Disabled', 'Stopped')))
    assert.equal(
      drifts.map(({ path, remediation }) => [path[1], E.isLeft(remediation)]),
      [['MSExchangeIS', true]]
    )
  })

  test(`what the update recorded could not be read, ${name}: settings and a baseline decide without it`, () => {
    const stopped = services(listed('MSExchangeIS', 'Disabled', 'Stopped'))
    const byBaseline = judge(stopped, baseline({ services: [...windows, ...mailbox2016] }))
    assert.equal([byBaseline.status, byBaseline.unknowns], ['drift', []])
    const bySettings = judge(stopped, { services: { MSExchangeIS: 'Automatic' } })
    assert.equal(
      bySettings.drifts.map(({ path }) => path[1]),
      ['MSExchangeIS']
    )
  })
}

test('a recording without what the update recorded is judged, and the coverage says so', () => {
  const verdict = judgeRow(servicesStart, { name: '', facts: { servicesBefore: undefined } })
  assert.equal([verdict.status, verdict.unread], ['compliant', ['servicesBefore']])
  assert.match(verdict.reason ?? '', 'this recording has no section servicesBefore; record it anew')
})

test('the table names each service once', () => {
  const names = serviceDefaults.map(({ name }) => name.toLowerCase())
  assert.is(new Set(names).size, names.length)
})

test.run()
