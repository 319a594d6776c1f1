import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { servicesStart } from '../../../policies/services-start/policy'
import { judgeRow, testRows } from '../../support/policyTester'
import { baseline, listed, services } from './exchangeServices'

const hostile = "Evil'; Remove-Item C:\\ -Recurse; '"

testRows(servicesStart, 'the settings', {
  compliant: [
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
    }
  ],
  drifting: [
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
  ]
})

const test = suite('the settings of services')

test('a service that the settings want Disabled, and that is not there, is named: the name may be misspelt', () => {
  const verdict = judgeRow(servicesStart, { name: '', facts: {}, desired: { services: { FSM: 'Disabled' } } })
  assert.match(verdict.reason ?? '', 'the settings name FSM, which is not installed')
})

test.run()
