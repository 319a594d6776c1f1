import { servicesStart } from '../../../policies/services-start/policy'
import { testRows } from '../../support/policyTester'
import { listed, services } from './exchangeServices'

const running = listed('MSExchangeServiceHost', 'Automatic', 'Running')

/** Unexpected ends of a service, at these hours of the day of the facts, which are of 08:00. */
const ended = (...times: ReadonlyArray<string>) => ({
  ...services(running),
  serviceEvents: {
    since: '2026-10-02T06:00:00Z',
    events: times.map((at) => ({ id: 7031, at, service: running.name, code: null, needs: null }))
  }
})

const logOf = (parts: object) => ({
  ...services(running),
  serviceEvents: { since: '2026-10-02T06:00:00Z', events: [], ...parts }
})

const at = (hour: number) => `2026-11-01T0${hour}:00:00Z`

testRows(servicesStart, 'services that run, and ended before', {
  compliant: [
    {
      name: 'the log System reaches back to the last start of Windows, some minutes ago',
      facts: {
        ...logOf({ since: at(7) }),
        boot: { counter: '2026-11-01T07:00:01Z', log: { since: at(7), events: ['2026-11-01T07:00:01Z'] }, unread: null }
      }
    },
    {
      name: 'it ended once in the last day',
      facts: ended(at(5)),
      reason: `MSExchangeServiceHost ended unexpectedly once within the last day, the last time at ${at(5)}, and runs now`
    },
    { name: 'it ended twice, as Exchange heals it', facts: ended(at(5), at(4)), reason: 'ended unexpectedly 2 times' },
    {
      name: 'it ended three times before the last start of Windows',
      facts: ended('2026-10-31T20:00:00Z', '2026-10-31T19:00:00Z', '2026-10-31T18:00:00Z'),
      reason: /^(?!.*ended)/
    }
  ],
  unknown: [
    { name: 'the log System is empty', facts: logOf({ since: null }), reason: 'the log System is empty' },
    {
      name: 'the log System is of an hour',
      facts: logOf({ since: at(7) }),
      reason: `whether services ended again and again is not known: the log System reaches back only to ${at(7)}`
    },
    {
      name: 'a service ended at a time that was not read',
      facts: logOf({ events: [{ id: 7031, at: null, service: running.name, code: null, needs: null }] }),
      reason: 'when a service ended unexpectedly was not read'
    },
    {
      name: 'it ended three times in the last day',
      facts: ended(at(7), at(6), at(5)),
      reason: `it ended unexpectedly 3 times within the last day, the last time at ${at(7)}, and runs now: whether it lasts is not known`
    }
  ]
})
