import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fakePulumi, machine } from './fakes'
import {
  CAN_FAKE_PROGRAMS,
  fakeProgram,
  linesOf,
  ROOT,
  start,
  startCall,
  TOOLCHAIN,
  temporaryFolder,
  writeText
} from './support'

const check = CAN_FAKE_PROGRAMS ? test : test.skip
if (!CAN_FAKE_PROGRAMS) console.log('skipped: running the CLI, since fake programs need a POSIX system')

function pulumi(...args: string[]) {
  const { programs, environment } = machine()
  fakePulumi(programs)
  const env = environment({ FAKE_VERSION: 'v3.300.0', PULUMI_BACKEND_URL: 's3://state' })
  return start([join(TOOLCHAIN, 'pulumi.mjs'), ...args], env)
}

for (const code of [0, 1, 6, 7, 255]) {
  check(`exit code ${code} of the CLI is passed through`, async () => {
    assert.is((await pulumi('exit', String(code)).ending).code, code)
  })
}

check('a stack that the backend does not have leads to the command that makes it', async () => {
  const { code, stderr } = await pulumi('exit', '6', '--stack', 'production').ending
  assert.is(code, 6)
  assert.match(stderr, /make the stack once on this backend: \S+compliance pulumi stack init production\n$/)
  assert.is((await pulumi('exit', '7', '--stack', 'production').ending).stderr, '')
  assert.is((await pulumi('exit', '6').ending).stderr, '')
})

check('the end of the CLI by a signal is passed through', async () => {
  assert.is((await pulumi('die', 'SIGTERM').ending).signal, 'SIGTERM')
})

const BOUND: [string, string[], Record<string, string>, string][] = [
  ['the selected stack, which only looks', ['up', '--yes'], { FAKE_STACK: 'organization/project/demo' }, 'up --yes'],
  ['a selected stack of which no file tells', ['up', '--yes'], { FAKE_STACK: 'unwritten' }, 'up --strict --yes'],
  ['a stack that only looks', ['up', '-ysdemo'], { FAKE_STACK: 'unwritten' }, 'up -ysdemo']
]
for (const [name, args, env, expected] of BOUND)
  check(`an update of ${name} is run as "pulumi ${expected}"`, async () => {
    const { programs, environment } = machine()
    fakePulumi(programs)
    const given = environment({ FAKE_VERSION: 'v3.300.0', PULUMI_BACKEND_URL: 's3://state', ...env })
    const { stdout } = await start([join(TOOLCHAIN, 'pulumi.mjs'), ...args], given).ending
    assert.is(stdout.trim(), expected)
  })

const NOTHING_DONE: [string, string[], Record<string, string>, RegExp][] = [
  [
    'options that npm kept for itself',
    ['preview'],
    { npm_lifecycle_event: 'pulumi', npm_config_expect_no_changes: 'true' },
    /npm took --expect-no-changes for itself/
  ],
  ['a preview that would store a setting', ['preview', '-c', 'a:b=c'], {}, /would write a:b into/]
]
for (const [name, args, traces, message] of NOTHING_DONE)
  test(`${name} end in one sentence and exit code 2, before any CLI is looked for`, async () => {
    const { environment } = machine()
    const { code, stdout, stderr } = await start([join(TOOLCHAIN, 'pulumi.mjs'), ...args], environment(traces)).ending
    assert.is(code, 2)
    assert.is(stdout, '')
    assert.match(stderr, message)
    assert.is(stderr.trim().split('\n').length, 1)
  })

test('a script whose options npm kept for itself is not run', async () => {
  const script = writeText(join(temporaryFolder(), 'script.ts'), "console.log('run')")
  const traces = { npm_lifecycle_event: 'audit', npm_config_policy: 'true' }
  const { code, stdout, stderr } = await start([join(TOOLCHAIN, 'run.mjs'), script, 'build', 'EX01.json'], {
    ...process.env,
    ...traces
  }).ending
  assert.is(code, 2)
  assert.is(stdout, '')
  assert.match(stderr, /npm took --policy for itself/)
})

async function signalled(signal: NodeJS.Signals, waitMs: number) {
  const { child, ending } = pulumi('wait', String(waitMs))
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  child.kill(signal)
  return ending
}

check('Ctrl-C does not end the launcher before the CLI', async () => {
  assert.is((await signalled('SIGINT', 300)).code, 0)
})

check('a termination reaches the CLI', async () => {
  assert.is((await signalled('SIGTERM', 30_000)).code, 143)
})

check('the CLI finds its own folder first on PATH, and no plugin downloads are forbidden', async () => {
  const env = JSON.parse((await pulumi('env').ending).stdout)
  assert.ok(env.PATH.split(':')[0].endsWith('/programs'))
  assert.is(env.PULUMI_BACKEND_URL, 's3://state')
  assert.is(env.PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION, undefined)
})

check('pulumiCommand tells how to run the CLI on the embedded backend', async () => {
  const { programs, environment } = machine()
  fakePulumi(programs)
  const call = `pulumiCommand({ root: ${JSON.stringify(temporaryFolder())} })`
  const { stdout } = await startCall('command.mjs', call, environment({ FAKE_VERSION: 'v3.300.0' })).ending
  const command = JSON.parse(stdout)
  assert.is(command.file, join(programs, 'pulumi'))
  assert.equal(command.args, [])
  assert.ok(command.embedded)
})

check('a CLI built from modules is spared the search for plugins and applies the runtime options', async () => {
  const { home, environment } = machine()
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', 'pulumi', 'package.json'), 'utf8'))
  const place = join(home, '.pulumi', 'versions', version)
  fakePulumi(join(place, 'bin'))
  fakeProgram(join(place, 'bin'), 'pulumi-language-nodejs', '')
  writeText(join(place, 'built-from-modules'), '')
  const call = `pulumiCommand({ root: ${JSON.stringify(temporaryFolder())} })`
  const { stdout } = await startCall('command.mjs', call, environment({ FAKE_VERSION: `v${version}` })).ending
  const { file, env } = JSON.parse(stdout)
  assert.is(file, join(place, 'bin', 'pulumi'))
  assert.is(env.PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION, 'true')
})

test('scripts run with their arguments and exit code', async () => {
  const source = 'const code: number = process.argv.length\nprocess.exit(code)\n'
  const script = writeText(join(temporaryFolder(), 'script.ts'), source)
  assert.is((await start([join(TOOLCHAIN, 'run.mjs'), script, 'a b', '--flag'], process.env).ending).code, 4)
})

test('the lock of a process that is gone is taken over', async () => {
  const lock = writeText(join(temporaryFolder(), 'lock'), `999999999 ${hostname()}`)
  const call = `withLock(${JSON.stringify(lock)}, () => {}, async () => ({ done: true }))`
  assert.is((await startCall('lock.mjs', call, process.env).ending).stdout, '{"done":true}')
  assert.equal(linesOf(lock), [])
})

test.run()
