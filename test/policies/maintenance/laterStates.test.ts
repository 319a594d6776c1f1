import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { maintenance } from '../../../policies/maintenance/policy'
import { judgeRow } from '../../support/policyTester'
import { ex01 } from './componentsOfEx01'

const test = suite('policy maintenance: what the registry tells after the organization was asked')

const asked = (state: string, time: string | null) => ({
  localStates: [{ component: 'ServerWideOffline', requester: 'Functional', state, time }]
})

const rows: ReadonlyArray<readonly [name: string, facts: ReturnType<typeof asked>, isOpen: boolean]> = [
  ['a request for Inactive from since then', asked('Inactive', '2026-11-01T08:10:00Z'), true],
  ['a request for Inactive from before, which Exchange knew', asked('Inactive', '2026-11-01T07:50:00Z'), false],
  ['a request for Inactive without a time', asked('Inactive', null), false],
  ['a request for Active from since then', asked('Active', '2026-11-01T08:10:00Z'), false]
]

for (const [name, facts, isOpen] of rows)
  test(`${name}: ${isOpen ? 'not compliant, by name' : 'compliant'}`, () => {
    const { status, reason, drifts } = judgeRow(maintenance, { name, facts, organization: ex01() })
    assert.is(status !== 'compliant', isOpen)
    if (isOpen) assert.match(`${reason} ${JSON.stringify(drifts)}`, 'Functional')
  })

test.run()
