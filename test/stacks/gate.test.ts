import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { gateLine, gateMessage, reasonsToFail, refuse } from '../../stacks/gate'
import { aDrift, aVerdict } from '../support/verdict'

const test = suite('stacks: gate')

const advisory = { enforcement: null, policies: null }
const remediate = { enforcement: 'remediate', policies: null } as const
const mandatory = { enforcement: 'mandatory', policies: { build: 'advisory' } } as const

const failing = aVerdict({ status: 'drift', level: 'mandatory', drifts: [aDrift()] })
const waysOn = /waivers\), or lower a policy \(exchange-compliance:policies\)\.$/

test('says nothing where nothing stands against the stack', () => {
  assert.is(gateMessage(mandatory, [{ server: 'EX01', verdicts: [aVerdict({ level: 'mandatory' })] }], [], true), null)
})

test('names servers, policies and the ways on', () => {
  const message = gateMessage(
    mandatory,
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

test('of many servers and policies it names the first, and counts the others', () => {
  const policies = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((policy) => ({ ...failing, policy }))
  const servers = Array.from({ length: 22 }, (_, index) => ({ server: `EX${index}`, verdicts: policies }))
  const message = gateMessage(mandatory, servers, [], true) ?? ''
  assert.match(message, /^Mandatory policies are not met on 22 of 22 servers: EX0 \(a, b, c, d, e and 2 more\); EX1 /)
  assert.match(message, /; EX19 \(a, b, c, d, e and 2 more\) and 2 more\. /)
})

test('nobody who has servers remediated is sent past the preview', () => {
  const verdicts = [failing, aVerdict({ policy: 'build', level: 'remediate' })]
  assert.match(
    gateMessage(mandatory, [{ server: 'EX01', verdicts }], [], true) ?? '',
    /or accept a deviation for a time \(exchange-compliance:waivers\), or lower a policy \(exchange-compliance:policies\)\.$/
  )
})

test('names recordings that can not be used, at every level', () => {
  assert.is(
    gateMessage(mandatory, [], ['EX01', 'EX02'], true),
    "What was recorded of EX01, EX02 can't be used; the errors above say why."
  )
  const both = gateMessage(mandatory, [{ server: 'EX01', verdicts: [failing] }], ['EX02'], true)
  assert.is(both?.split('\n').length, 2)
})

test('what is to be remediated keeps nobody from an update, and what remains after it fails', () => {
  const servers = [{ server: 'EX01', verdicts: [{ ...failing, level: 'remediate' as const }] }]
  assert.is(gateMessage(mandatory, servers, [], true), null)
  assert.match(
    gateMessage(mandatory, servers, [], false) ?? '',
    /^Policies at the level remediate are not met on 1 of 1 servers: EX01 \(services-start\)\. What no command ended/
  )
})

test('an update that fails says that its servers are enrolled, and a preview does not', () => {
  const servers = [{ server: 'EX01', verdicts: [failing] }]
  assert.match(gateMessage(mandatory, servers, [], false) ?? '', /\nThe servers are enrolled all the same\.$/)
  assert.not.match(gateMessage(mandatory, servers, [], true) ?? '', 'enrolled')
})

test('an update says first which servers it has repaired, where something else remains', () => {
  const servers = [{ server: 'EX01', verdicts: [failing] }]
  assert.match(
    gateMessage(mandatory, servers, [], false, ['EX01', 'EX02']) ?? '',
    /^The remediation of EX01, EX02 was carried out and verified; what follows is what remains\.\nMandatory policies /
  )
  assert.is(gateMessage(mandatory, [], [], false, ['EX01']), null)
  assert.not.match(gateMessage(mandatory, servers, [], true, ['EX01']) ?? '', /remediation of/)
})

test('the gate says its level, what comes of it and why, at every level', () => {
  const good = [{ server: 'EX01', verdicts: [aVerdict({ level: 'mandatory' })] }]
  const bad = [...good, { server: 'EX02', verdicts: [failing] }]
  const waiting = [{ server: 'EX03', verdicts: [{ ...failing, level: 'remediate' as const }] }]
  assert.is(gateLine(advisory, good, [], true), 'Gate: advisory, passes whatever is found.')
  assert.is(gateLine(advisory, good, ['EX09'], true), 'Gate: advisory, fails because of EX09.')
  assert.is(
    gateLine(mandatory, good, [], true),
    'Gate: mandatory (by name: build advisory), passes, since every policy at the level mandatory is met or waived.'
  )
  assert.is(
    gateLine(mandatory, bad, ['EX02'], true),
    'Gate: mandatory (by name: build advisory), fails because of EX02.'
  )
  assert.match(gateLine(remediate, waiting, [], true), 'Gate: remediate, passes in a preview; pulumi up fails where')
  assert.is(gateLine(remediate, waiting, [], false), 'Gate: remediate, fails because of EX03.')
})

test('what the gate says is what it does', () => {
  for (const isDryRun of [true, false])
    for (const level of ['advisory', 'mandatory', 'remediate'] as const)
      for (const broken of [[], ['EX09']])
        for (const verdict of [aVerdict({ level }), { ...failing, level }]) {
          const servers = [{ server: 'EX01', verdicts: [verdict] }]
          const line = gateLine({ enforcement: level, policies: null }, servers, broken, isDryRun)
          assert.is(
            line.includes(', fails '),
            gateMessage({ enforcement: level, policies: null }, servers, broken, isDryRun) !== null,
            line
          )
        }
})

test('a gate that no policy judges fails, and one that is switched off as a whole does not', () => {
  const servers = [{ server: 'EX01', verdicts: [] }]
  for (const levels of [mandatory, remediate]) {
    assert.match(
      gateMessage(levels, servers, [], true) ?? '',
      /^No policy judged any server: the settings disable every/
    )
    assert.match(gateLine(levels, servers, [], true), /, fails, since no policy judged any server\.$/)
  }
  for (const enforcement of ['disabled', 'advisory'] as const)
    assert.is(gateMessage({ enforcement, policies: null }, servers, [], true), null)
})

test('a report file that can not be written fails the run, and the gate says so', () => {
  assert.is(
    gateLine(advisory, [], [], true, reasonsToFail(1, null)),
    "Gate: advisory, fails, since 1 report file can't be written."
  )
  assert.is(
    gateLine(advisory, [], ['EX09'], true, reasonsToFail(2, null)),
    "Gate: advisory, fails because of EX09, and since 2 report files can't be written."
  )
})

test('a run that can remediate nothing for want of the plugin fails, whatever else holds', () => {
  const levels = { enforcement: 'remediate', policies: null } as const
  const good = [{ server: 'EX01', verdicts: [aVerdict({ level: 'remediate' })] }]
  assert.is(gateMessage(levels, good, [], true, [], 'No plugin.'), 'No plugin.')
  assert.match(gateMessage(levels, good, [], false, [], 'No plugin.') ?? '', /^No plugin\.\nThe servers are enrolled/)
  assert.is(
    gateLine(levels, good, [], true, reasonsToFail(0, 'No plugin.')),
    'Gate: remediate, fails, since nothing can be remediated.'
  )
})

test('an error shows its sentence alone', () => {
  const { message, stack } = refuse(['One fault.', 'Another.'])
  assert.is(message, "The settings can't be used. One fault.\nAnother.")
  assert.is(stack, message)
})

test.run()
