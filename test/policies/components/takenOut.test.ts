import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { inOrganization } from '../../../judging/inOrganization'
import { takenOut } from '../../../policies/components/takenOut'
import { component, components, dag1, withEx01 } from '../../support/inOrganization'
import { serverFacts } from '../../support/server'

const test = suite('policies: servers that a person took out of service')

const wayOut = 'end the maintenance, or set inMaintenance: allow for the server if it is meant for this repair'
const held = (state: string): string =>
  `somebody has taken the server out of service: Maintenance holds ServerWideOffline ${state} since 2026-10-31T22:10:00Z; ${wayOut}`

const states = (changed: ReturnType<typeof component>) => withEx01({ componentStates: components(changed) })
const offline = (state: string, requesters: ReadonlyArray<string>, place?: 'localStates' | 'remoteStates') =>
  states(component('ServerWideOffline', state, requesters, place))

const table: ReadonlyArray<readonly [string, ReturnType<typeof withEx01>, ReadonlyArray<string>]> = [
  ['a server in service', withEx01({}), []],
  ['Maintenance in the registry', offline('Inactive', ['Maintenance']), [held('Inactive')]],
  ['Maintenance in the directory', offline('Inactive', ['Maintenance'], 'remoteStates'), [held('Inactive')]],
  ['Maintenance, beside a failed update', offline('Inactive', ['Functional', 'maintenance']), [held('Inactive')]],
  ['Maintenance drains', offline('Draining', ['Maintenance']), [held('Draining')]],
  ['a failed update alone, which is what is repaired', offline('Inactive', ['Functional']), []],
  ['managed availability', offline('Inactive', ['HealthApi']), []],
  [
    'nobody is recorded as who asks for it',
    offline('Inactive', []),
    [`unknown: who holds ServerWideOffline Inactive, which may be a person's maintenance; ${wayOut}`]
  ],
  ['only transport is held', states(component('HubTransport', 'Inactive')), []],
  ['the component states are unread', withEx01({ componentStates: { error: 'access denied' } }), []],
  [
    'its node is paused',
    withEx01({}, { dags: [{ ...dag1, serversInMaintenance: ['ex01.contoso.example'] }] }),
    [`somebody has paused the node of the server in the cluster of the DAG DAG1; ${wayOut}`]
  ],
  ['the node of another member is paused', withEx01({}, { dags: [{ ...dag1, serversInMaintenance: ['EX02'] }] }), []],
  ['it is not told which nodes are paused', withEx01({}, { dags: [{ ...dag1, serversInMaintenance: null }] }), []]
]

for (const [name, organization, reasons] of table)
  test(name, () => assert.equal(takenOut('EX01', inOrganization(serverFacts({}), organization)), reasons))

test.run()
