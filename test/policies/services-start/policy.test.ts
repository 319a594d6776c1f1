import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { stepText } from '../../../judging/resolutionSteps'
import { servicesStart } from '../../../policies/services-start/policy'
import { judgeRow, testPolicy } from '../../support/policyTester'
import { withoutRoles } from '../../support/server'
import { healthyRealServer } from '../services/healthyRealServer'
import { healthy, listed, services } from './exchangeServices'

testPolicy(servicesStart, {
  compliant: [
    { name: 'a healthy 2019 server' },
    { name: 'a real healthy 2019 server', facts: { services: healthyRealServer } },
    {
      name: 'POP3 and IMAP4 disabled, and Hyper-V is no service of Exchange',
      facts: services(
        listed('MSExchangePop3', 'Disabled', 'Stopped'),
        listed('MSExchangeImap4', 'Disabled', 'Stopped'),
        listed('vmickvpexchange', 'Disabled', 'Stopped')
      )
    },
    { name: 'pla stopped', facts: services(listed('pla', 'Manual', 'Stopped'), listed('WAS', 'Manual', 'Running')) },
    {
      name: 'a status that was not read and does not matter',
      facts: services(listed('wsbexchange', 'Manual', null))
    },
    {
      name: 'the Cluster service is Disabled, as on a server in no DAG',
      facts: services(listed('ClusSvc', 'Disabled', 'Stopped'))
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
            'By default it is Automatic on an Exchange 2019 server with the role Mailbox. No record'
          ],
          resolution: [
            'Expected MSExchangeServiceHost to be Automatic, Running; set its start type to Automatic and start it.',
            "Set-Service -Name 'MSExchangeServiceHost' -StartupType Automatic",
            "Start-Service -Name 'MSExchangeServiceHost'",
            'C:\\ExchangeSetupLogs\\ServiceControl.log',
            'the default of the role is used'
          ],
          byHand: 'no record shows the earlier state',
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
      name: 'a service that is starting',
      facts: services(listed('MSExchangeIS', 'Automatic', 'StartPending')),
      drifts: [
        {
          path: 'services.MSExchangeIS',
          actual: 'Automatic, StartPending',
          desired: 'Automatic, Running',
          resolution: ['read the server again first'],
          byHand: 'a service is in StartPending',
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

test.run()
