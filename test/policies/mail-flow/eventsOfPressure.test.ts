import { mailFlow } from '../../../policies/mail-flow/policy'
import { meter, withEx01 } from '../../support/inOrganization'
import { testRows } from '../../support/policyTester'
import { byHand, space, throttled } from './pressure'

const event = (id: number, at: string | null, values: ReadonlyArray<string | null> = []) => ({ id, at, values })

const events = (...listed: ReadonlyArray<object>) => ({
  transportEvents: { since: '2026-10-02T08:00:00Z', events: listed }
})

testRows(mailFlow, 'events of back pressure', {
  compliant: [
    {
      name: 'back pressure that is over',
      facts: events(event(15_005, '2026-11-01T07:30:00Z', ['Medium', 'Low']), event(15_004, '2026-11-01T07:10:00Z'))
    },
    {
      name: 'the events come in another order',
      facts: events(event(15_004, '2026-11-01T07:10:00Z'), event(15_005, '2026-11-01T07:30:00Z', ['High', 'Normal']))
    },
    {
      name: 'Exchange was asked after the event',
      facts: events(event(15_004, '2026-11-01T07:10:00Z')),
      organization: throttled('Low', ...space),
      reason: 'event 15004 at 2026-11-01T07:10:00Z reports back pressure; what it is now'
    },
    {
      name: 'an event of before the last start of Windows',
      facts: events(event(15_004, '2026-10-31T22:00:00Z'))
    },
    {
      name: 'a fault of the service, long ago',
      facts: events(event(17_106, '2026-10-20T07:10:00Z', ['mail.que'])),
      reason: 'event 17106 of 2026-10-20T07:10:00Z: the queue database had a serious fault (mail.que)'
    }
  ],
  drifting: [
    {
      name: 'an event of back pressure without an end',
      facts: events(event(15_004, '2026-11-01T07:10:00Z', ['Low', 'Medium', 'Used disk space (D:\\Queue)'])),
      drifts: [
        {
          ...{ path: 'transportEvents.backPressure', actual: 'event 15004 at 2026-11-01T07:10:00Z' },
          ...{ desired: 'no back pressure', ...byHand },
          evidence: ['No event 15005 has followed', 'It says: Used disk space (D:\\Queue)']
        }
      ]
    },
    {
      name: 'the end was of an earlier one',
      facts: events(event(15_006, '2026-11-01T07:20:00Z'), event(15_005, '2026-11-01T07:10:00Z')),
      drifts: [
        {
          ...{ path: 'transportEvents.backPressure', actual: 'event 15006 at 2026-11-01T07:20:00Z' },
          ...{ desired: 'no back pressure', ...byHand }
        }
      ]
    },
    {
      name: 'the event is newer than the word of Exchange',
      facts: { ...events(event(15_004, '2026-11-01T08:00:01Z')) },
      organization: throttled('Low', ...space),
      drifts: [
        {
          ...{ path: 'transportEvents.backPressure', actual: 'event 15004 at 2026-11-01T08:00:01Z' },
          ...{ desired: 'no back pressure', ...byHand }
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'neither events nor Exchange',
      facts: { transportEvents: { error: 'access denied' } },
      reason: 'back pressure is not known: access denied'
    },
    {
      name: 'no events, and no word of Exchange',
      facts: { transportEvents: { error: 'access denied' } },
      organization: withEx01({ resourceThrottling: null }),
      reason: 'back pressure is not known: access denied'
    },
    {
      name: 'a log of an hour',
      facts: { transportEvents: { since: '2026-11-01T07:00:00Z', events: [] } },
      reason: 'the Application log reaches back only to 2026-11-01T07:00:00Z'
    },
    {
      name: 'an event without its time',
      facts: events(event(15_004, null)),
      reason: 'when event 15004 of back pressure was written was not read'
    },
    { name: 'an empty log', facts: { transportEvents: { since: null, events: [] } }, reason: 'log is empty' },
    {
      name: 'an old event without an end',
      facts: { ...events(event(15_004, '2026-10-20T07:10:00Z')), boot: { counter: null, log: null, unread: 'denied' } },
      reason: 'a restart of transport ends it, too'
    },
    {
      name: 'Windows was started some minutes ago, after an event',
      facts: {
        ...events(event(15_004, '2026-11-01T07:10:00Z')),
        boot: { counter: '2026-11-01T07:55:00Z', log: null, unread: null }
      },
      reason: 'only minutes before the events were read'
    },
    {
      name: 'the pressure went down to Medium only',
      facts: events(event(15_005, '2026-11-01T07:30:00Z', ['High', 'Medium'])),
      reason: 'went down to Medium, which is not known as the lowest level'
    },
    {
      name: 'the level in another language',
      facts: events(event(15_005, '2026-11-01T07:30:00Z', ['Hoch', 'Mittel'])),
      reason: 'went down to Mittel, which is not known as the lowest level'
    },
    {
      name: 'an end without its level',
      facts: events(event(15_005, '2026-11-01T07:30:00Z', [])),
      reason: 'went down to an unknown level'
    },
    {
      name: 'a resource that nobody knows',
      organization: throttled('Low', ...space, meter('Other', 5, { use: 'Odd', transitions: null })),
      reason: 'shows neither the use nor the pressure of Other'
    }
  ]
})
