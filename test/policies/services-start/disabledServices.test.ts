import { servicesStart } from '../../../policies/services-start/policy'
import { testRows } from '../../support/policyTester'
import { baseline, listed, noUpdateSince, recordedByUpdate, services } from './exchangeServices'

testRows(servicesStart, 'disabled services', {
  compliant: [
    {
      name: 'a service was Disabled before the update',
      facts: services(listed('HostControllerService', 'Disabled', 'Stopped')),
      desired: baseline(services(listed('HostControllerService', 'Disabled', 'Stopped'))),
      reason: 'not judged, since Disabled before the update: HostControllerService'
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
    }
  ],
  drifting: [
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
            byHand: 'nothing shows an update since the state was recorded, so this may be on purpose',
            remediation: null
          }
        ]
      }
    ]),
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
    }
  ]
})
