import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Arguments, fixes, looks, project, split } from './commandLines'
import { load, temporaryFolder } from './support'

interface Case {
  readonly files?: Readonly<Record<string, string>>
  readonly folder?: string
  readonly env?: NodeJS.ProcessEnv
  readonly selected?: string
}

const strictness = async (line: string, { files, folder = '', env = {}, selected }: Case): Promise<boolean> => {
  const { withStrictness } = await load<Arguments>('arguments.mjs')
  const words = split(line)
  const cwd = join(project(files), folder)
  const bound = await withStrictness(words, { cwd, env, askSelected: async () => selected })
  const isAdded = bound.length > words.length
  const place = words.findIndex((word) => ['up', 'update'].includes(word)) + 1
  assert.equal(bound, isAdded ? [...words.slice(0, place), '--strict', ...words.slice(place)] : words)
  return isAdded
}

const updates: ReadonlyArray<readonly [string, boolean, Case?]> = [
  // Which stack is meant.
  ['up --stack fixes', true],
  ['up --stack looks', false],
  ['update --yes --stack fixes', true],
  ['up -s organization/exchange/fixes', true],
  ['up -s organization/exchange/looks', false],
  ['up -ysfixes', true],
  ['up -ys looks', false],
  ['up --stack=looks', false],
  ['up --stack fixes --stack looks', false],
  ['up --stack looks --stack=fixes', true],
  ['--stack fixes up', true],
  ['up --', true, { selected: 'fixes' }],
  ['up', true, { selected: 'fixes' }],
  ['up', false, { selected: 'looks' }],
  ['up', true, { selected: 'organization/exchange/fixes' }],
  ['up', true, { env: { PULUMI_STACK: 'fixes' }, selected: 'looks' }],
  ['up', false, { env: { PULUMI_STACK: 'looks' }, selected: 'fixes' }],
  ['up', true, { env: { PULUMI_OPTION_STACK: 'fixes' }, selected: 'looks' }],
  ['up --stack a.b_c-D', true, { files: { 'stacks/Pulumi.a.b_c-D.yaml': fixes } }],
  // Where it can't be known.
  ['up', true],
  ['up', false, { files: { 'stacks/Pulumi.fixes.yaml': looks } }],
  ['up --stack unwritten', true],
  // Which file is meant.
  ['up --config-file stacks/Pulumi.fixes.yaml --stack looks', true],
  ['up --config-file=stacks/Pulumi.looks.yaml --stack fixes', false],
  ['up --config-file elsewhere.yaml --stack looks', true, { files: { 'elsewhere.yaml': fixes } }],
  ['up --config-file nowhere.yaml --stack looks', true],
  ['up --stack looks', true, { env: { PULUMI_OPTION_CONFIG_FILE: 'stacks/Pulumi.fixes.yaml' } }],
  ['up --stack fixes', true, { folder: 'stacks' }],
  ['-C .. up --stack fixes', true, { folder: 'stacks' }],
  ['up --cwd=.. --config-file stacks/Pulumi.fixes.yaml --stack looks', true, { folder: 'stacks' }],
  ['up --stack fixes', false, { files: { 'Pulumi.fixes.yaml': fixes, 'stacks/Pulumi.fixes.yaml': looks } }],
  ['up --stack old', true, { files: { 'Pulumi.yaml': 'name: some\nconfig: old', 'old/Pulumi.old.yaml': fixes } }],
  ['up --stack flat', true, { files: { 'Pulumi.yaml': 'name: some', 'Pulumi.flat.yaml': fixes } }],
  [
    'up --stack json',
    true,
    {
      files: {
        'Pulumi.json': '{"name": "some", "stackConfigDir": "stacks"}',
        'stacks/Pulumi.json.json': '{"config": {"exchange-compliance:enforcement": "remediate"}}'
      }
    }
  ],
  ['up --stack looks', true, { files: { 'Pulumi.yaml': 'name: [some' } }],
  [
    'up --stack looks',
    true,
    { files: { 'Pulumi.yaml': 'stackConfigDir: stacks\nconfig: { enforcement: { value: remediate } }' } }
  ],
  // What -c sets.
  ['up --stack looks -c exchange-compliance:enforcement=remediate', true],
  ['up --stack looks -yc enforcement=remediate', true],
  ['up --stack looks --config=exchange-compliance:enforcement=mandatory', false],
  ['up --stack looks --config=exchange-compliance:policies={"build":"remediate"}', true],
  ['up --stack looks --config=exchange-compliance:policies={"build":"\\u0072emediate"}', true],
  ['up --stack looks --config-path --config=exchange-compliance:policies.build=remediate', true],
  ['up --stack looks -c exchange-compliance:maxAge=1d', false],
  ['up --stack looks', true, { env: { PULUMI_OPTION_CONFIG: 'exchange-compliance:enforcement=remediate' } }],
  // What is bound, or can't be.
  ['up --stack fixes --skip-preview', false],
  ['up --stack fixes --yes -f', false],
  ['up --stack fixes -yf', false],
  ['up --stack fixes --skip-preview=t', false],
  ['up --stack fixes --skip-preview=false', true],
  ['up --stack fixes -f=false', true],
  ['up --stack fixes -m off', true],
  ['up --stack fixes -moff', true],
  ['up --stack fixes', false, { env: { PULUMI_OPTION_SKIP_PREVIEW: 'true' } }],
  ['up --stack fixes --plan plan.json', false],
  ['up --stack fixes --plan=plan.json', false],
  ['up --stack fixes --strict', false],
  ['up --stack fixes --strict=false', false],
  ['up --stack fixes -m --strict', true],
  ['preview --stack fixes', false],
  ['stack init up', false]
]

