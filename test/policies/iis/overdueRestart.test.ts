import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { judgeOne } from '../../../judging/evaluate'
import { noOrganization } from '../../../judging/inOrganization'
import { defaultEnforcement } from '../../../judging/levels'
import { compliant } from '../../../judging/policy'
import type { Standard } from '../../../judging/standard'
import { remediationNow, type Verdict } from '../../../judging/verdict'
import { policies } from '../../../policies/catalogue'
import { overdueRestart, restartingPolicies } from '../../../policies/iis/overdueRestart'
import { aPolicy } from '../../support/policy'
import { serverFacts } from '../../support/server'

const test = suite('policies: the restart of IIS that a remediation owes')

const standard: Standard = {
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: defaultEnforcement,
  waivers: [],
  organization: noOrganization
}

/** The verdict of a policy that is compliant but for what it is owed. */
const verdictOf = (name: string, journal: object | undefined): Verdict => {
  const good = compliant(['services', 'W3SVC'], 'Automatic, Running')
  const policy = aPolicy({
    name,
    supports: ['journal'],
    evaluate: () => [good],
    owed: overdueRestart(name, 'https://learn.microsoft.com/')
  })
  return judgeOne(policy, serverFacts({ journal }), standard)
}

const statusOf = (journal: object): string => verdictOf('ssl-bindings', journal).status

test('it is a drift of the policies that the mark names, and ends by a restart', () => {
  const due = { lastEntry: 1, restartDue: 'ssl-bindings, shared-web-config' }
  const owed = verdictOf('shared-web-config', due)
  assert.is(owed.status, 'drift')
  assert.equal(owed.drifts[0]?.path, ['journal', 'restartDue', 'shared-web-config'])
  assert.is(owed.drifts.map(remediationNow)[0]?.steps[0].kind, 'restart')
  assert.is(verdictOf('shared-web-config', { lastEntry: 1, restartDue: 'ssl-bindings' }).status, 'compliant')
  assert.is(statusOf({ lastEntry: 1, restartDue: null }), 'compliant')
})

test('where the journal can not be read it is unknown', () => {
  assert.is(statusOf({ error: 'access denied' }), 'unknown')
})

test('a mark that is no list of such policies may name any', () => {
  const words = ['foo', 'build', 'services-start', 'ssl-bindings, foo', 'ssl-bindings ']
  for (const restartDue of ['', '\u0000\u0000', 'A'.repeat(5_000), 'ssl-bindings,', ...words])
    assert.is(verdictOf('shared-web-config', { lastEntry: 1, restartDue }).status, 'unknown', restartDue.slice(0, 20))
})

test('a recording of before the journal lowers the coverage alone', () => {
  const older = verdictOf('ssl-bindings', undefined)
  assert.is(older.status, 'compliant')
  assert.match(older.reason ?? '', 'missing in this recording; record it again')
})

const owing = policies.filter(({ owed }) => owed !== undefined)

test('those policies may stand in the mark that are asked what they are owed', () => {
  assert.equal([...restartingPolicies].sort(), owing.map(({ name }) => name).sort())
  for (const { name, owed } of owing) {
    const [first] = owed?.(serverFacts({ journal: { lastEntry: 1, restartDue: name } })) ?? []
    assert.is(first?._tag, 'Drift', name)
  }
})

test('every policy whose remediation restarts IIS looks at the journal', () => {
  assert.equal(
    owing.filter(({ supports }) => supports.includes('journal')).map(({ name }) => name),
    ['ssl-bindings', 'shared-web-config']
  )
})

test.run()
