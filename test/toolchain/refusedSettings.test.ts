import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Arguments, project, split } from './commandLines'
import { load, ROOT, temporaryFolder } from './support'

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
  ['config in capitals', 'preview --stack one', 'Config: {}', /pass over Config; did you mean config\?/],
  ['config with a slip', 'preview --stack one', 'confg: {}', /pass over confg; did you mean config\?/],
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
  [
    'a key twice',
    'preview --stack one',
    'config:\n  a: b\n  a: c',
    /line 3: .*\ba\b.* stands on line 2 already; keep one/
  ],
  [
    'one setting under two spellings',
    'preview --stack one',
    'config:\n  enforcement: mandatory\n  some:enforcement: advisory',
    /line 3: some:enforcement is set on line 2 already, as enforcement: Pulumi takes one by chance; keep one/
  ],
  [
    'a file of settings that is not there',
    'preview --config-file stacks/Pulumi.won.yaml',
    'config: {}',
    /--config-file names .*Pulumi\.won\.yaml, which is no file; name the file of a stack\.$/
  ],
  ['a folder for the file of settings', 'up --config-file=stacks', 'config: {}', /names .*stacks, which is no file/],
  ['no file, where the settings may come from elsewhere', 'preview --stack none', 'config: {}', null],
  ['a file of settings', 'preview --config-file stacks/Pulumi.one.yaml', 'config: {}', null],
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

for (const [stack, told] of [
  ['none', /there is no file .*Pulumi\.none\.yaml; .*compliance init none makes one$/],
  ['production', null],
  [
    'stacks/Pulumi.production.yaml',
    /Pulumi\.production\.yaml is the file of a stack; write its name, --stack production$/
  ],
  ['prodution', /there is no file .*Pulumi\.prodution\.yaml; did you mean the stack production\?$/]
] as const)
  test(`on a backend that is a folder, the file of the stack ${stack} is ${told === null ? 'there' : 'missed'}`, async () => {
    const { refuseStraySettings } = await load<Arguments>('arguments.mjs')
    const env = { PULUMI_BACKEND_URL: 'file:///backend' }
    const around = { cwd: project({ 'stacks/Pulumi.production.yaml': '' }), env, askSelected: async () => undefined }
    const refused = refuseStraySettings(split(`preview --stack ${stack}`), around)
    const fault = await refused.then(
      () => null,
      (error: unknown) => String(error)
    )
    if (told === null) assert.is(fault, null)
    else assert.match(fault ?? '', told)
  })

test('a preview in a folder of no project is refused, and told where to run', async () => {
  const { refuseStraySettings } = await load<Arguments>('arguments.mjs')
  const around = { cwd: temporaryFolder(), env: {}, askSelected: async () => undefined }
  const refused = refuseStraySettings(split('preview --stack one'), around)
  const fault = await refused.then(() => '', String)
  assert.ok(fault.includes(`belongs to no Pulumi project; run this in ${ROOT}, or add --cwd ${ROOT}.`), fault)
})

test.run()
