import { servicesStart } from '../../../policies/services-start/policy'
import { supportingServices } from '../../../policies/supporting-services/policy'
import { testRows } from '../../support/policyTester'
import { listed, services } from './exchangeServices'

const booted = (counter: string | null, event: string | null) => ({
  boot: { counter, log: { since: '2026-09-01T06:00:00Z', events: event === null ? [] : [event] }, unread: null }
})

/** The facts are of 08:00. */
const justNow = booted('2026-11-01T07:55:05Z', '2026-11-01T07:55:00Z')

const name = 'MSExchangeTransport'
const path = `services.${name}`
const stopped = listed(name, 'Automatic', 'Stopped')
const drift = (startType: string, status: string) => ({
  path,
  actual: `${startType}, ${status}`,
  desired: 'Automatic, Running'
})

const event = {
  id: 7031,
  at: '2026-11-01T07:58:00Z',
  service: 'Microsoft Exchange Transport',
  name,
  code: null,
  needs: null
}

const told = `Windows was started at 2026-11-01T07:55:00Z, less than 10 minutes before the facts, so that ${name} may still start; record the server again`

testRows(servicesStart, 'the start of Windows', {
  unknown: [
    ...(['Stopped', 'StartPending'] as const).map((status) => ({
      name: `Windows was just started, and one is ${status}`,
      facts: { ...justNow, ...services(listed(name, 'Automatic', status)) },
      reason: told
    })),
    {
      name: 'Windows was just started, and one waits for the others',
      facts: {
        ...justNow,
        ...services({ ...listed(name, 'AutomaticDelayedStart', 'Stopped'), delayedAutostart: true })
      },
      reason: told
    }
  ],
  drifting: [
    {
      name: 'Windows was started ten minutes before',
      facts: { ...booted('2026-11-01T07:50:00Z', null), ...services(stopped) },
      drifts: [drift('Automatic', 'Stopped')]
    },
    {
      name: 'one witness tells of an earlier start',
      facts: { ...booted('2026-11-01T07:58:00Z', '2026-10-30T07:50:00Z'), ...services(stopped) },
      drifts: [drift('Automatic', 'Stopped')]
    },
    {
      name: 'Windows was just started, and one is Disabled',
      facts: { ...justNow, ...services(listed(name, 'Disabled', 'Stopped')) },
      drifts: [drift('Disabled', 'Stopped')]
    },
    {
      name: 'Windows was just started, and one does not start by itself',
      facts: { ...justNow, ...services(listed(name, 'Manual', 'Stopped')) },
      drifts: [drift('Manual', 'Stopped')]
    },
    {
      name: 'Windows was just started, and one has failed since',
      facts: { ...justNow, ...services(stopped), serviceEvents: { since: '2026-10-01T00:00:00Z', events: [event] } },
      drifts: [drift('Automatic', 'Stopped')]
    },
    {
      name: 'Windows was just started, and one is stopping or paused',
      facts: { ...justNow, ...services(listed(name, 'Automatic', 'Paused')) },
      drifts: [drift('Automatic', 'Paused')]
    }
  ]
})

const optional = 'MSExchangeEdgeSync'

testRows(supportingServices, 'the start of Windows', {
  unknown: [
    {
      name: 'Windows was just started, and an optional one is stopped',
      facts: { ...justNow, ...services(listed(optional, 'Automatic', 'Stopped')) },
      reason: `so that ${optional} may still start`
    },
    {
      name: 'Windows was just started, and one of its own waits for the others',
      facts: { ...justNow, ...services(listed('MSDTC', 'AutomaticDelayedStart', 'Stopped')) },
      reason: 'so that MSDTC may still start'
    },
    {
      name: 'Windows was just started, and POP3 has yet to start',
      facts: {
        ...justNow,
        ...services(
          listed('MSExchangePop3', 'Automatic', 'StartPending'),
          listed('MSExchangePOP3BE', 'Automatic', 'Stopped')
        )
      },
      reason: 'so that MSExchangePOP3BE may still start'
    }
  ]
})
