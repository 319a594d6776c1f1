import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { countsAsChange, defaultEnforcement, type Enforcement, effectiveLevel, runsIn } from '../../judging/levels'
import type { OwnLevel, Stage } from '../../kernel/words'
import { aPolicy } from '../support/policy'

const test = suite('policies: levels')

const by = (level: Enforcement['level'], own?: Enforcement['level']): Enforcement => ({
  level,
  policies: own === undefined ? {} : { 'a-policy': own },
  stage: null
})

const rows: ReadonlyArray<readonly [OwnLevel, Enforcement, Enforcement['level'], boolean]> = [
  ['mandatory', defaultEnforcement, 'advisory', true],
  ['mandatory', by('mandatory'), 'mandatory', true],
  ['mandatory', by('disabled'), 'disabled', true],
  ['mandatory', by('remediate'), 'remediate', true],
  ['mandatory', by('mandatory', 'advisory'), 'advisory', false],
  ['mandatory', by('mandatory', 'disabled'), 'disabled', false],
  ['mandatory', by('advisory', 'mandatory'), 'mandatory', true],
  ['advisory', defaultEnforcement, 'advisory', false],
  ['advisory', by('mandatory'), 'advisory', false],
  ['advisory', by('disabled'), 'advisory', false],
  ['advisory', by('advisory', 'mandatory'), 'mandatory', true],
  ['advisory', by('mandatory', 'remediate'), 'remediate', true]
]

for (const [own, enforcement, effective, binding] of rows)
  test(`own level ${own}, enforcement ${enforcement.level}, set ${JSON.stringify(enforcement.policies)}`, () => {
    const policy = aPolicy({ level: own })
    assert.is(effectiveLevel(enforcement, policy), effective)
    assert.is(countsAsChange(enforcement, policy), binding)
  })

test('a level set for another policy changes nothing', () => {
  const enforcement: Enforcement = { level: 'mandatory', policies: { another: 'disabled' }, stage: null }
  assert.is(effectiveLevel(enforcement, aPolicy()), 'mandatory')
})

const stages: ReadonlyArray<readonly [Stage, Stage | null, boolean]> = [
  ['always', null, true],
  ['after-update', null, true],
  ['before-update', null, false],
  ['always', 'before-update', true],
  ['after-update', 'before-update', false],
  ['before-update', 'before-update', true],
  ['before-update', 'after-update', false],
  ['after-update', 'always', false],
  ['always', 'always', true]
]

for (const [stage, set, runs] of stages)
  test(`a policy of stage ${stage} ${runs ? 'runs' : 'does not run'} with the stage ${set}`, () => {
    assert.is(runsIn(set, aPolicy({ stage })), runs)
  })

test.run()
