import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { judgeOne } from '../../judging/evaluate'
import { type Policy, veto } from '../../judging/policy'
import type { Verdict } from '../../judging/verdict'
import { aPolicy } from '../support/policy'
import { serverFacts } from '../support/server'
import { bad, denied, standard, unread } from './judgements'

const test = suite('policies: vetoes')

test('what a policy that can always forbid all remediation was unable to read forbids it, too', () => {
  const vetoesOf = (parts: Partial<Policy>): Verdict['vetoes'] =>
    judgeOne(aPolicy({ evaluate: () => [unread], ...parts }), serverFacts(denied), standard).vetoes
  assert.equal(vetoesOf({}), [])
  assert.equal(vetoesOf({ canVeto: 'if-seen' }), [])
  assert.equal(vetoesOf({ canVeto: 'always' }), [
    'unknown: whether a-policy forbids it: access denied',
    'unknown: whether a-policy forbids it: not listed'
  ])
})

test('vetoes stand in the verdict once, whatever is waived', () => {
  const waivers = [{ server: 'EX01', policy: 'a-policy', path: null, reason: 'CHG-7', expires: '2999-12-31' }]
  const policy = aPolicy({ evaluate: () => [bad, veto('odd'), veto('odd')] })
  assert.equal(judgeOne(policy, serverFacts(), { ...standard, waivers }).vetoes, ['a-policy forbids it: odd'])
})

test.run()
