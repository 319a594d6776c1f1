import { sameName } from '../../../kernel/compare'
import { supportingServices } from '../../../policies/supporting-services/policy'
import { withEx01 } from '../../support/inOrganization'
import { testPolicy } from '../../support/policyTester'
import { healthySections, type RecordedSections, serverFacts, withoutRoles } from '../../support/server'

interface Listed {
  readonly name: string
  readonly status: string | null
  readonly startType: string | null
}

const listed = (name: string, startType: string | null, status: string | null): Listed => ({ name, status, startType })

const healthy: ReadonlyArray<Listed> = JSON.parse(JSON.stringify(healthySections.services))

/** The healthy server with some services put in the place of its own. */
const services = (...changed: ReadonlyArray<Listed>): RecordedSections => ({
  services: [...healthy.filter(({ name }) => !changed.some((one) => sameName(one.name, name))), ...changed]
})

const server = (build: string, role: string, ...list: ReadonlyArray<Listed>): RecordedSections => ({
  identity: { name: 'EX01', roles: [role], version: build },
  build: { exSetup: build, binaries: [] },
  services: list
})

const baseline = (sections: RecordedSections) => ({
  baseline: { ...serverFacts(sections), collectedAt: '2026-10-30T08:00:00Z' }
})

const failed = healthy.map(({ name }) => listed(name, 'Disabled', 'Stopped'))

const off = (name: string) => listed(name, 'Disabled', 'Stopped')

testPolicy(supportingServices, {
  compliant: [
    { name: 'a healthy server' },
    {
      name: 'all services of Windows that setup needs',
      facts: services(
        ...['MpsSvc', 'WinRM', 'EventSystem', 'EventLog', 'LanmanServer', 'LanmanWorkstation'].map((name) =>
          listed(name, 'Automatic', 'Running')
        ),
        listed('MSDTC', 'AutomaticDelayedStart', 'Running'),
        listed('msiserver', 'Manual', 'Stopped')
      )
    },
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
    {
      name: 'a failed update disabled everything, and nothing is recorded: services-start judges that',
      facts: { services: failed }
    },
    { name: 'POP3 and IMAP4 are Disabled', facts: services(off('MSExchangePop3'), off('MSExchangeImap4')) },
    { name: 'Unified Messaging on a product without it', facts: services(off('MSExchangeUM')) },
    {
      name: 'the Cluster service is Disabled, as on a server in no DAG',
      facts: services(off('ClusSvc')),
      reason: 'ClusSvc is Disabled: right, unless the server is a member of a DAG'
    },
    { name: 'the Cluster service of a member of a DAG', facts: services(listed('ClusSvc', 'Automatic', 'Running')) }
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
          evidence: ['By default it is Automatic', 'no record of the state before the update was given'],
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
    },
    {
      name: 'the service of the firewall, without which setup does not run',
      facts: services(off('MpsSvc'), off('ClusSvc')),
      reason: 'ClusSvc is Disabled',
      drifts: [
        {
          path: 'services.MpsSvc',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: ['lists MpsSvc (Windows Defender Firewall) as Disabled, Stopped.'],
          resolution: [
            'switch off its profiles',
            "Set-Service -Name 'MpsSvc' -StartupType Automatic; Start-Service -Name 'MpsSvc'"
          ],
          remediation: null
        }
      ]
    },
    {
      name: 'the service of the firewall is stopped',
      facts: services(listed('mpssvc', 'Automatic', 'Stopped')),
      drifts: [{ path: 'services.mpssvc', actual: 'Automatic, Stopped', desired: 'Automatic, Running' }]
    },
    {
      name: 'services of Windows are Disabled that still run',
      facts: services(
        listed('LanmanServer', 'Disabled', 'Running'),
        listed('msiserver', 'Disabled', 'Stopped'),
        listed('MSDTC', 'Disabled', 'Running')
      ),
      drifts: [
        { path: 'services.msiserver', actual: 'Disabled, Stopped', desired: 'Manual, Stopped' },
        {
          path: 'services.MSDTC',
          actual: 'Disabled, Running',
          desired: 'AutomaticDelayedStart, Running',
          resolution: ["Set-Service -Name 'MSDTC' -StartupType Automatic"]
        },
        { path: 'services.LanmanServer', actual: 'Disabled, Running', desired: 'Automatic, Running' }
      ]
    },
    {
      name: 'the Cluster service of a member of a DAG is Disabled',
      facts: services(off('ClusSvc')),
      organization: withEx01({}),
      drifts: [
        {
          path: 'services.ClusSvc',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: ['The server is a member of a DAG'],
          resolution: ["Set-Service -Name 'ClusSvc' -StartupType Automatic"],
          remediation: null
        }
      ]
    },
    {
      name: 'a node of a cluster whose Cluster service is stopped',
      facts: services(listed('ClusSvc', 'Automatic', 'Stopped')),
      drifts: [
        {
          path: 'services.ClusSvc',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          resolution: ['A member of a DAG needs this service']
        }
      ]
    }
  ],
  unknown: [
    { name: 'an empty list', facts: { services: [] }, reason: 'empty' },
    {
      name: 'none of these services is listed',
      facts: { services: [listed('MSExchangeIS', 'Automatic', 'Running')] },
      reason: 'the facts hold nothing to judge'
    },
    {
      name: 'the start type of an optional service was not read',
      facts: services(listed('MSExchangeEdgeSync', null, 'Running')),
      reason: 'did not tell the start type of MSExchangeEdgeSync'
    },
    {
      name: 'the status of the firewall was not read',
      facts: services(listed('MpsSvc', 'Automatic', null)),
      reason: 'did not tell the state of MpsSvc in full'
    }
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
