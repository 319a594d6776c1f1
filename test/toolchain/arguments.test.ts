import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load, temporaryFolder, writeText } from './support'

interface Arguments {
  readonly commandIn: (words: ReadonlyArray<string>) => string | undefined
  readonly environmentFor: (words: ReadonlyArray<string>, env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv
  readonly withStrictness: (words: ReadonlyArray<string>, root: string) => ReadonlyArray<string>
}

const split = (line: string): ReadonlyArray<string> => line.split(' ').filter((word) => word !== '')

const commands: ReadonlyArray<readonly [string, string | undefined]> = [
  ['up --yes', 'up'],
  ['--color never -C .. --non-interactive preview --stack up', 'preview'],
  ['--version', undefined]
]

for (const [line, command] of commands)
  test(`the command of "pulumi ${line}" is ${command}`, async () => {
    const { commandIn } = await load<Arguments>('arguments.mjs')
    assert.is(commandIn(split(line)), command)
  })

const programs: ReadonlyArray<readonly [string, NodeJS.ProcessEnv, string | undefined]> = [
  ['up', {}, undefined],
  ['preview --stack refresh', {}, undefined],
  ['config set destroy yes', {}, undefined],
  ['destroy --yes', {}, 'false'],
  ['down', {}, 'false'],
  ['refresh', {}, 'false'],
  ['refresh', { PULUMI_RUN_PROGRAM: 'true' }, 'true'],
  ['up --continue-on-error', {}, 'false'],
  ['up --continue-on-error=true', {}, 'false'],
  ['up --continue-on-error=false', {}, undefined],
  ['up', { PULUMI_CONTINUE_ON_ERROR: '1' }, 'false']
]

for (const [line, env, expected] of programs)
  test(`"pulumi ${line}" with ${JSON.stringify(env)} runs the program to refresh: ${expected ?? 'as the project says'}`, async () => {
    const { environmentFor } = await load<Arguments>('arguments.mjs')
    assert.is(environmentFor(split(line), env).PULUMI_RUN_PROGRAM, expected)
  })

const updates: ReadonlyArray<readonly [string, boolean]> = [
  ['up', true],
  ['update --yes --stack fixes', true],
  ['up -s organization/exchange/fixes', true],
  ['up --config-file Pulumi.fixes.yaml --stack looks', true],
  ['up --stack=looks', false],
  ['up --stack unwritten', false],
  ['up --stack looks -c exchange-compliance:enforcement=remediate', true],
  ['up --stack looks --config=exchange-compliance:enforcement=mandatory', false],
  ['up --skip-preview', false],
  ['up --yes -f', false],
  ['up -yf', false],
  ['up --skip-preview=false', true],
  ['up --plan plan.json', false],
  ['up --plan=plan.json', false],
  ['up --strict', false],
  ['preview --stack fixes', false],
  ['stack init up', false]
]

for (const [line, isAdded] of updates)
  test(`"pulumi ${line}" is ${isAdded ? 'bound to its preview' : 'run as it is'}`, async () => {
    const { withStrictness } = await load<Arguments>('arguments.mjs')
    const root = temporaryFolder()
    writeText(join(root, 'Pulumi.yaml'), 'description: to remediate')
    writeText(join(root, 'Pulumi.looks.yaml'), 'config: { "exchange-compliance:enforcement": mandatory }')
    writeText(join(root, 'Pulumi.fixes.yaml'), 'config: { "exchange-compliance:policies": { build: remediate } }')
    const words = split(line)
    assert.equal(withStrictness(words, root), isAdded ? [...words, '--strict'] : words)
  })

test.run()
