import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { gateMessage, refuse } from '../../stacks/gate'
import { aDrift, aVerdict } from '../support/verdict'

const test = suite('stacks: gate')

const failing = aVerdict({ status: 'drift', level: 'mandatory', drifts: [aDrift()] })
const waysOn = /waivers\), or lower a policy \(exchange-compliance:policies\)\.$/

test('says nothing where nothing stands against the stack', () => {
  assert.is(gateMessage([{ server: 'EX01', verdicts: [aVerdict({ level: 'mandatory' })] }], [], true), null)
})

test('names servers, policies and the ways on', () => {
  const message = gateMessage(
    [
      { server: 'EX01', verdicts: [failing, { ...failing, policy: 'build' }] },
      { server: 'EX02', verdicts: [aVerdict()] }
    ],
    [],
    true
  )
  assert.match(message ?? '', /^Mandatory policies are not met on 1 of 2 servers: EX01 \(services-start, build\)\. /)
  assert.match(message ?? '', waysOn)
})

test('nobody who has servers remediated is sent past the preview', () => {
  const verdicts = [failing, aVerdict({ policy: 'build', level: 'remediate' })]
  assert.match(
    gateMessage([{ server: 'EX01', verdicts }], [], true) ?? '',
    /or accept a deviation for a time \(exchange-compliance:waivers\), or lower a policy \(exchange-compliance:policies\)\.$/
  )
})

test('names recordings that can not be used, at every level', () => {
  assert.is(
    gateMessage([], ['EX01', 'EX02'], true),
    "What was recorded of EX01, EX02 can't be used; the errors above say why."
  )
  const both = gateMessage([{ server: 'EX01', verdicts: [failing] }], ['EX02'], true)
  assert.is(both?.split('\n').length, 2)
})

test('what is to be remediated keeps nobody from an update, and what remains after it fails', () => {
  const servers = [{ server: 'EX01', verdicts: [{ ...failing, level: 'remediate' as const }] }]
  assert.is(gateMessage(servers, [], true), null)
  assert.match(
    gateMessage(servers, [], false) ?? '',
    /^Policies at the level remediate are not met on 1 of 1 servers: EX01 \(services-start\)\. What no command ended/
  )
})

test('an update says first which servers it has repaired, where something else remains', () => {
  const servers = [{ server: 'EX01', verdicts: [failing] }]
  assert.match(
    gateMessage(servers, [], false, ['EX01', 'EX02']) ?? '',
    /^The remediation of EX01, EX02 was carried out and verified; what follows is what remains\.\nMandatory policies /
  )
  assert.is(gateMessage([], [], false, ['EX01']), null)
  assert.not.match(gateMessage(servers, [], true, ['EX01']) ?? '', /remediation of/)
})

test('an error shows its sentence alone', () => {
  const { message, stack } = refuse(['One fault.', 'Another.'])
  assert.is(message, "The settings can't be used. One fault.\nAnother.")
  assert.is(stack, message)
})

test.run()
