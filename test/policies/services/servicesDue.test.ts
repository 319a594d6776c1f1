import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { judgeOne } from '../../../judging/evaluate'
import { showPath } from '../../../kernel/propertyPath'
import { servicesStart } from '../../../policies/services-start/policy'
import { type RecordedSections, serverFacts } from '../../support/server'
import { remediating } from '../remediated'
import { healthyRealServer } from './healthyRealServer'

const test = suite('policies: services that a remediation had still to enable when it was cut off')

const left = ['MSExchangeIS', 'MSExchangeTransport']

const disabled = (names: ReadonlyArray<string>): RecordedSections['services'] =>
  healthyRealServer.map((one) =>
    names.includes(one.name) ? { ...one, startType: 'Disabled', status: 'Stopped' } : one
  )

const collectedAt = '2026-03-10T08:30:00Z'
const mark = (services: ReadonlyArray<string>, since = '2026-03-10T08:00:00Z') => ({ services, since })

const proposed = (enabling: unknown, names = left): ReadonlyArray<string> => {
  const facts = {
    ...serverFacts({ services: disabled(names), journal: { lastEntry: 0, restartDue: null, enabling } }),
    collectedAt
  }
  return judgeOne(servicesStart, facts, remediating()).drifts.flatMap(({ path, remediation }) =>
    E.isLeft(remediation) ? [] : [showPath(path)]
  )
}

test('are enabled by the next one, though most services are enabled again', () => {
  assert.equal(proposed(mark(left)), ['services.MSExchangeIS', 'services.MSExchangeTransport'])
})

test('are left to a person without a mark, or by one of another service, of another day, or of a time to come', () => {
  assert.equal(proposed(null), [])
  assert.equal(proposed(mark(['MSExchangeIS'])), ['services.MSExchangeIS'])
  assert.equal(proposed(mark(left, '2026-03-09T08:29:59Z')), [])
  assert.equal(proposed(mark(left, '2026-03-10T08:30:01Z')), [])
})

test.run()
