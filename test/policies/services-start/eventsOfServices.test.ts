import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { servicesStart } from '../../../policies/services-start/policy'
import { judgeRow, testRows } from '../../support/policyTester'
import type { RecordedSections } from '../../support/server'
import { listed, services } from './exchangeServices'

const stopped = listed('MSExchangeServiceHost', 'Automatic', 'Stopped')

const ofStopped = {
  path: 'services.MSExchangeServiceHost',
  actual: 'Automatic, Stopped',
  desired: 'Automatic, Running'
}

const failing = (parts: object = {}): RecordedSections => ({
  serviceEvents: {
    since: '2026-10-01T00:00:00Z',
    events: [
      {
        ...{ id: 7000, at: '2026-11-01T07:00:00Z', service: 'Microsoft Exchange Service Host' },
        ...{ code: 1053, needs: null, ...parts }
      }
    ]
  }
})

/** What the log System tells of services that failed on the morning of the facts. */
const failedServices = (
  events: ReadonlyArray<{ id: number; service: string; at?: string; code?: number; needs?: string }>
): RecordedSections => ({
  serviceEvents: {
    since: '2026-10-02T06:00:00Z',
    events: events.map((event) => ({ at: '2026-11-01T06:00:00Z', code: null, needs: null, ...event }))
  }
})

