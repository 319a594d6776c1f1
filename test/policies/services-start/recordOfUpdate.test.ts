import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { servicesStart } from '../../../policies/services-start/policy'
import { judgeRow, testRows } from '../../support/policyTester'
import type { RecordedSections } from '../../support/server'
import {
  baseline,
  listed,
  mailbox2016,
  noUpdateSince,
  recordedByUpdate,
  services,
  startModes,
  stopping,
  windows
} from './exchangeServices'

testRows(servicesStart, 'what the update recorded', {
  compliant: [
    {
      name: 'a record without start types tells nothing',
      facts: recordedByUpdate(...mailbox2016.map((one) => ({ ...one, startType: null })))
    },
    {
      name: 'the second try of an update recorded that all was stopped, and the record of start types is right',
      facts: {
        servicesBefore: {
          startModes: startModes(),
          states: mailbox2016.map(({ name }) => ({ name, status: 'Stopped' })),
          runs: null
        }
      }
    }
  ],
  drifting: [
    ...(
      [
        ['a new run in ServiceControl.log', { startModes: null, states: null, runs: [stopping(1), stopping(40)] }],
        ['a new ServiceStartupMode.xml', { startModes: startModes(), states: null, runs: [stopping(1)] }]
      ] as const
    ).map(([trace, servicesBefore]) => ({
      name: `${trace} shows an update since the baseline`,
      facts: { ...services(listed('MSExchangeHM', 'Disabled', 'Stopped')), servicesBefore },
      desired: noUpdateSince({ servicesBefore: { startModes: null, states: null, runs: [stopping(1)] } }),
      drifts: [
        {
          path: 'services.MSExchangeHM',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          remediation: ["Set-StartType 'MSExchangeHM' Automatic"]
        }
      ]
    })),
    {
      name: 'the record is left over from an update that restored all services',
      facts: {
        ...services(listed('MSExchangeHM', 'Disabled', 'Stopped')),
        servicesBefore: {
          startModes: startModes(),
          states: null,
          runs: [stopping(1), { ...stopping(30), kind: 'after', stopped: [] }]
        }
      },
      drifts: [
        {
          path: 'services.MSExchangeHM',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          byHand: 'nothing shows an update since',
          remediation: null
        }
      ]
    },
    ...(
      [
        [
          'years before the last update',
          '2024-05-01T00:00:00Z',
          'the record of the state before the update can not be believed'
        ],
        ['by the last update', '2026-10-14T19:50:00Z', null]
      ] as const
    ).map(([when, written, byHand]) => ({
      name: `the record of POP3 was written ${when}`,
      facts: {
        ...services(listed('MSExchangePop3', 'Disabled', 'Stopped'), listed('MSExchangeIS', 'Disabled', 'Stopped')),
        servicesBefore: {
          startModes: startModes(listed('MSExchangePOP3', 'Automatic', null)),
          states: null,
          runs: null,
          modified: { startModes: written, states: null, log: null }
        },
        installedUpdates: {
          registered: [],
          patches: [{ name: 'KB5000000', kb: 'KB5000000', code: '0'.repeat(32), state: '1', date: '20261014' }]
        }
      },
      drifts: ['MSExchangeIS', ...(byHand === null ? ['MSExchangePop3'] : [])].map((name) => ({
        path: `services.${name}`,
        actual: 'Disabled, Stopped',
        desired: 'Automatic, Running',
        ...(byHand === null ? { remediation: [`Set-StartType '${name}' Automatic`] } : { byHand, remediation: null })
      }))
    })),
    {
      name: 'the record of POP3 was written by an update that failed',
      facts: {
        ...services(listed('MSExchangePop3', 'Disabled', 'Stopped')),
        servicesBefore: {
          startModes: startModes(listed('MSExchangePOP3', 'Automatic', null)),
          states: null,
          runs: null,
          modified: { startModes: '2026-10-31T21:05:00Z', states: null, log: null }
        },
        installerEvents: {
          since: '2026-10-02T06:00:00Z',
          events: [
            {
              ...{ id: 1023, at: '2026-10-31T21:20:00Z', product: 'Microsoft Exchange Server', code: 1603 },
              ...{ update: 'KB5000001', log: null }
            }
          ]
        }
      },
      drifts: [
        {
          path: 'services.MSExchangePop3',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          remediation: ["Set-StartType 'MSExchangePop3' Automatic"]
        }
      ]
    },
    {
      name: 'a file of an update that nothing else tells of has POP3 as Automatic',
      facts: {
        ...services(listed('MSExchangePop3', 'Disabled', 'Stopped')),
        servicesBefore: {
          startModes: startModes(listed('MSExchangePOP3', 'Automatic', null)),
          states: null,
          runs: null
        }
      },
      drifts: [
        {
          path: 'services.MSExchangePop3',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          byHand: 'nothing shows an update since the state was recorded',
          remediation: null
        }
      ]
    },
    {
      name: 'the update recorded only that POP3 started by itself',
      facts: {
        ...services(listed('MSExchangePop3', 'Disabled', 'Stopped')),
        ...recordedByUpdate(listed('MSExchangePOP3', 'Automatic', null))
      },
      drifts: [
        {
          path: 'services.MSExchangePop3',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: ['it was Automatic.'],
          remediation: ["Set-StartType 'MSExchangePop3' Automatic"]
        }
      ]
    },
    {
      name: 'the second try recorded that all was stopped, and a service of Exchange is stopped now',
      facts: {
        ...services(listed('MSExchangeMailboxAssistants', 'Automatic', 'Stopped')),
        servicesBefore: {
          startModes: startModes(),
          states: mailbox2016.map(({ name }) => ({ name, status: 'Stopped' })),
          runs: null
        }
      },
      drifts: [
        {
          path: 'services.MSExchangeMailboxAssistants',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running'
        }
      ]
    },
    {
      name: 'the update recorded that POP3 was Automatic and ran',
      facts: {
        ...services(listed('MSExchangePop3', 'Manual', 'Stopped')),
        servicesBefore: {
          startModes: [...mailbox2016, listed('MSExchangePOP3', 'Automatic', null)],
          states: [{ name: 'MSExchangePOP3', status: 'Running' }],
          runs: [stopping(1)]
        }
      },
      drifts: [
        {
          path: 'services.MSExchangePop3',
          actual: 'Manual, Stopped',
          desired: 'Automatic, Running',
          evidence: ['ServiceStartupMode.xml, which the update wrote'],
          remediation: ["Set-StartType 'MSExchangePop3' Automatic", "Start-AndWait 'MSExchangePop3'"]
        }
      ]
    },
    {
      name: 'the log tells that a service ran which starts by default, and it is Disabled now',
      facts: {
        ...services(listed('MSExchangeIS', 'Disabled', 'Stopped')),
        servicesBefore: {
          startModes: null,
          states: null,
          runs: [{ line: 9, kind: 'before', succeeded: true, stopped: ['MSExchangeIS'], unrestored: [], errors: [] }]
        }
      },
      drifts: [
        {
          path: 'services.MSExchangeIS',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          remediation: ["Set-StartType 'MSExchangeIS' Automatic", "Start-AndWait 'MSExchangeIS'"]
        }
      ]
    },
    {
      name: 'a second try poisoned the record, and the log of the first tells what ran',
      facts: {
        ...services(listed('MSExchangePop3', 'Disabled', 'Stopped')),
        servicesBefore: {
          startModes: mailbox2016.map((one) => ({ ...one, startType: 'Disabled' })),
          states: null,
          runs: [
            { line: 1, kind: 'after', succeeded: true, stopped: [], unrestored: [], errors: [] },
            { line: 9, kind: 'before', succeeded: false, stopped: ['MSExchangePOP3'], unrestored: [], errors: [] },
            { line: 20, kind: 'before', succeeded: true, stopped: ['W3Svc'], unrestored: [], errors: [] }
          ]
        }
      },
      drifts: [
        {
          path: 'services.MSExchangePop3',
          actual: 'Disabled, Stopped',
          desired: 'Manual, Running',
          evidence: ['stopping lines of ServiceControl.log', 'most services of Exchange Disabled'],
          byHand: 'only that it ran before the update is recorded',
          remediation: null
        }
      ]
    }
  ]
})

