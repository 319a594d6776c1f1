import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { judge, judgeOne } from '../../judging/evaluate'
import { defaultEnforcement } from '../../judging/levels'
import { drift, type Judgement, notApplicable, note, undecided, unknown, veto } from '../../judging/policy'
import type { Verdict } from '../../judging/verdict'
import { aPolicy } from '../support/policy'
import { serverFacts } from '../support/server'
import { foundDrift } from '../support/verdict'
import { bad, denied, good, standard, unread } from './judgements'

const judged = (judgements: ReadonlyArray<Judgement>, sections = {}): Verdict =>
  judgeOne(aPolicy({ evaluate: () => judgements }), serverFacts(sections), standard)

const rows: ReadonlyArray<readonly [string, ReadonlyArray<Judgement>, object, Verdict['status'], string | null]> = [
  ['compliant', [good], {}, 'compliant', null],
  ['drift beats compliant', [good, bad], {}, 'drift', null],
  ['unknown beats compliant', [good, unread], {}, 'unknown', 'not listed'],
  ['drift beats unknown', [unread, bad, good], {}, 'drift', 'not listed'],
  ['nothing judged is unknown', [], {}, 'unknown', 'the facts hold nothing to judge'],
  ['a note judges nothing', [note('odd')], {}, 'unknown', 'the facts hold nothing to judge; odd'],
  [
    'a veto judges nothing',
    [veto('odd')],
    {},
    'unknown',
    'the facts hold nothing to judge; nothing is remediated on this server: odd'
  ],
  ['a veto is told', [good, veto('odd')], {}, 'compliant', 'nothing is remediated on this server: odd'],
  ['a note is told', [good, note('odd'), note('odd')], {}, 'compliant', 'odd'],
  ['an unread deciding section is unknown', [good], denied, 'unknown', 'access denied'],
  ['drift beats an unread deciding section', [bad], denied, 'drift', 'access denied']
]

const test = suite('policies: evaluate')

for (const [name, judgements, sections, status, reason] of rows)
  test(name, () => {
    const verdict = judged(judgements, sections)
    assert.is(verdict.status, status)
    assert.is(verdict.reason, reason)
  })

test('what a remediation owes is judged beside the rest, also where a deciding section is unread', () => {
  const owing = aPolicy({ evaluate: () => [good], owed: () => [bad] })
  assert.is(judgeOne(owing, serverFacts(), standard).status, 'drift')
  assert.is(judgeOne(owing, serverFacts(denied), standard).status, 'drift')
  const elsewhere = aPolicy({ applies: () => notApplicable('no such role'), owed: () => [bad] })
  assert.is(judgeOne(elsewhere, serverFacts(), standard).status, 'not-applicable')
})

test('what was not read is in the verdict by name', () => {
  const policy = aPolicy({ supports: ['build', 'acls'] })
  const verdict = judgeOne(policy, serverFacts({ ...denied, acls: undefined }), standard)
  assert.equal(verdict.unread, ['services', 'acls'])
})

test('an unread deciding section is named once', () => {
  const { unknowns } = judged([], denied)
  assert.equal(
    unknowns.map(({ path }) => path),
    [['services']]
  )
})

test('an unread supporting section lowers the coverage, no more', () => {
  const policy = aPolicy({ supports: ['build', 'acls'] })
  const verdict = judgeOne(policy, serverFacts({ acls: { error: 'gone' } }), standard)
  assert.is(verdict.status, 'compliant')
  assert.is(verdict.reason, 'judged from 2 of 3 fact sections; acls unread: gone')
})

test('what does not concern the server is not evaluated', () => {
  const verdict = judgeOne(
    aPolicy({ applies: () => notApplicable('no mailbox server'), evaluate: () => [bad] }),
    serverFacts(denied),
    standard
  )
  assert.is(verdict.status, 'not-applicable')
  assert.is(verdict.reason, 'no mailbox server')
  assert.equal(verdict.drifts, [])
  assert.equal(verdict.unknowns, [])
})

test('where nobody can tell whether it concerns the server, it is unknown', () => {
  const policy = aPolicy({ applies: () => undecided(['identity'], 'no roles'), evaluate: () => [bad] })
  const verdict = judgeOne(policy, serverFacts(), standard)
  assert.is(verdict.status, 'unknown')
  assert.is(verdict.reason, 'no roles')
  assert.equal(verdict.drifts, [])
})

test('a server is judged by the policies in force, in their order', () => {
  const catalogue = [
    aPolicy({ name: 'second' }),
    aPolicy({ name: 'before', stage: 'before-update' }),
    aPolicy({ name: 'off' }),
    aPolicy({ name: 'first', stage: 'after-update' })
  ]
  const enforcement = { ...defaultEnforcement, policies: { off: 'disabled' as const } }
  assert.equal(
    judge(catalogue, serverFacts(), { ...standard, enforcement }).map(({ policy }) => policy),
    ['second', 'first']
  )
})

const several = (count: number, make: (index: number) => Judgement): ReadonlyArray<Judgement> =>
  Array.from({ length: count }, (_, index) => make(index))

test('of more than a thousand findings the first thousand are listed, and that there are more is unknown', () => {
  const drifts = several(1_500, (index) => drift(foundDrift({ path: ['services', `s${index}`] })))
  const verdict = judged([good, ...drifts])
  assert.is(verdict.status, 'drift')
  assert.is(verdict.drifts.length, 1_000)
  assert.equal(
    verdict.unknowns.map(({ path, reason }) => [path, reason]),
    [[['services'], '500 more findings are not listed; end these first']]
  )
  assert.is(verdict.compliances.length, 1)
  const unread = judged(several(1_500, (index) => unknown(['services', `s${index}`], `reason ${index}`)))
  assert.is(unread.status, 'unknown')
  assert.match(unread.reason ?? '', /reason 19; \d+ more reasons are not listed$/)
})

test('a policy that breaks off is unknown, and breaks nothing else', () => {
  const broken = aPolicy({
    evaluate: () => {
      throw new TypeError('x is not a function')
    }
  })
  const verdicts = judge([broken, aPolicy({ evaluate: () => [good] })], serverFacts(), standard)
  assert.equal(
    verdicts.map(({ status }) => status),
    ['unknown', 'compliant']
  )
  assert.match(verdicts[0]?.reason ?? '', 'judging it broke off, which is a defect of the policy: TypeError: x is not')
})

test.run()
