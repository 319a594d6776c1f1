import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { inOrganization } from '../../../judging/inOrganization'
import { type Allowed, type Look, type SecondLook, secondLook } from '../../../policies/maintenance/secondLook'
import { copy, mounted } from '../../support/dag'
import { component, components, withEx01 } from '../../support/inOrganization'
import { type RecordedSections, serverFacts } from '../../support/server'
import { service, withServices } from '../remediated'

const test = suite('policies: second look')

type Member = Readonly<Record<string, unknown>>

const look = (sections: RecordedSections, member: Member | null = {}): Look => {
  const facts = serverFacts(sections)
  return { facts, organization: member === null ? null : inOrganization(facts, withEx01(member)) }
}

const usual: Allowed = { waivers: [], inMaintenance: 'refuse' }
const allowed: Allowed = { waivers: [], inMaintenance: 'allow' }
const waiving = (policy: string, path: string): Allowed => ({
  waivers: [{ server: 'EX01', policy, path, reason: 'CHG-7', expires: '2999-12-31' }],
  inMaintenance: 'refuse'
})

const denied = { error: 'access denied' }
const states = (name: string, state: string, requesters?: ReadonlyArray<string>): Member => ({
  componentStates: components(component(name, state, requesters))
})
const copies = (...list: ReadonlyArray<unknown>): Member => ({ databaseCopies: list })
const down = (...names: ReadonlyArray<string>) =>
  withServices(...names.map((name) => service(name, 'Automatic', 'Stopped')))
const noEndpoint = 'its component states and databases, since no endpoint of the organization is named'

const table: ReadonlyArray<readonly [string, Look, Look, Allowed, Partial<SecondLook>]> = [
  ['all is well', look({}), look({}), usual, {}],
  [
    'two services stopped again',
    look({}),
    look(down('MSExchangeIS', 'MSExchangeTransport')),
    usual,
    {
      faults: [
        'MSExchangeIS ran after the remediation, and is Stopped',
        'MSExchangeTransport ran after the remediation, and is Stopped'
      ]
    }
  ],
  [
    'a service starts again and again',
    look({}),
    look(withServices(service('MSExchangeIS', 'Automatic', 'StartPending'))),
    usual,
    { faults: ['MSExchangeIS ran after the remediation, and is StartPending'] }
  ],
  [
    'a service that was down before is for its policy',
    look(down('MSExchangeIS')),
    look(down('MSExchangeIS')),
    usual,
    {}
  ],
  [
    'a service of Windows has ended with its work',
    look(withServices(service('TrustedInstaller', 'Manual', 'Running'))),
    look(withServices(service('TrustedInstaller', 'Manual', 'Stopped'))),
    usual,
    {}
  ],
  [
    'the services can not be read any more',
    look({}),
    look({ services: denied }),
    usual,
    { faults: ['unknown: its services could not be read: access denied'] }
  ],
  [
    'the services could not be read before',
    look({ services: denied }),
    look({}),
    usual,
    { unseen: ['its services, which could not be read before'] }
  ],

  [
    'the server is offline still, as a failed update left it',
    look({}, states('ServerWideOffline', 'Inactive', ['Functional'])),
    look({}, states('ServerWideOffline', 'Inactive', ['Functional'])),
    usual,
    { faults: ['ServerWideOffline is Inactive, held by Functional'] }
  ],
  [
    'managed availability took a component out',
    look({}),
    look({}, states('OwaProxy', 'Inactive', ['HealthApi'])),
    usual,
    { faults: ['OwaProxy is Inactive, held by HealthApi'] }
  ],
  [
    'a maintenance that is meant',
    look({}),
    look({}, states('ServerWideOffline', 'Inactive', ['Maintenance'])),
    allowed,
    {}
  ],
  [
    'a maintenance that is meant, and a failed update',
    look({}),
    look({}, states('ServerWideOffline', 'Inactive', ['Maintenance', 'Functional'])),
    allowed,
    { faults: ['ServerWideOffline is Inactive, held by Maintenance and Functional'] }
  ],
  [
    'a component that a waiver covers',
    look({}),
    look({}, states('OwaProxy', 'Inactive', ['Maintenance'])),
    waiving('maintenance', 'componentStates.OwaProxy'),
    {}
  ],

  [
    'databases that are not there for anybody',
    look({}),
    look(
      {},
      copies(
        copy('DB01', { status: 'Dismounted' }),
        copy('DB02', { status: 'ServiceDown' }),
        copy('DB03', { status: 'Failed' }),
        copy('DB04', { status: null })
      )
    ),
    usual,
    {
      faults: [
        'the database DB01 is Dismounted',
        'the database DB02 is ServiceDown',
        'the database DB03 is Failed',
        'the database DB04 is in an unknown state'
      ]
    }
  ],
  [
    'copies that are kept back on purpose, or have logs to replay',
    look({}),
    look(
      {},
      copies(
        mounted('DB01'),
        copy('DB02', { status: 'FailedAndSuspended' }),
        copy('DB03', { status: 'Suspended' }),
        copy('DB04', { replayQueueLength: 5_000 })
      )
    ),
    usual,
    {}
  ],
  [
    'a database that a waiver covers',
    look({}),
    look({}, copies(copy('RDB1', { status: 'Dismounted' }))),
    waiving('dag-health', 'databaseCopies.RDB1'),
    {}
  ],

  ['no endpoint of the organization', look({}, null), look({}, null), usual, { unseen: [noEndpoint] }],
  [
    'the organization answers no more',
    look({}),
    look({}, { componentStates: denied, databaseCopies: denied }),
    usual,
    {
      faults: [
        'unknown: its component states could not be read: access denied',
        'unknown: its databases could not be read: access denied'
      ]
    }
  ],
  [
    'the account may not ask for component states, before and after',
    look({}, { componentStates: denied }),
    look({}, { componentStates: denied }),
    usual,
    { unseen: ['its component states: access denied'] }
  ]
]

for (const [name, first, second, rule, expected] of table)
  test(name, () => assert.equal(secondLook(first, second, rule), { faults: [], unseen: [], ...expected }))

test.run()
