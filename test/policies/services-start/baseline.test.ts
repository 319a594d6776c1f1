import { servicesStart } from '../../../policies/services-start/policy'
import { testRows } from '../../support/policyTester'
import { serverFacts } from '../../support/server'
import { baseline, listed, mailbox2016, noUpdateSince, services, windows } from './exchangeServices'

const poisoned = baseline({ services: [...windows, ...mailbox2016.map((one) => ({ ...one, startType: 'Disabled' }))] })

testRows(servicesStart, 'the baseline', {
  compliant: [
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
      name: 'a service that triggers start ran for a moment when the baseline was recorded',
      facts: services(listed('MSExchangePop3', 'Manual', 'Stopped')),
      desired: baseline(services({ ...listed('MSExchangePop3', 'Manual', 'Running'), hasTriggers: true }))
    },
    {
      name: 'the baseline has no readable services',
      desired: baseline({ services: { error: 'timeout' } }),
      reason: 'its services could not be read (timeout)'
    },
    {
      name: 'a service that setup always installs was stopped before',
      facts: services(listed('MSExchangeThrottling', 'Automatic', 'Stopped')),
      desired: baseline(services(listed('MSExchangeThrottling', 'Automatic', 'Stopped')))
    }
  ],
  drifting: [
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
      name: 'a service that nobody but a person starts ran before the update',
      desired: baseline(services({ ...listed('MSExchangePOP3', 'Manual', 'Running'), hasTriggers: false })),
      facts: services(listed('MSExchangePop3', 'Manual', 'Stopped')),
      drifts: [{ path: 'services.MSExchangePop3', actual: 'Manual, Stopped', desired: 'Manual, Running' }]
    },
    {
      name: 'triggers do not stand for a service without which Exchange does not work',
      desired: baseline(services({ ...listed('MSExchangeTransport', 'Manual', 'Running'), hasTriggers: true })),
      facts: services(listed('MSExchangeTransport', 'Manual', 'Stopped')),
      drifts: [{ path: 'services.MSExchangeTransport', actual: 'Manual, Stopped', desired: 'Manual, Running' }]
    },
    {
      name: 'RemoteRegistry was on before an update, and may be off by hardening',
      desired: baseline(services()),
      facts: services(listed('RemoteRegistry', 'Disabled', 'Stopped')),
      drifts: [
        {
          path: 'services.RemoteRegistry',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Stopped',
          resolution: ['Guides for hardening Windows disable RemoteRegistry', 'or accept it by a waiver']
        }
      ]
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
    {
      name: 'the Information Store was set to Manual and stopped before',
      facts: services(listed('MSExchangeIS', 'Manual', 'Stopped')),
      desired: baseline(services(listed('MSExchangeIS', 'Manual', 'Stopped'))),
      drifts: [{ path: 'services.MSExchangeIS', actual: 'Manual, Stopped', desired: 'Automatic, Running' }]
    },
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
    {
      name: 'a baseline that is not older than the facts is ignored',
      facts: services(listed('HostControllerService', 'Disabled', 'Stopped')),
      desired: { baseline: serverFacts(services(listed('HostControllerService', 'Disabled', 'Stopped'))) },
      drifts: [{ path: 'services.HostControllerService', actual: 'Disabled, Stopped', desired: 'Automatic, Running' }],
      reason: 'it is not older than the facts'
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
          evidence: ['(baseline of 2026-10-30) has no usable entry for it']
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
          evidence: ['By default it is Automatic', 'cannot be used'],
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
    }
  ]
})