testRows(servicesStart, 'events of services', {
  drifting: [
    {
      name: 'why one does not run, by its name in the registry',
      facts: { ...services(stopped), ...failing({ service: 'Microsoft Exchange-Diensthost', name: stopped.name }) },
      drifts: [
        {
          ...ofStopped,
          evidence: [
            "The log System says at 2026-11-01T07:00:00Z, event 7000: it did not answer in time, Windows 1053 (the service didn't answer in time)."
          ]
        }
      ]
    },
    {
      name: 'why one does not run, by the name that is shown',
      facts: {
        ...services(stopped),
        ...failing({ id: 7001, service: 'Microsoft Exchange Service Host', code: 1068, needs: 'FMS' })
      },
      drifts: [
        {
          ...ofStopped,
          evidence: ['it needs FMS, which failed, Windows 1068 (a service that it depends on failed)']
        }
      ]
    },
    {
      name: 'a service that ended again and again: a start alone does not last',
      facts: {
        ...services(listed('MSExchangeServiceHost', 'Automatic', 'Stopped')),
        ...failedServices([
          { id: 7031, service: 'Microsoft Exchange Service Host' },
          { id: 7031, service: 'Microsoft Exchange Service Host' }
        ])
      },
      drifts: [
        {
          path: 'services.MSExchangeServiceHost',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          evidence: ['event 7031: it ended unexpectedly'],
          resolution: ['The log System says why it does not run', 'events 1000, 1026 and 4999'],
          byHand: 'it ended unexpectedly 2 times within a day',
          remediation: null
        }
      ]
    },
    {
      name: 'a service whose account may not sign in',
      facts: {
        ...services(listed('MSExchangeTransport', 'Automatic', 'Stopped')),
        ...failedServices([{ id: 7041, service: 'MSExchangeTransport' }])
      },
      drifts: [
        {
          path: 'services.MSExchangeTransport',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          resolution: ['Log on as a service'],
          byHand: 'its account could not sign in',
          remediation: null
        }
      ]
    },
    {
      name: 'a service that waited for another, and one that was slow, are started',
      facts: {
        ...services(
          listed('MSExchangeIS', 'Automatic', 'Stopped'),
          listed('MSExchangeRPC', 'Automatic', 'Stopped'),
          listed('MSExchangeThrottling', 'Automatic', 'Stopped')
        ),
        ...failedServices([
          { id: 7001, service: 'MSExchangeIS', code: 1068, needs: 'Server' },
          { id: 7000, service: 'MSExchangeRPC', code: 1053 },
          { id: 7024, service: 'MSExchangeThrottling', code: 2 }
        ])
      },
      drifts: [
        {
          path: 'services.MSExchangeIS',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          resolution: ['Start Server first'],
          remediation: ["Start-AndWait 'MSExchangeIS'"]
        },
        {
          path: 'services.MSExchangeRPC',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          resolution: ['it did not answer in time'],
          remediation: ["Start-AndWait 'MSExchangeRPC'"]
        },
        {
          path: 'services.MSExchangeThrottling',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          evidence: ['event 7024: it ended with an error of its own, 2'],
          remediation: ["Start-AndWait 'MSExchangeThrottling'"]
        }
      ]
    },
    {
      name: 'a service that needs one whose account could not sign in, or that was slow, has the fault of that one',
      facts: {
        ...services(
          listed('MSExchangeTransport', 'Automatic', 'Stopped'),
          listed('MSExchangeIS', 'Automatic', 'Stopped')
        ),
        ...failedServices([
          { id: 7001, service: 'MSExchangeTransport', code: 1069, needs: 'FMS' },
          { id: 7001, service: 'MSExchangeIS', code: 1053, needs: 'MSExchangeADTopology' }
        ])
      },
      drifts: [
        {
          path: 'services.MSExchangeIS',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          evidence: ['it needs MSExchangeADTopology, which failed, Windows 1053'],
          resolution: ['Start MSExchangeADTopology first.'],
          remediation: ["Start-AndWait 'MSExchangeIS'"]
        },
        {
          path: 'services.MSExchangeTransport',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          evidence: ['it needs FMS, which failed, Windows 1069'],
          resolution: ['See first why FMS could not sign in, and start it.'],
          byHand: 'a service that it needs could not sign in with its account',
          remediation: null
        }
      ]
    },
    {
      name: 'the password of the account of a service has expired',
      facts: {
        ...services(listed('MSExchangeTransport', 'Automatic', 'Stopped')),
        ...failedServices([
          { id: 7000, service: 'MSExchangeTransport', code: 1069 },
          { id: 7038, service: 'MSExchangeTransport', code: 1330 }
        ])
      },
      drifts: [
        {
          path: 'services.MSExchangeTransport',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          resolution: ['Windows 1330 (the password has expired)', 'set a new one, and enter it for the service'],
          byHand: 'its account could not sign in',
          remediation: null
        }
      ]
    },
    {
      name: 'it failed at the last start of Windows, days ago',
      facts: {
        ...services(listed('MSExchangeRPC', 'Automatic', 'Stopped')),
        boot: { counter: '2026-10-25T22:30:00Z', log: null, unread: null },
        installerEvents: { since: '2026-01-01T00:00:00Z', events: [] },
        installedUpdates: { registered: [], patches: [] },
        ...failedServices([{ id: 7000, service: 'MSExchangeRPC', code: 1053, at: '2026-10-25T22:33:00Z' }])
      },
      drifts: [
        {
          path: 'services.MSExchangeRPC',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          evidence: ['at 2026-10-25T22:33:00Z, event 7000: it did not answer in time'],
          remediation: ["Start-AndWait 'MSExchangeRPC'"]
        }
      ]
    },
    {
      name: 'crashes of days ago, of another service, or from before the update say nothing of a stop now',
      facts: {
        ...services(listed('MSExchangeTransport', 'Automatic', 'Stopped')),
        ...failedServices([
          { id: 7034, service: 'MSExchangeIS' },
          { id: 7034, service: 'MSExchangeIS' },
          { id: 7034, service: 'MSExchangeTransport', at: '2026-10-20T06:00:00Z' },
          { id: 7034, service: 'MSExchangeTransport', at: '2026-10-20T05:00:00Z' }
        ])
      },
      drifts: [
        {
          path: 'services.MSExchangeTransport',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          resolution: ['Read the System log'],
          remediation: ["Start-AndWait 'MSExchangeTransport'"]
        }
      ]
    }
  ]
})

const test = suite('events of services')

test('an event of before the last start of Windows, of another service, or of one that runs is no reason', () => {
  const others = [
    [stopped, failing({ at: '2026-10-31T22:00:00Z' })],
    [stopped, failing({ at: null })],
    [stopped, failing({ service: 'Microsoft Exchange Transport', name: 'MSExchangeTransport' })],
    [listed('MSExchangeServiceHost', 'Disabled', 'Running'), failing()]
  ] as const
  for (const [service, facts] of others) {
    const { drifts } = judgeRow(servicesStart, { name: '', facts: { ...services(service), ...facts } })
    assert.equal([drifts.length, drifts[0]?.evidence.filter((one) => one.startsWith('Event '))], [1, []])
  }
})

test.run()
