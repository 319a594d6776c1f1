import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { noOrganization, type Organization } from '../../judging/inOrganization'
import { defaultEnforcement } from '../../judging/levels'
import { judgeServer } from '../../resources/judgeServer'
import { withEx01 } from '../support/inOrganization'
import { serverFacts } from '../support/server'

const test = suite('judging: the DAG in steps')

const old = serverFacts({ build: { exSetup: '15.2.1748.10', binaries: [], missing: null } })
const judging = {
  build: 'latest' as const,
  services: {},
  baseline: null,
  organization: null,
  enforcement: defaultEnforcement
}

const stepsBy = (organization: Organization, dag: string | null): string =>
  judgeServer(old, judging, null, [], organization, undefined, dag)
    .filter(({ policy }) => policy === 'build')
    .flatMap(({ drifts }) => drifts.flatMap(({ resolution }) => resolution.steps.map(({ text }) => text)))
    .join('\n')

test('the DAG that the organization names stands in the steps, else that of the settings', () => {
  assert.match(stepsBy(withEx01({}), null), /^EX01 is a member of DAG1, so put it into maintenance first\./m)
  assert.match(stepsBy(withEx01({}), 'DAG7'), 'EX01 is a member of DAG1, so')
  assert.match(stepsBy(noOrganization, 'DAG7'), 'EX01 is a member of DAG7, so put it into maintenance first.')
})

test('where nobody names a DAG, the step stays a condition', () => {
  assert.match(stepsBy(noOrganization, null), 'If EX01 is a member of a DAG, put it into maintenance first.')
})

test.run()
