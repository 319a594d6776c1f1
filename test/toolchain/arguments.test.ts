import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load, temporaryFolder, writeText } from './support'

interface CommandLine {
  readonly readArguments: (words: ReadonlyArray<string>) => {
    readonly command: string | undefined
    readonly options: ReadonlyArray<{ readonly name: string; readonly value: string | null }>
    readonly operands: ReadonlyArray<string>
  }
}

interface Surroundings {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly askSelected: () => Promise<string | undefined>
}

interface Arguments {
  readonly environmentFor: (words: ReadonlyArray<string>, env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv
  readonly refuseStraySettings: (words: ReadonlyArray<string>, around: Surroundings) => Promise<void>
  readonly refuseStoredSettings: (words: ReadonlyArray<string>, env: NodeJS.ProcessEnv) => void
  readonly withStrictness: (words: ReadonlyArray<string>, around: Surroundings) => Promise<ReadonlyArray<string>>
}

const split = (line: string): ReadonlyArray<string> => line.split(' ').filter((word) => word !== '')

const commands: ReadonlyArray<readonly [string, string | undefined]> = [
  ['up --yes', 'up'],
  ['update --yes', 'up'],
  ['pre', 'preview'],
  ['down', 'destroy'],
  ['--color never -C .. --non-interactive preview --stack up', 'preview'],
  ['--stack fixes up', 'up'],
  ['-s up preview', 'preview'],
  ['-ys up fixes', 'up'],
  ['--stack=fixes -e up', 'up'],
  ['constructor', 'constructor'],
  ['-- up', undefined],
  ['--version', undefined]
]

for (const [line, command] of commands)
  test(`the command of "pulumi ${line}" is ${command}`, async () => {
    const { readArguments } = await load<CommandLine>('commandLine.mjs')
    assert.is(readArguments(split(line)).command, command)
  })

const readings: ReadonlyArray<readonly [string, ReadonlyArray<readonly [string, string | null]>, string]> = [
  [
    'up -yfs fixes',
    [
      ['yes', null],
      ['skip-preview', null],
      ['stack', 'fixes']
    ],
    ''
  ],
  ['up -sfixes rest', [['stack', 'fixes']], 'rest'],
  ['up -s=fixes', [['stack', 'fixes']], ''],
  [
    'up -yc a:b=c=d -r',
    [
      ['yes', null],
      ['config', 'a:b=c=d'],
      ['refresh', null]
    ],
    ''
  ],
  [
    'up --config=a:b=c --stack fixes --diff rest',
    [
      ['config', 'a:b=c'],
      ['stack', 'fixes'],
      ['diff', null]
    ],
    'rest'
  ],
  ['up --refresh=false -- --strict', [['refresh', 'false']], '--strict'],
  [
    '-ys up fixes',
    [
      ['yes', null],
      ['stack', 'fixes']
    ],
    ''
  ]
]

for (const [line, options, operands] of readings)
  test(`the options of "pulumi ${line}" are read as Pulumi does`, async () => {
    const { readArguments } = await load<CommandLine>('commandLine.mjs')
    const read = readArguments(split(line))
    assert.equal(
      read.options.map(({ name, value }) => [name, value]),
      options
    )
    assert.equal(read.operands, split(operands))
  })

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

const looks = 'config: { "exchange-compliance:enforcement": mandatory }'
const fixes = 'config: { "exchange-compliance:policies": { build: remediate } }'

/** A project whose stacks' files lie where this project has them. */
const project = (more: Readonly<Record<string, string>> = {}): string => {
  const root = temporaryFolder()
  const files = {
    'Pulumi.yaml': 'name: some\ndescription: to remediate\nstackConfigDir: stacks',
    'stacks/Pulumi.looks.yaml': looks,
    'stacks/Pulumi.fixes.yaml': fixes,
    ...more
  }
  for (const [name, text] of Object.entries(files)) writeText(join(root, name), text)
  return root
}

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

const refusals: ReadonlyArray<readonly [string, RegExp | null, NodeJS.ProcessEnv?]> = [
  [
    'preview -c exchange-compliance:enforcement=mandatory',
    /preview -c would write exchange-compliance:enforcement into .* --config-file COPY/
  ],
  ['preview --config enforcement=mandatory', /write enforcement into/],
  ['preview --config=exchange-compliance:maxAge=1d', /write exchange-compliance:maxAge into/],
  [
    'preview --config-path -c exchange-compliance:policies.build=advisory',
    /write exchange-compliance:policies\.build into/
  ],
  ['preview --diff -jc exchange-compliance:maxAge=1d', /write exchange-compliance:maxAge into/],
  ['--stack looks pre -cexchange-compliance:maxAge=1d', /write exchange-compliance:maxAge into/],
  ['preview --config-file copy.yaml -c a:b=c -c d:e=f', /write a:b, d:e into/],
  ['refresh -c exchange-compliance:maxAge=1d', /Change the setting in the stack's file/],
  ['destroy -c exchange-compliance:maxAge=1d', /destroy -c would write/],
  ['preview', /would write exchange-compliance:maxAge/, { PULUMI_OPTION_CONFIG: 'exchange-compliance:maxAge=1d' }],
  ['preview --config-file copy.yaml --stack looks', null],
  ['preview -m config=no', null],
  ['up -c exchange-compliance:maxAge=1d', null],
  ['config set exchange-compliance:maxAge 1d', null],
  ['stack select -c production', null]
]

for (const [line, message, env = {}] of refusals)
  test(`"pulumi ${line}" ${message === null ? 'writes no setting' : 'would write a setting, and is refused'}${Object.keys(env).length > 0 ? `, with ${JSON.stringify(env)}` : ''}`, async () => {
    const { refuseStoredSettings } = await load<Arguments>('arguments.mjs')
    const refuse = (): void => refuseStoredSettings(split(line), env)
    if (message === null) assert.not.throws(refuse)
    else assert.throws(refuse, message)
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

const strays: ReadonlyArray<readonly [name: string, line: string, yaml: string, told: RegExp | null]> = [
  [
    'a setting beside config',
    'preview --stack one',
    'config:\n  exchange-compliance:servers: []\nexchange-compliance:enforcement: mandatory',
    /Pulumi\.one\.yaml Pulumi would pass over exchange-compliance:enforcement; settings stand below config:/
  ],
  [
    'a setting beside config, as it is updated',
    'up -sone',
    'config: {}\nenforcement: mandatory',
    /pass over enforcement;/
  ],
  ['config in capitals', 'preview --stack one', 'Config: {}', /pass over Config;/],
  [
    'all that Pulumi knows',
    'preview --stack one',
    'secretsprovider: x\nencryptedkey: x\nencryptionsalt: x\nenvironment: [x]\nconfig: {}',
    null
  ],
  [
    'a file that is no YAML',
    'preview --stack one',
    'config:\n  a: [',
    /Pulumi\.one\.yaml is no valid YAML: line 2: a bracket/
  ],
  ['a tab', 'up --stack one', 'config:\n\ta: b', /line 2: a line begins with a tab; YAML wants blanks\.$/],
  [
    'a second document',
    'up --stack one',
    'config: {}\n---\nconfig: {}',
    /no valid YAML: line 2: a second document begins/
  ],
  ['a key twice', 'preview --stack one', 'config:\n  a: b\n  a: c', /line 3: the key stands there before already/],
  [
    'one setting under two spellings',
    'preview --stack one',
    'config:\n  enforcement: mandatory\n  some:enforcement: advisory',
    /line 3: some:enforcement is set on line 2 already, as enforcement: Pulumi takes one by chance; keep one/
  ],
  ['another command', 'config --stack one', 'enforcement: mandatory', null]
]

for (const [name, line, yaml, told] of strays)
  test(`${name} is ${told === null ? 'left to Pulumi' : 'refused'}`, async () => {
    const { refuseStraySettings } = await load<Arguments>('arguments.mjs')
    const around = { cwd: project({ 'stacks/Pulumi.one.yaml': yaml }), env: {}, askSelected: async () => undefined }
    const fault = await refuseStraySettings(split(line), around).then(
      () => null,
      (error: unknown) => String(error)
    )
    if (told === null) assert.is(fault, null)
    else assert.match(fault ?? '', told)
  })

test.run()
