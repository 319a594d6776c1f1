import { sameName } from '../../../kernel/compare'
import { serviceDefaults } from '../../../policies/services/roleDefaults'
import { servicesStart } from '../../../policies/services-start/policy'
import { testRows } from '../../support/policyTester'
import type { RecordedSections } from '../../support/server'
import { baseline, listed, mailbox2016, server, services, started } from './exchangeServices'

const toRepair = 'the update is half installed, and must be repaired before any service starts'

const build = '15.2.1748.39'

/** What shows that an update is half installed. */
const half: ReadonlyArray<readonly [name: string, facts: RecordedSections]> = [
  ['setup has not finished a role', { setupState: [{ role: 'MailboxRole', action: 'Install', watermark: '1d2c' }] }],
  ['an upgrade was broken off', { setupState: [{ role: 'MailboxRole', action: 'BuildToBuildUpgrade' }] }],
  ['a file is missing', { build: { exSetup: build, binaries: [], missing: ['Bin\\Microsoft.Exchange.Common.dll'] } }],
  [
    'a file is older than ExSetup.exe',
    { build: { exSetup: build, binaries: [{ path: 'Bin\\EdgeTransport.exe', version: '15.2.1544.4' }] } }
  ]
]

const leftTo = (needed: string): string => `${needed}, which must run first, is left to a person`

type Listed = ReturnType<typeof listed>

const stopped = (name: string): Listed => listed(name, 'Automatic', 'Stopped')

const disabled = (name: string): Listed => listed(name, 'Disabled', 'Stopped')

/** A drift of a stopped service; `why` is why a person must start it, null where a remediation does. */
const notRunning = (name: string, why: string | null) => ({
  path: `services.${name}`,
  actual: 'Automatic, Stopped',
  desired: 'Automatic, Running',
  ...(why === null ? { remediation: [`Start-AndWait '${name}'`] } : { byHand: why, remediation: null })
})

const notEnabled = (name: string) => ({
  path: `services.${name}`,
  actual: 'Disabled, Stopped',
  desired: 'Automatic, Running',
  byHand: 'this may be on purpose',
  remediation: null
})

const edgeServer = (...changed: ReadonlyArray<Listed>): RecordedSections =>
  server(
    build,
    ['Edge'],
    [
      ...started(
        'MSExchangeTransportLogSearch',
        'Winmgmt',
        'MSExchangeEdgeCredential',
        'MSExchangeServiceHost',
        'MSExchangeDiagnostics',
        'MSExchangeHM'
      ),
      ...changed
    ]
  ).facts

/** One that has only the services of the Client Access role. */
const legacyServer = (...changed: ReadonlyArray<Listed>): RecordedSections => {
  const usual = [
    ...['Winmgmt', 'W3SVC', 'IISADMIN', 'MSExchangeADTopology', 'MSExchangeServiceHost', 'MSExchangeAB'],
    ...[
      'MSExchangeFBA',
      'MSExchangeFDS',
      'MSExchangeProtectedServiceHost',
      'MSExchangeRPC',
      'MSExchangeMailboxReplication'
    ]
  ]
  const others = usual.filter((name) => !changed.some((one) => one.name === name))
  return server('14.3.513.0', ['ClientAccess'], [...started(...others), ...changed]).facts
}

const failed = (event: {
  readonly id: number
  readonly name: string
  readonly needs: string | null
  code: number
}) => ({
  serviceEvents: {
    since: '2026-10-02T06:00:00Z',
    events: [{ at: '2026-11-01T06:00:00Z', service: event.name, ...event }]
  }
})