const unreadRecords: Readonly<Record<string, unknown>> = {
  'all of it': { error: 'access denied' },
  'a file of it': { startModes: null, states: null, runs: null, unread: [{ file: 'a.xml', reason: 'access denied' }] }
}

const test = suite('what the update recorded')

for (const [name, servicesBefore] of Object.entries(unreadRecords)) {
  const judge = (facts: RecordedSections, desired = {}) =>
    judgeRow(servicesStart, { name, facts: { ...facts, servicesBefore }, desired })

  test(`what the update recorded could not be read, ${name}: unknown is what it could decide`, () => {
    const { status, drifts, unknowns, compliances } = judge(
      services(
        listed('MSExchangeMailboxAssistants', 'Disabled', 'Stopped'),
        listed('MSExchangePop3', 'Manual', 'Stopped')
      )
    )
    assert.equal([status, drifts], ['unknown', []])
    const paths = unknowns.map(({ path }) => path[1])
    for (const one of ['MSExchangeMailboxAssistants', 'MSExchangePop3']) assert.ok(paths.includes(one), paths.join())
    assert.match(unknowns[0]?.reason ?? '', 'access denied')
    assert.ok(compliances.some(({ path }) => path[1] === 'MSExchangeRPC'))
  })

  test(`what the update recorded could not be read, ${name}: a service that Exchange can't work without is a drift`, () => {
    const { drifts } = judge(services(listed('MSExchangeIS', 'Disabled', 'Stopped')))
    assert.equal(
      drifts.map(({ path, remediation }) => [path[1], E.isLeft(remediation)]),
      [['MSExchangeIS', true]]
    )
  })

  test(`what the update recorded could not be read, ${name}: settings and a baseline decide without it`, () => {
    const stopped = services(listed('MSExchangeIS', 'Disabled', 'Stopped'))
    const byBaseline = judge(stopped, baseline({ services: [...windows, ...mailbox2016] }))
    assert.equal([byBaseline.status, byBaseline.unknowns], ['drift', []])
    const bySettings = judge(stopped, { services: { MSExchangeIS: 'Automatic' } })
    assert.equal(
      bySettings.drifts.map(({ path }) => path[1]),
      ['MSExchangeIS']
    )
  })
}

test('a recording without what the update recorded is judged, and the coverage says so', () => {
  const verdict = judgeRow(servicesStart, { name: '', facts: { servicesBefore: undefined } })
  assert.equal([verdict.status, verdict.unread], ['compliant', ['servicesBefore', 'setupState']])
  assert.match(verdict.reason ?? '', 'missing in this recording; record it again')
})

test.run()