for (const [line, isAdded, rest = {}] of updates)
  test(`"pulumi ${line}" is ${isAdded ? 'bound to its preview' : 'run as it is'}${Object.keys(rest).length > 0 ? `, with ${JSON.stringify(rest)}` : ''}`, async () => {
    assert.is(await strictness(line, rest), isAdded)
  })

test('outside of any project an update is bound to its preview', async () => {
  const { withStrictness } = await load<Arguments>('arguments.mjs')
  const around = { cwd: temporaryFolder(), env: {}, askSelected: async () => undefined }
  assert.equal(await withStrictness(['up'], around), ['up', '--strict'])
})

const levels: ReadonlyArray<readonly [name: string, yaml: string, mayRemediate: boolean]> = [
  ['in plain style', 'config:\n  exchange-compliance:enforcement: remediate', true],
  ['in double quotes', 'config:\n  exchange-compliance:enforcement: "remediate"', true],
  ['in single quotes, the key too', "config:\n  'exchange-compliance:enforcement': 'remediate'", true],
  ['written by its code', 'config:\n  exchange-compliance:enforcement: "\\x72emediate"', true],
  ['over two lines', 'config:\n  exchange-compliance:enforcement: "reme\\\n    diate"', true],
  ['as a block', 'config:\n  exchange-compliance:enforcement: |\n    remediate', true],
  ['with a tag', 'config:\n  exchange-compliance:enforcement: !!str remediate', true],
  ['in flow style', '{config: {"exchange-compliance:policies": {build: remediate}}}', true],
  ['by an anchor', 'encryptionsalt: &level remediate\nconfig:\n  exchange-compliance:enforcement: *level', true],
  ['by a merge', 'base: &base { build: remediate }\nconfig:\n  exchange-compliance:policies:\n    <<: *base', true],
  ['as JSON in a text', `config:\n  exchange-compliance:policies: '{"build":"\\u0072emediate"}'`, true],
  ['among parameters', 'config:\n  exchange-compliance:policies: { build: { level: remediate } }', true],
  ['without a namespace', 'config:\n  enforcement: remediate', true],
  ['in a secret', 'config:\n  exchange-compliance:enforcement: { secure: v1:abc }', true],
  ['in an environment', 'environment: [production]', true],
  ['in a file that is no YAML', 'config:\n  exchange-compliance:enforcement: "remediate', true],
  ['in a file with a key twice', 'config:\n  enforcement: advisory\n  enforcement: mandatory', true],
  ['in two documents', 'config: {}\n---\nconfig: {}', true],
  ['in a comment', 'config:\n  exchange-compliance:enforcement: mandatory # not remediate', false],
  ['in a sentence', 'config:\n  exchange-compliance:waivers: [{reason: we remediate by hand}]', false],
  ['outside of the settings', 'encryptionsalt: remediate\nconfig: {}', false],
  ['in a file without settings', 'encryptionsalt: v1:abc', false],
  ['in an empty file', '', false]
]

for (const [name, yaml, expected] of levels)
  test(`the level remediate ${name}: ${expected ? 'bound to its preview' : 'run as it is'}`, async () => {
    assert.is(await strictness('up --stack one', { files: { 'stacks/Pulumi.one.yaml': yaml } }), expected)
  })

for (const [level, refused] of [
  ['remediate', true],
  ['mandatory', false]
] as const)
  test(`watching at the level ${level} is ${refused ? 'refused: it has no preview' : 'left alone'}`, async () => {
    const { withStrictness } = await load<Arguments>('arguments.mjs')
    const yaml = `config:\n  exchange-compliance:enforcement: ${level}`
    const around = { cwd: project({ 'stacks/Pulumi.one.yaml': yaml }), env: {}, askSelected: async () => 'one' }
    const fault = await withStrictness(['watch'], around).then(
      () => null,
      (error: unknown) => String(error)
    )
    if (refused) assert.match(fault ?? '', /watch updates without a preview/)
    else assert.is(fault, null)
  })

test.run()
