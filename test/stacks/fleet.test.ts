import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fleetOf } from '../../stacks/fleet'

const test = suite('stacks: the fleet of report files')

const made = { at: '2026-11-26T06:00:00.000Z', tableAsOf: '2026-10-02' }

test('facts of the organization that can not be used are an error', () => {
  const { errors } = fleetOf('demo', [], made, null, { broken: ['organization.json: is not complete JSON'] })
  assert.equal(errors, [{ source: 'the organization', message: 'organization.json: is not complete JSON' }])
})

test('the gate stands there as it speaks of itself, and nothing is said of levels that nobody knows', () => {
  const gate = 'Gate: advisory, passes whatever is found.'
  assert.equal(fleetOf('demo', [], made, null, { gate }).gate, { passes: true, line: gate, text: '' })
  assert.equal(fleetOf('demo', [], made, 'It fails.', { gate }).gate, { passes: false, line: gate, text: 'It fails.' })
  assert.equal(fleetOf('demo', [], made, null).gate, { passes: true, text: 'Nothing that was found fails the run.' })
})

test.run()
