import { servicesStart } from '../../../policies/services-start/policy'
import { testRows } from '../../support/policyTester'
import { baseline, listed, services } from './exchangeServices'

testRows(servicesStart, 'delayed start', {
  compliant: [{ name: 'delayed start', facts: services(listed('MSExchangeHM', 'AutomaticDelayedStart', 'Running')) }],
  drifting: [
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
    }
  ],
  unknown: [
    {
      name: 'whether a start is delayed, as it was before, was not read',
      desired: { services: { MSExchangeHM: 'AutomaticDelayedStart' } },
      facts: services(listed('MSExchangeHM', 'Automatic', 'Running')),
      reason: 'whether the automatic start of MSExchangeHM is delayed, as it should be, was not read'
    }
  ]
})
