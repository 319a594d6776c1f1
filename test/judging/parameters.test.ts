import * as t from 'io-ts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { withParameters } from '../../judging/parameters'
import { compliant, type WrittenParameters } from '../../judging/policy'
import { textUpTo } from '../../kernel/values'
import { policies } from '../../policies/catalogue'
import { aPolicy } from '../support/policy'
import { judgeRow } from '../support/policyTester'

const test = suite('judging: parameters')

const policy = aPolicy(
  withParameters(
    { most: t.number, folder: textUpTo(5) },
    { most: 3, folder: 'C:' },
    { most: 'How many.', folder: 'Where.' },
    (_facts, { most, folder }) => [compliant(['services'], `${most + 1} in ${folder}`)]
  )
)

const judged = (parameters?: WrittenParameters) => {
  const { status, reason, compliances } = judgeRow(policy, {
    name: '',
    desired: parameters === undefined ? {} : { parameters }
  })
  return [status, reason ?? compliances[0]?.actual]
}

test('a policy receives its own parameters, and the defaults for the rest', () => {
  assert.equal(judged(), ['compliant', '4 in C:'])
  assert.equal(judged({ 'a-policy': { most: 1 } }), ['compliant', '2 in C:'])
  assert.equal(judged({ 'another-policy': { most: 1 } }), ['compliant', '4 in C:'])
})

test('parameters that cannot be decoded make it unknown, whatever the defaults are', () => {
  for (const [written, why] of [
    [{ most: '1' }, /most: expected number/],
    [{ most: null }, /most: expected number/],
    [{ folder: 'D:\\mail' }, /folder: it has 7 characters/],
    [{ mst: 1 }, /"mst" is not a setting here; did you mean most\?/]
  ] as const) {
    const [status, reason] = judged({ 'a-policy': written })
    assert.is(status, 'unknown')
    assert.match(String(reason), why)
  }
})

test('each parameter has a name of its own, a default that its codec takes, and its sentence', () => {
  for (const { name, parameters } of policies) {
    const { props, defaults, about } = parameters ?? { props: {}, defaults: {}, about: {} }
    const names = Object.keys(props)
    assert.equal([Object.keys(defaults), Object.keys(about)], [names, names], name)
    assert.not(names.includes('level'), name)
    for (const [key, codec] of Object.entries(props)) {
      assert.is(codec.decode(defaults[key])._tag, 'Right', `${name}.${key}`)
      assert.match(about[key] ?? '', /^[A-Z].*\.$/, `${name}.${key}`)
    }
  }
})

test.run()
