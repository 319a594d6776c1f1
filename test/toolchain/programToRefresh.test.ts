import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Arguments, split } from './commandLines'
import { load } from './support'

const programs: ReadonlyArray<readonly [string, NodeJS.ProcessEnv, string | undefined]> = [
  ['up', {}, undefined],
  ['preview --stack refresh', {}, undefined],
  ['config set destroy yes', {}, undefined],
  ['destroy --yes', {}, 'false'],
  ['--stack fixes destroy', {}, 'false'],
  ['down', {}, 'false'],
  ['refresh', {}, 'false'],
  ['refresh', { PULUMI_RUN_PROGRAM: 'true' }, 'true'],
  ['up --continue-on-error', {}, 'false'],
  ['up --continue-on-error=true', {}, 'false'],
  ['up --continue-on-error=false', {}, undefined],
  ['up', { PULUMI_CONTINUE_ON_ERROR: '1' }, 'false'],
  ['up', { PULUMI_OPTION_CONTINUE_ON_ERROR: 'true' }, 'false']
]

for (const [line, env, expected] of programs)
  test(`"pulumi ${line}" with ${JSON.stringify(env)} runs the program to refresh: ${expected ?? 'as the project says'}`, async () => {
    const { environmentFor } = await load<Arguments>('arguments.mjs')
    assert.is(environmentFor(split(line), env).PULUMI_RUN_PROGRAM, expected)
  })

test.run()