testRows(servicesStart, 'services that must wait', {
  drifting: [
    ...half.map(([why, facts]) => ({
      name: `a service is stopped, and ${why}`,
      facts: { ...services(stopped('MSExchangeRPC')), ...facts },
      drifts: [{ ...notRunning('MSExchangeRPC', toRepair), resolution: ['Repair the update first'] }]
    })),
    {
      name: 'most services are Disabled, and setup has not finished a role',
      facts: {
        ...services(...mailbox2016.map(({ name }) => disabled(name))),
        setupState: [{ role: 'MailboxRole', action: 'BuildToBuildUpgrade', watermark: null }]
      },
      drifts: serviceDefaults
        .filter(({ name }) => mailbox2016.some((one) => sameName(one.name, name)))
        .map(({ name }) => ({ ...notEnabled(name), byHand: toRepair }))
    },
    {
      name: 'the topology service is Disabled, perhaps on purpose, and two that need it are stopped',
      facts: services(disabled('MSExchangeADTopology'), stopped('MSExchangeRPC'), stopped('MSExchangeIS')),
      drifts: [
        notEnabled('MSExchangeADTopology'),
        notRunning('MSExchangeIS', leftTo('MSExchangeADTopology')),
        notRunning('MSExchangeRPC', leftTo('MSExchangeADTopology'))
      ]
    },
    {
      name: 'the topology service is only stopped, so that it is started before the one that needs it',
      facts: services(stopped('MSExchangeADTopology'), stopped('MSExchangeRPC')),
      drifts: [notRunning('MSExchangeADTopology', null), notRunning('MSExchangeRPC', null)]
    },
    {
      name: 'the topology service is Disabled, but still runs',
      facts: services(listed('MSExchangeADTopology', 'Disabled', 'Running'), stopped('MSExchangeRPC')),
      drifts: [
        { ...notEnabled('MSExchangeADTopology'), actual: 'Disabled, Running' },
        notRunning('MSExchangeRPC', null)
      ]
    },
    {
      name: 'the topology service is on its way, and nobody knows how that ends',
      facts: services(listed('MSExchangeADTopology', 'Automatic', 'StartPending'), stopped('MSExchangeRPC')),
      drifts: [
        {
          ...notRunning('MSExchangeADTopology', 'a service is in StartPending'),
          actual: 'Automatic, StartPending'
        },
        notRunning('MSExchangeRPC', leftTo('MSExchangeADTopology'))
      ]
    },
    {
      name: 'Net.Tcp Port Sharing is Disabled, which the topology service needs, and by it the others',
      facts: services(disabled('NetTcpPortSharing'), stopped('MSExchangeADTopology'), stopped('MSExchangeRPC')),
      drifts: [
        { ...notEnabled('NetTcpPortSharing'), desired: 'Manual, Stopped' },
        notRunning('MSExchangeADTopology', leftTo('NetTcpPortSharing')),
        notRunning('MSExchangeRPC', leftTo('MSExchangeADTopology'))
      ]
    },
    ...(
      [
        ['EventLog', 'MSExchangeIS'],
        ['LanmanServer', 'MSExchangeIS'],
        ['LanmanWorkstation', 'MSExchangeIS'],
        ['Netlogon', 'MSExchangeADTopology']
      ] as const
    ).map(([needed, name]) => ({
      name: `${needed} of Windows is Disabled, which ${name} needs`,
      facts: services(disabled(needed), stopped(name)),
      drifts: [notRunning(name, leftTo(needed))]
    })),
    {
      name: 'the log names another service of Windows that is needed and Disabled',
      facts: {
        ...services(disabled('KtmRm'), stopped('MSExchangeRPC')),
        ...failed({ id: 7001, name: 'MSExchangeRPC', needs: 'KtmRm', code: 1058 })
      },
      drifts: [notRunning('MSExchangeRPC', leftTo('KtmRm'))]
    },
    {
      name: 'the log names a service that is needed, and that is started first',
      facts: {
        ...services(stopped('MSExchangeADTopology'), stopped('MSExchangeRPC')),
        ...failed({
          ...{ id: 7001, name: 'MSExchangeRPC', needs: 'Microsoft Exchange Active Directory Topology', code: 1058 }
        })
      },
      drifts: [notRunning('MSExchangeADTopology', null), notRunning('MSExchangeRPC', null)]
    },
    {
      name: 'the log names, as Windows shows it, a service that is needed and Disabled',
      facts: {
        ...services(disabled('LanmanServer'), stopped('MSExchangeRPC')),
        ...failed({ id: 7001, name: 'MSExchangeRPC', needs: 'Server', code: 1058 })
      },
      drifts: [notRunning('MSExchangeRPC', leftTo('LanmanServer'))]
    },
    {
      name: 'those that watch the others do not need the topology service',
      facts: services(disabled('MSExchangeADTopology'), stopped('MSExchangeHM'), stopped('MSExchangeDiagnostics')),
      drifts: [
        notEnabled('MSExchangeADTopology'),
        notRunning('MSExchangeDiagnostics', null),
        notRunning('MSExchangeHM', null)
      ]
    },
    {
      name: 'WinMgmt is Disabled, which those that watch the others need',
      facts: services(disabled('WinMgmt'), stopped('MSExchangeHM')),
      drifts: [notEnabled('WinMgmt'), notRunning('MSExchangeHM', leftTo('WinMgmt'))]
    },
    {
      name: 'EventSystem is Disabled on an Edge Transport server, whose directory needs it',
      facts: edgeServer(disabled('EventSystem'), stopped('ADAM_MSExchange'), ...started('MSExchangeTransport')),
      drifts: [notRunning('ADAM_MSExchange', leftTo('EventSystem'))]
    },
    {
      name: 'a server of Exchange 2010 has Net.Tcp Port Sharing Disabled, which its topology service does not need',
      facts: legacyServer(disabled('NetTcpPortSharing'), stopped('MSExchangeADTopology')),
      drifts: [
        { ...notEnabled('NetTcpPortSharing'), desired: 'Manual, Stopped' },
        notRunning('MSExchangeADTopology', null)
      ]
    },
    {
      name: 'the program of a service is gone',
      facts: {
        ...services(stopped('FMS'), stopped('MSExchangeTransport')),
        ...failed({ id: 7000, name: 'FMS', needs: null, code: 2 })
      },
      drifts: [notRunning('FMS', 'its program file is not there'), notRunning('MSExchangeTransport', leftTo('FMS'))]
    },
    {
      name: 'a Client Access server of Exchange 2010 has Net.Tcp Port Sharing Disabled',
      facts: legacyServer(disabled('NetTcpPortSharing'), stopped('MSExchangeMailboxReplication')),
      drifts: [
        { ...notEnabled('NetTcpPortSharing'), desired: 'Manual, Stopped' },
        notRunning('MSExchangeMailboxReplication', leftTo('NetTcpPortSharing'))
      ]
    },
    {
      name: 'FMS is Disabled, and Transport is stopped',
      facts: services(disabled('FMS'), stopped('MSExchangeTransport'), stopped('MSExchangeRPC')),
      drifts: [notRunning('MSExchangeRPC', null), notEnabled('FMS'), notRunning('MSExchangeTransport', leftTo('FMS'))]
    },
    {
      name: 'WAS is Disabled, and W3SVC is stopped',
      facts: services(disabled('WAS'), stopped('W3SVC')),
      drifts: [{ ...notEnabled('WAS'), desired: 'Manual, Stopped' }, notRunning('W3SVC', leftTo('WAS'))]
    },
    {
      name: 'the directory of an Edge Transport server is Disabled, and Transport is stopped',
      facts: edgeServer(disabled('ADAM_MSExchange'), stopped('MSExchangeTransport')),
      drifts: [notEnabled('ADAM_MSExchange'), notRunning('MSExchangeTransport', leftTo('ADAM_MSExchange'))]
    },
    {
      name: 'one that needs nothing is started, and one that runs gets its start type back',
      facts: services(
        disabled('MSExchangeADTopology'),
        stopped('W3SVC'),
        listed('MSExchangeRPC', 'Disabled', 'Running')
      ),
      desired: baseline(services(disabled('MSExchangeADTopology'))),
      drifts: [
        notRunning('W3SVC', null),
        { ...notEnabled('MSExchangeADTopology'), byHand: 'so it may be on purpose' },
        {
          path: 'services.MSExchangeRPC',
          actual: 'Disabled, Running',
          desired: 'Automatic, Running',
          remediation: ["Set-StartType 'MSExchangeRPC' Automatic"]
        }
      ]
    }
  ]
})
