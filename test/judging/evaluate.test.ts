import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { unreadableFacts } from '../../facts/decode'
import { judge, judgeOne, type Standard } from '../../judging/evaluate'
import { noOrganization } from '../../judging/inOrganization'
import { defaultEnforcement } from '../../judging/levels'
import {
  compliant,
  drift,
  type Judgement,
  notApplicable,
  note,
  type Policy,
  undecided,
  unknown,
  veto
} from '../../judging/policy'
import { isUnasked, type Verdict } from '../../judging/verdict'
import { withEx01 } from '../support/inOrganization'
import { aPolicy } from '../support/policy'
import { serverFacts } from '../support/server'
import { foundDrift } from '../support/verdict'

const test = suite('policies: evaluate')

const standard: Standard = {
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: defaultEnforcement,
  waivers: [],
  organization: noOrganization
}
const denied = { services: { error: 'access denied' } }
const good = compliant(['services', 'W3SVC'], 'Automatic, Running')
const bad = drift(foundDrift())
const unread = unknown(['services', 'MSExchangeIS'], 'not listed')

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

const chg7 = (path: string | null) => ({
  ...{ server: 'EX01', policy: 'a-policy', path, reason: 'CHG-7', expires: '2999-12-31' }
})

const verdictBy = (
  judgements: ReadonlyArray<Judgement>,
  sections: Readonly<Record<string, unknown>>,
  ...paths: ReadonlyArray<string | null>
) => judgeOne(aPolicy({ evaluate: () => judgements }), serverFacts(sections), { ...standard, waivers: paths.map(chg7) })

const covered = 'CHG-7 (until 2999-12-31)'

test('waivers keep the status, and cover the verdict only where they cover each finding', () => {
  const all = verdictBy([bad, unread, good], {}, null, 'services.MSExchangeIS')
  assert.is(all.status, 'drift')
  assert.is(all.waiver, covered)
  const one = verdictBy([bad, good], {}, 'services.W3SVC')
  assert.is(one.status, 'drift')
  assert.is(one.waiver, covered)
})

test('what is unknown is accepted by a waiver of its very path alone', () => {
  for (const path of [null, 'services.W3SVC']) {
    const found = verdictBy([bad, unread, good], {}, path)
    assert.equal([found.status, found.waiver], ['unknown', null])
    assert.is(found.drifts[0]?.waiver, covered)
    assert.is(found.unknowns[0]?.waiver, null)
  }
  assert.is(verdictBy([good], denied, null).waiver, null)
  assert.is(verdictBy([good], denied, 'services').waiver, covered)
})

test('of a server of which nothing was read no waiver accepts anything', () => {
  const facts = unreadableFacts('EX01', 'access denied')
  const waivers = [chg7('services'), chg7(null)]
  const found = judgeOne(aPolicy({ evaluate: () => [] }), facts, { ...standard, waivers })
  assert.equal([found.status, found.waiver], ['unknown', null])
})

test('what a policy that can forbid all remediation was unable to read forbids it, too', () => {
  const vetoesOf = (parts: Partial<Policy>): Verdict['vetoes'] =>
    judgeOne(aPolicy({ evaluate: () => [unread], ...parts }), serverFacts(denied), standard).vetoes
  assert.equal(vetoesOf({}), [])
  assert.equal(vetoesOf({ canVeto: true }), [
    'unknown: whether a-policy forbids it: access denied',
    'unknown: whether a-policy forbids it: not listed'
  ])
})

test('vetoes stand in the verdict once, whatever is waived', () => {
  const waivers = [{ server: 'EX01', policy: 'a-policy', path: null, reason: 'CHG-7', expires: '2999-12-31' }]
  const policy = aPolicy({ evaluate: () => [bad, veto('odd'), veto('odd')] })
  assert.equal(judgeOne(policy, serverFacts(), { ...standard, waivers }).vetoes, ['a-policy forbids it: odd'])
})

test('a compliant verdict is never called waived', () => {
  const waivers = [{ server: 'EX01', policy: 'a-policy', path: null, reason: 'CHG-7', expires: '2999-12-31' }]
  assert.is(judgeOne(aPolicy(), serverFacts(), { ...standard, waivers }).waiver, null)
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

test('without a source of organization facts a verdict is unknown, told once, and advisory', () => {
  const verdict = byOrganization(noOrganization)
  assert.is(verdict.status, 'unknown')
  assert.equal(
    verdict.unknowns.map(({ path, reason }) => [path, reason]),
    [[['organization'], 'the settings name no source of organization facts (exchange-compliance:organization)']]
  )
  assert.equal([verdict.level, verdict.binding, isUnasked(verdict)], ['advisory', false, true])
})

test('a level that the stack sets by name holds without a source, too', () => {
  const verdict = byOrganization(noOrganization, {}, { policies: { 'a-policy': 'mandatory' } })
  assert.equal([verdict.level, verdict.binding, isUnasked(verdict)], ['mandatory', true, false])
})

test('what else is found without a source is a guess, and advisory', () => {
  const evaluations = [[bad], [unread]]
  for (const found of evaluations) {
    const verdict = byOrganization(noOrganization, { evaluate: () => found })
    assert.equal([verdict.level, verdict.binding, verdict.unasked], ['advisory', false, null])
  }
})

test('a source that could not be read makes unknown at the own level', () => {
  const verdict = byOrganization(E.left({ reason: 'no answer within 600 s' }))
  assert.equal([verdict.status, verdict.level, verdict.binding], ['unknown', 'mandatory', true])
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
