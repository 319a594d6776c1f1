import { supportingServices } from '../../../policies/supporting-services/policy'
import { testRows } from '../../support/policyTester'
import type { RecordedSections } from '../../support/server'
import { baseline, healthy, type Listed, listed, off, services } from './supportingServer'

const server = (build: string, role: string, ...list: ReadonlyArray<Listed>): RecordedSections => ({
  identity: { name: 'EX01', roles: [role], version: build },
  build: { exSetup: build, binaries: [] },
  services: list
})

testRows(supportingServices, 'optional services', {
  compliant: [
    {
      name: 'an optional service was Disabled before, by the baseline',
      facts: services(off('MSExchangeEdgeSync')),
      desired: baseline(services(off('MSExchangeEdgeSync')))
    },
    {
      name: 'an optional service ran before: services-start judges that',
      facts: services(off('MSExchangeEdgeSync')),
      desired: baseline({})
    },
    {
      name: 'the settings want optional services Disabled',
      facts: services(off('MSExchangeEdgeSync'), off('RemoteRegistry')),
      desired: { services: { msexchangeedgesync: 'Disabled', RemoteRegistry: 'Disabled' } }
    },
    { name: 'Unified Messaging on a product without it', facts: services(off('MSExchangeUM')) }
  ],
  drifting: [
    {
      name: 'EdgeSync is Disabled, and no record tells whether a person did it',
      facts: services(off('MSExchangeEdgeSync')),
      drifts: [
        {
          path: 'services.MSExchangeEdgeSync',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: ['By default it is Automatic', 'No record of the state before the update was given'],
          resolution: [
            'Expected MSExchangeEdgeSync to be Automatic, Running by default; decide whether this server needs it.',
            'only with a subscribed Edge Transport server',
            'If so, leave it off',
            "If the server needs MSExchangeEdgeSync, run in an elevated PowerShell: Set-Service -Name 'MSExchangeEdgeSync' -StartupType Automatic; Start-Service -Name 'MSExchangeEdgeSync'"
          ],
          remediation: null
        }
      ]
    },
    {
      name: 'RemoteRegistry and the Emergency Mitigation service, as hardening leaves them',
      facts: services(off('RemoteRegistry'), off('MSExchangeMitigation')),
      drifts: [
        {
          path: 'services.RemoteRegistry',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Stopped',
          resolution: ['Guides for hardening']
        },
        {
          path: 'services.MSExchangeMitigation',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          resolution: ['a person must apply the mitigations']
        }
      ]
    },
    {
      name: 'an optional service is Manual and stopped',
      facts: services(listed('MSExchangeTransportLogSearch', 'Manual', 'Stopped')),
      drifts: [
        {
          path: 'services.MSExchangeTransportLogSearch',
          actual: 'Manual, Stopped',
          desired: 'Automatic, Running'
        }
      ]
    },
    {
      name: 'the Anti-spam Update service on an Edge Transport server',
      facts: server(
        '15.2.1748.53',
        'Edge',
        listed('MSExchangeTransport', 'Automatic', 'Running'),
        off('MSExchangeAntispamUpdate')
      ),
      drifts: [
        {
          path: 'services.MSExchangeAntispamUpdate',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          resolution: ['ended in November 2016']
        }
      ]
    },
    {
      name: 'Unified Messaging of 2016',
      facts: server('15.1.2507.6', 'Mailbox', listed('MSExchangeIS', 'Automatic', 'Running'), off('MSExchangeUM')),
      drifts: [{ path: 'services.MSExchangeUM', actual: 'Disabled, Stopped', desired: 'Automatic, Running' }]
    },
    {
      name: 'Monitoring of 2010',
      facts: server(
        '14.3.513.0',
        'HubTransport',
        listed('MSExchangeTransport', 'Automatic', 'Running'),
        off('MSExchangeMonitoring')
      ),
      drifts: [{ path: 'services.MSExchangeMonitoring', actual: 'Disabled, Stopped', desired: 'Manual, Stopped' }]
    },
    {
      name: 'a record that can not be believed tells nothing of an optional service',
      facts: {
        ...services(off('MSExchangeEdgeSync')),
        servicesBefore: {
          startModes: healthy.map(({ name }) => ({ name, startType: 'Disabled' })),
          states: null,
          runs: null
        }
      },
      drifts: [{ path: 'services.MSExchangeEdgeSync', actual: 'Disabled, Stopped', desired: 'Automatic, Running' }]
    }
  ],
  unknown: [
    {
      name: 'the start type of an optional service was not read',
      facts: services(listed('MSExchangeEdgeSync', null, 'Running')),
      reason: 'did not tell the start type of MSExchangeEdgeSync'
    }
  ]
})
