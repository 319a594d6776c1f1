import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { stepText } from '../../../judging/resolutionSteps'
import { serviceDefaults } from '../../../policies/services/roleDefaults'
import { servicesStart } from '../../../policies/services-start/policy'
import { judgeRow, testRows } from '../../support/policyTester'
import { listed, mailbox2016, services, started, stopping, windows } from './exchangeServices'

const allDisabled = mailbox2016.map(({ name }) => listed(name, 'Disabled', 'Stopped'))

testRows(servicesStart, 'a failed update', {
  compliant: [
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
    }
  ],
  drifting: [
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
    }
  ]
})

const test = suite('a failed update')

test('a service that is only stopped is no sign of an update that failed', () => {
  const { drifts } = judgeRow(servicesStart, { name: '', facts: services(listed('Winmgmt', 'Automatic', 'Stopped')) })
  const text = drifts.flatMap(({ resolution }) => resolution.steps.map(stepText)).join('\n')
  assert.match(text, 'Service Control Manager')
  assert.not.match(text, /last resort|ServiceControl\.log/)
})

test.run()
