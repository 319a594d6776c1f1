import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { judgeOne } from '../../judging/evaluate'
import { noOrganization } from '../../judging/inOrganization'
import type { Policy } from '../../judging/policy'
import type { Standard } from '../../judging/standard'
import { isUnasked, type Verdict } from '../../judging/verdict'
import { withEx01 } from '../support/inOrganization'
import { aPolicy } from '../support/policy'
import { serverFacts } from '../support/server'
import { bad, good, standard, unread } from './judgements'

const ofOrganization = (parts: Partial<Policy> = {}): Policy =>
  aPolicy({
    decides: ['services'],
    organization: { decides: ['componentStates', 'dags'], supports: ['authConfig'] },
    evaluate: () => [],
    ...parts
  })

const byOrganization = (
  organization: Standard['organization'],
  parts: Partial<Policy> = {},
  enforcement: Partial<Standard['enforcement']> = {}
): Verdict =>
  judgeOne(ofOrganization(parts), serverFacts(), {
    ...standard,
    organization,
    enforcement: { level: 'mandatory', policies: {}, stage: null, ...enforcement }
  })

const test = suite('policies: judging by the organization')

test('without a source of organization facts a verdict is unknown, told once, and advisory', () => {
  const verdict = byOrganization(noOrganization)
  assert.is(verdict.status, 'unknown')
  assert.equal(
    verdict.unknowns.map(({ path, reason }) => [path, reason]),
    [[['organization'], 'the settings name no source of organization facts (exchange-compliance:organization)']]
  )
  assert.equal([verdict.level, verdict.countsAsChange, isUnasked(verdict)], ['advisory', false, true])
})

test('a level that the stack sets by name holds without a source, too', () => {
  const verdict = byOrganization(noOrganization, {}, { policies: { 'a-policy': 'mandatory' } })
  assert.equal([verdict.level, verdict.countsAsChange, isUnasked(verdict)], ['mandatory', true, false])
})

test('what else is found without a source is a guess, and advisory', () => {
  const evaluations = [[bad], [unread]]
  for (const found of evaluations) {
    const verdict = byOrganization(noOrganization, { evaluate: () => found })
    assert.equal([verdict.level, verdict.countsAsChange, verdict.unasked], ['advisory', false, null])
  }
})

test('a source that could not be read makes unknown at the own level', () => {
  const verdict = byOrganization(E.left({ reason: 'no answer within 600 s' }))
  assert.equal([verdict.status, verdict.level, verdict.countsAsChange], ['unknown', 'mandatory', true])
  assert.is(verdict.reason, 'no answer within 600 s')
})

test('each deciding section of the organization that is unread is told by its name', () => {
  const denied = { error: 'access denied' }
  const verdict = byOrganization(withEx01({ componentStates: denied }, { dags: denied, authConfig: denied }), {
    evaluate: () => [good]
  })
  assert.equal(
    verdict.unknowns.map(({ path }) => path),
    [['componentStates'], ['dags']]
  )
  assert.match(verdict.reason ?? '', 'authConfig unread: access denied')
})

test('a policy is given the sections of the organization, known or unread', () => {
  const seen: Array<unknown> = []
  const evaluate: Policy['evaluate'] = (_, __, organization) => {
    seen.push(organization.queues, organization.collectedAt)
    return [good]
  }
  assert.is(byOrganization(withEx01({}), { evaluate }).status, 'compliant')
  assert.equal(seen, [E.right({ deliveryMessages: 3, retryMessages: null }), '2026-11-01T08:00:00Z'])
})

test.run()
