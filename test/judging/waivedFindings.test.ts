import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { unreadableFacts } from '../../facts/decode'
import { judgeOne } from '../../judging/evaluate'
import type { Judgement } from '../../judging/policy'
import { aPolicy } from '../support/policy'
import { serverFacts } from '../support/server'
import { bad, denied, good, standard, unread } from './judgements'

const chg7 = (path: string | null) => ({
  ...{ server: 'EX01', policy: 'a-policy', path, reason: 'CHG-7', expires: '2999-12-31' }
})

const verdictBy = (
  judgements: ReadonlyArray<Judgement>,
  sections: Readonly<Record<string, unknown>>,
  ...paths: ReadonlyArray<string | null>
) => judgeOne(aPolicy({ evaluate: () => judgements }), serverFacts(sections), { ...standard, waivers: paths.map(chg7) })

const covered = 'CHG-7 (until 2999-12-31)'

const test = suite('policies: waived findings')

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

test('a compliant verdict is never called waived', () => {
  const waivers = [{ server: 'EX01', policy: 'a-policy', path: null, reason: 'CHG-7', expires: '2999-12-31' }]
  assert.is(judgeOne(aPolicy(), serverFacts(), { ...standard, waivers }).waiver, null)
})

test.run()
