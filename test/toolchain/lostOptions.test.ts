import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { usage as auditUsage } from '../../commands/audit/arguments'
import { usage as collectUsage } from '../../commands/collect/collectArguments'
import { usage as restoreUsage } from '../../commands/restore/restoreArguments'
import { bareEnvironment, CAN_FAKE_PROGRAMS, load, TOOLCHAIN, temporaryFolder, writeText } from './support'

interface LostOptions {
  readonly SCRIPT_OPTIONS: Readonly<Record<string, ReadonlyArray<string>>>
  readonly refuseLostOptions: (words: ReadonlyArray<string>, env: NodeJS.ProcessEnv) => void
}

const split = (line: string): ReadonlyArray<string> => line.split(' ').filter((word) => word !== '')

type Traces = Readonly<Record<string, string>>

/** The words that came through, what npm 10 and 11 left in the environment, and what the refusal says. */
const rows: ReadonlyArray<readonly [script: string, words: string, traces: Traces, told: RegExp | null]> = [
  [
    'pulumi',
    'preview',
    { expect_no_changes: 'true' },
    /took --expect-no-changes .* Write npm run pulumi -- preview --expect-no-changes …/
  ],
  [
    'pulumi',
    'preview production',
    { stack: 'true', diff: 'true' },
    /took --stack, --diff for itself.* Write npm run pulumi -- preview --stack production --diff …/
  ],
  ['pulumi', 'preview production', { diff: '--stack' }, /took --diff for itself/],
  ['pulumi', '', { diff: 'preview' }, /took --diff/],
  ['pulumi', 'preview', { stack: 'production' }, /took --stack/],
  ['pulumi', 'preview', { json: 'true' }, /took --json/],
  ['pulumi', 'preview', { refresh: '' }, /took --refresh/],
  ['pulumi', 'up c=d', { call: 'a=b', config: 'true' }, /took --config, -c/],
  ['pulumi', 'up', { strict: 'true' }, /took --strict/],
  ['pulumi', 'up', { plan: 'plan.json' }, /took --plan/],
  ['pulumi', 'up', { r: 'true' }, /took -r/],
  ['pulumi', 'up y 5', { t: 'true', parseable: 'true' }, /took -t, -p/],
  ['pulumi', 'up --yes', { target: 'x' }, /took --target/],
  ['pulumi', 'stack init production', { select: '' }, /took --select/],
  ['pulumi', 'preview production', { loglevel: 'silent' }, /production is left over/],
  ['pulumi', 'refresh production', {}, /production is left over/],
  ['pulumi', 'preview', {}, null],
  ['pulumi', '', {}, null],
  ['pulumi', 'stack select production', {}, null],
  ['pulumi', 'config set exchange-compliance:maxAge 1d', {}, null],
  ['pulumi', 'preview --stack production --expect-no-changes', {}, null],
  ['pulumi', 'preview --diff', { json: 'true', diff: 'x' }, null],
  ['pulumi', 'up', { yes: '', message: 'release %s', color: 'always', loglevel: 'silent', cafile: '/x' }, null],
  ['pulumi', 'preview', { sbad: 'true' }, /took --sbad for itself/],
  ['pulumi', 'up', { sprod: 'true', yes: 'true' }, /took --sprod/],
  ['pulumi', 'up', { p1: 'true' }, /took --p1/],
  ['pulumi', 'preview', { expect_no_change: 'true' }, /took --expect-no-change for itself/],
  ['pulumi', 'preview', { strct: '', noproxy: '' }, /took --strct for itself/],
  ['pulumi', 'up', { yes: 'true' }, /took --yes .* Write npm run pulumi -- up --yes …/],
  ['pulumi', 'preview', { yes: 'true' }, null],
  ['pulumi', 'config set KEY VALUE', { stack: 'true' }, /Write npm run pulumi -- config set --stack …/],
  ['pulumi', 'preview', { config_f: 'x' }, /took --config-f/],
  ['pulumi', 'preview', { stak: 'production' }, /took --stak/],
  ['pulumi', 'up', { force: 'true', yes: 'true' }, /took -f/],
  ['pulumi', 'up', { build_from_source: 'true', python: '/usr/bin/python3', nodedir: '/usr', force: '' }, null],
  ['audit', 'p', { polcy: 'build' }, /took --polcy/],
  ['audit', 'build p', { policy: 'true' }, /took --policy .* Write npm run audit -- --policy …/],
  ['audit', 'p', { with_facts: 'true' }, /took --with-facts/],
  ['audit', 'json p', {}, /json is left over/],
  ['audit', '--format json p', {}, null],
  ['audit', 'p', { stack: 'true' }, /took --stack/],
  ['audit', 'p', {}, null],
  ['audit', '--policy build p', { json: 'true' }, null],
  ['collect', 'ssh recordings EX01', { connection: 'true', out: 'true' }, /took --connection, --out/],
  ['restore', 'NAME 7 EX01', { stack: 'true', entry: 'true' }, /took --stack, --entry/],
  ['restore', 'EX01', { user: '0' }, null],
  ['builds', 'FOLDER', { token_description: '/tmp/builds.json' }, /took --to .* Write npm run builds -- --to …/],
  ['builds', 'FOLDER', {}, null],
  ['test', 'PART', { update_golden: 'true' }, /Write npm test -- --update-golden …/],
  ['test', 'PART', {}, null],
  ['constructor', 'preview', { stack: 'true' }, null]
]

