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

const alone = serverFacts({ services: [{ name: 'MSExchangeIS', startType: 'Automatic', status: 'Running' }] })

const healthBy = (organization: Organization, dag: string | null) =>
  judgeServer(alone, judging, null, [], organization, undefined, dag).filter(({ policy }) => policy === 'dag-health')

test('a server without the Cluster service is a member of no DAG only where the settings place it in none', () => {
  const [alone] = healthBy(noOrganization, null)
  assert.is(alone?.status, 'not-applicable')
  const [placed] = healthBy(noOrganization, 'DAG7')
  assert.is(placed?.status, 'unknown')
  assert.match(JSON.stringify(placed), 'the settings name no source of organization facts')
})

test('a DAG of the settings that the organization does not know is unknown', () => {
  const [verdict] = healthBy(withEx01({}, { dags: [] }), 'DAG7')
  assert.is(verdict?.status, 'unknown')
  assert.match(JSON.stringify(verdict), 'no DAG lists')
})

test.run()
