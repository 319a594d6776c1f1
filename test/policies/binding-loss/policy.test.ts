import { bindingLoss } from '../../../policies/binding-loss/policy'
import { testPolicy } from '../../support/policyTester'

const event = (id: number, endpoint: string, day: string) => ({
  id,
  at: `2026-10-${day}T08:00:00Z`,
  endpoint,
  status: null
})

const events = (...all: ReadonlyArray<object>) => ({ httpEvents: { since: '2026-10-01T00:00:00Z', events: all } })

const kept = (...keys: ReadonlyArray<string>) => ({ customMetadata: keys.map((path) => ({ path, id: 5506 })) })

testPolicy(bindingLoss, {
  compliant: [
    {
      name: 'nothing is kept, and an update deleted the records of all endpoints once',
      facts: events(
        event(15300, '0.0.0.0:443', '20'),
        event(15300, '127.0.0.1:443', '20'),
        event(15300, '0.0.0.0:444', '20')
      ),
      reason: 'the record of 0.0.0.0:443 was deleted at'
    },
    { name: 'nothing is kept' },
    {
      name: 'a record was exchanged, as a renewal does',
      facts: events(event(15301, '0.0.0.0:444', '20'), event(15300, '0.0.0.0:444', '20'))
    },
    {
      name: 'nothing is kept, and a record was deleted once',
      facts: events(event(15301, '0.0.0.0:444', '21'), event(15300, '0.0.0.0:444', '20')),
      reason: 'the record of 0.0.0.0:444 was deleted at 2026-10-20T08:00:00Z, and not made again within a minute'
    },
    {
      name: 'kept, and nothing was deleted',
      facts: kept('LM/W3SVC/2'),
      reason: 'no deletion that lasted (event 15300) was recorded'
    },
    {
      name: 'kept, and a record was exchanged, as a renewal does',
      facts: {
        ...kept('LM/W3SVC/2'),
        ...events(event(15301, '0.0.0.0:444', '20'), event(15300, '0.0.0.0:444', '20'))
      },
      reason: 'no deletion that lasted'
    },
    {
      name: 'of the site of somebody else',
      facts: {
        ...kept('LM/W3SVC/7'),
        appPools: { pools: [], sites: [{ name: 'Shop', id: 7, autoStart: true, state: null }], applications: [] },
        ...events(event(15300, '0.0.0.0:444', '20'))
      }
    },
    {
      name: 'a certificate that can not be used, after its record was made',
      facts: events({ ...event(15021, '0.0.0.0:444', '21'), status: '0xC000035F' }, event(15301, '0.0.0.0:444', '20')),
      reason: 'could not use the certificate of 0.0.0.0:444 at 2026-10-21T08:00:00Z (status 0xC000035F)'
    }
  ],
  drifting: [
    {
      name: 'kept, and the record was deleted',
      facts: { ...kept('LM/W3SVC/2'), ...events(event(15300, '0.0.0.0:444', '21'), event(15300, '0.0.0.0:444', '20')) },
      drifts: [
        {
          ...{ path: 'customMetadata["LM/W3SVC/2"]', actual: '5506', desired: 'none', remediation: null },
          evidence: ['the record of 0.0.0.0:444 was deleted at 2026-10-21T08:00:00Z'],
          resolution: ['Exchange Back End', 'key path LM/W3SVC/2', 'property id 5506', 'appcmd.exe add backup']
        }
      ]
    },
    {
      name: 'kept, and the record was made again a day after its deletion',
      facts: {
        ...kept('LM/W3SVC/2'),
        ...events(event(15301, '0.0.0.0:444', '21'), event(15300, '0.0.0.0:444', '20'))
      },
      drifts: [{ path: 'customMetadata["LM/W3SVC/2"]', actual: '5506', desired: 'none', remediation: null }]
    },
    {
      name: 'the sites are unread',
      facts: { ...kept('LM/W3SVC/2'), appPools: undefined, ...events(event(15300, '[::]:443', '21')) },
      drifts: [{ path: 'customMetadata["LM/W3SVC/2"]', actual: '5506', desired: 'none', remediation: null }]
    }
  ],
  unknown: [
    {
      name: 'nothing is kept, and the events are unread',
      facts: { httpEvents: { error: 'access denied' } },
      reason: 'access denied'
    },
    {
      name: 'nothing is kept, and records were deleted again and again',
      facts: events(
        event(15301, '0.0.0.0:444', '22'),
        event(15300, '0.0.0.0:444', '21'),
        event(15300, '0.0.0.0:444', '20'),
        event(15300, '0.0.0.0:444', '19')
      ),
      reason:
        'the record of 0.0.0.0:444 was deleted at 2026-10-21T08:00:00Z, and 2 times before; IIS keeps nothing that explains it'
    },
    {
      name: 'kept, and the events are unread',
      facts: { ...kept('LM/W3SVC/2'), httpEvents: { error: 'access denied' } },
      reason: 'access denied'
    },
    {
      name: 'kept, and the log is empty',
      facts: { ...kept('LM/W3SVC/2'), httpEvents: { since: null, events: [] } },
      reason: 'the log System is empty'
    },
    {
      name: 'kept, and the log reaches back some minutes',
      facts: { ...kept('LM/W3SVC/2'), httpEvents: { since: '2026-11-01T07:50:00Z', events: [] } },
      reason: 'known only from 2026-11-01T07:50:00Z on'
    }
  ],
  notApplicable: [
    {
      name: 'an Edge server',
      facts: { identity: { name: 'EX01', fqdn: null, roles: ['Edge'], version: '15.2.1748.10' } }
    }
  ]
})
