import { http500 } from '../../../policies/http-500/policy'
import { testRows } from '../../support/policyTester'
import { early, error, events, late, owaPath, pool, updated, wanted } from './applications'

testRows(http500, 'which events count', {
  compliant: [
    {
      name: 'an error that a request can cause',
      facts: events(
        early,
        error({ exception: 'HttpException', text: 'A potentially dangerous Request.Path value was detected' })
      )
    },
    {
      name: 'an error before the last update',
      facts: { ...events(early, error()), ...updated('2026-11-01T07:00:00Z') },
      reason: 'it is history'
    },
    {
      name: 'an error before the pool was started',
      facts: events(early, error({ at: '2026-10-31T20:00:00Z' })),
      reason: 'it is history'
    },
    {
      name: 'an error before the last update, which ended with a restart that was due',
      facts: { ...events(early, error()), ...updated('2026-11-01T07:00:00Z', 1036, 3010) },
      reason: 'it is history'
    },
    {
      name: 'an error before an update was removed',
      facts: { ...events(early, error()), ...updated('2026-11-01T07:00:00Z', 1037, 0) },
      reason: 'it is history'
    },
    {
      name: 'an error before the last start of Windows, and a pool without a process',
      facts: { ...events(early, error({ at: '2026-10-31T21:00:00Z' })), ...pool({ started: null }) },
      reason: 'it is history'
    },
    {
      name: 'what a client sends can not be read, and it names an assembly',
      facts: events(early, error({ exception: 'SerializationException' }))
    },
    {
      name: 'an error of last week that did not come again',
      facts: events(early, error({ at: '2026-10-25T08:00:00Z' })),
      reason: 'it is history'
    },
    {
      name: 'a log that is young, and reaches back to the last update',
      facts: { ...events('2026-11-01T05:00:00Z'), ...updated('2026-11-01T05:30:00Z', 1036, 0) }
    },
    { name: 'a log that is full of other errors, and reaches back six hours', facts: events('2026-11-01T02:00:00Z') }
  ],
  drifting: [
    {
      name: "another maker's program for Exchange was installed after the error",
      facts: {
        ...events(early, error()),
        installerEvents: {
          since: early,
          events: [
            {
              ...{ id: 1033, at: '2026-11-01T07:00:00Z', product: 'Explorer for Microsoft Exchange', update: null },
              ...{ code: 0, log: null }
            }
          ]
        }
      },
      drifts: [{ path: owaPath, actual: `FileNotFoundException at ${late}`, ...wanted }]
    },
    {
      name: 'an update that failed changes nothing of what counts',
      facts: { ...events(early, error()), ...updated('2026-11-01T07:00:00Z', 1023, 1603) },
      drifts: [{ path: owaPath, actual: `FileNotFoundException at ${late}`, ...wanted }]
    }
  ],
  unknown: [
    {
      name: 'the log reaches back an hour alone',
      facts: events('2026-11-01T07:00:00Z'),
      reason: 'reach back only to 2026-11-01T07:00:00Z'
    },
    { name: 'the log is empty', facts: events(null), reason: 'shows nothing' },
    {
      name: 'Windows was started a minute ago, after an error',
      facts: {
        ...events(early, error({ at: '2026-11-01T07:30:00Z' })),
        ...pool({ started: null }),
        boot: { counter: '2026-11-01T07:59:00Z', log: null, unread: null }
      },
      reason: 'read it again'
    },
    {
      name: 'a pool was started a minute ago, after an error',
      facts: {
        ...events(early, error({ application: '/LM/W3SVC/2/ROOT/ecp' })),
        ...pool({ started: '2026-11-01T07:59:00Z' })
      },
      reason: 'read it again'
    },
    { name: 'a record without its time', facts: events(early, error({ at: null })), reason: 'was not read' }
  ]
})