for (const [script, words, traces, told] of rows)
  test(`npm run ${script} ${words} with ${JSON.stringify(traces)} ${told === null ? 'is run' : 'is refused'}`, async () => {
    const { refuseLostOptions } = await load<LostOptions>('lostOptions.mjs')
    const left = Object.fromEntries(Object.entries(traces).map(([name, value]) => [`npm_config_${name}`, value]))
    const refuse = (): void => refuseLostOptions(split(words), { npm_lifecycle_event: script, ...left })
    if (told === null) assert.not.throws(refuse)
    else assert.throws(refuse, told)
  })

test('what a settings file of npm holds is no lost option', async () => {
  const { refuseLostOptions } = await load<LostOptions>('lostOptions.mjs')
  const folder = temporaryFolder()
  writeText(join(folder, 'npmrc'), '; of this computer\nmy-mirror=true\nstage[] = build\n')
  const env = { npm_lifecycle_event: 'pulumi', npm_config_userconfig: join(folder, 'npmrc') }
  assert.not.throws(() => refuseLostOptions(['preview'], { ...env, npm_config_my_mirror: 'true' }))
  assert.not.throws(() =>
    refuseLostOptions(['preview'], { ...env, NPM_CONFIG_SWITCH: 'true', npm_config_switch: 'true' })
  )
  assert.throws(() => refuseLostOptions(['preview'], { ...env, npm_config_mirror: 'true' }), /took --mirror/)
})

test('no option of npm is taken for one of ours', async () => {
  const { refuseLostOptions } = await load<LostOptions>('lostOptions.mjs')
  const env = Object.fromEntries(
    'cidr cert omit include orgs otp tag access scope depth editor shell loglevel proxy https_proxy registry'
      .split(' ')
      .map((name) => [`npm_config_${name}`, 'x'])
  )
  for (const script of ['pulumi', 'collect', 'restore', 'builds', 'test'])
    assert.not.throws(() => refuseLostOptions(['x', '--y'], { npm_lifecycle_event: script, ...env }), script)
})

test('without npm nothing is taken for lost', async () => {
  const { refuseLostOptions } = await load<LostOptions>('lostOptions.mjs')
  assert.not.throws(() => refuseLostOptions(['up', 'production'], { npm_config_stack: 'true' }))
})

const usages = { audit: auditUsage, collect: collectUsage, restore: restoreUsage }

for (const [script, usage] of Object.entries(usages))
  test(`each option of ${script} is known`, async () => {
    const { SCRIPT_OPTIONS } = await load<LostOptions>('lostOptions.mjs')
    const named = new Set(
      [...usage.matchAll(/--([a-z-]+)/g)].map(([, name]) => name).filter((name) => name !== 'silent')
    )
    assert.equal([...named].sort(), [...(SCRIPT_OPTIONS[script] ?? [])].sort())
  })

const check = CAN_FAKE_PROGRAMS ? test : test.skip
if (!CAN_FAKE_PROGRAMS) console.log('skipped: what npm itself leaves, since its launcher needs a shell here')

const lines: ReadonlyArray<readonly [string, RegExp]> = [
  ['run pulumi preview --expect-no-changes', /^Nothing was done: npm took --expect-no-changes for itself/],
  ['run pulumi preview --stack production --diff', /took --stack, --diff for itself/],
  ['run pulumi preview --diff --stack production', /took --diff for itself/],
  ['run pulumi preview -s production', /production is left over/],
  ['run pulumi preview -sproduction', /took --sproduction for itself/],
  ['run pulumi preview --expect-no-change', /took --expect-no-change for itself/],
  ['run pulumi up -c a=b', /took -c for itself/],
  ['run --silent pulumi preview', /^run: preview$/],
  ['run pulumi -- preview --stack production', /^run: preview --stack production$/],
  ['run pulumi stack select production', /^run: stack select production$/]
]

for (const [line, expected] of lines)
  check(`what this computer's npm leaves of "npm ${line}" is understood`, () => {
    const folder = temporaryFolder()
    writeText(join(folder, 'package.json'), JSON.stringify({ scripts: { pulumi: 'node script.mjs' } }))
    const url = (name: string) => JSON.stringify(pathToFileURL(join(TOOLCHAIN, name)).href)
    writeText(
      join(folder, 'script.mjs'),
      `import { refuseLostOptions } from ${url('lostOptions.mjs')}
      import { main } from ${url('report.mjs')}
      const words = process.argv.slice(2)
      await main(() => {
        refuseLostOptions(words, process.env)
        console.error('run: ' + words.join(' '))
        return { code: 0 }
      })`
    )
    const env = bareEnvironment(folder, process.env.PATH ?? '', { npm_config_update_notifier: 'false' })
    const { status, stderr } = spawnSync('npm', split(line), { cwd: folder, env, encoding: 'utf8' })
    const told = stderr.split('\n').filter((text) => /^(?:Nothing|run:)/.test(text))
    assert.match(told.join('\n'), expected)
    assert.is(status, told[0]?.startsWith('run:') ? 0 : 2)
  })

test.run()
