import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fakePulumi, machine, VERSION } from './fakes'
import { CAN_FAKE_PROGRAMS, fakeProgram, load, ROOT, TOOLCHAIN, temporaryFolder, until, writeText } from './support'

const check = CAN_FAKE_PROGRAMS ? test : test.skip
if (!CAN_FAKE_PROGRAMS) console.log('skipped: the ways to a CLI, since fake programs need a POSIX system')

const HOST_AND_CLI = 'pulumi-language-nodejs pulumi'

async function serving<T>(text: string, action: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((_, response) => response.end(text))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await action(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  } finally {
    server.close()
  }
}

for (const version of ['v3.227.0', '3.999.1', 'v3.300.0-dev.1']) {
  check(`pulumi ${version} on PATH is used as it is`, async () => {
    const { programs, obtain } = machine()
    fakePulumi(programs)
    const { stdout, stderr } = await obtain({ FAKE_VERSION: version }).ending
    assert.equal(JSON.parse(stdout), { file: join(programs, 'pulumi'), builtFromModules: false })
    assert.is(stderr, '')
  })
}

const UNSUITABLE: [string, string][] = [
  ['v3.100.0', 'pulumi 3.100.0 on PATH is too old (3.227.0 or later is needed)'],
  ['v2.300.0', 'pulumi 2.300.0 on PATH is too old (3.227.0 or later is needed)'],
  ['v4.0.0', 'pulumi 4.0.0 on PATH is too new (a version before 4 is needed)'],
  ['hello', 'pulumi on PATH does not tell its version']
]
for (const [version, problem] of UNSUITABLE) {
  check(`pulumi ${version} on PATH gives way to the npm package's version`, async () => {
    const { programs, obtain, cli } = machine()
    fakePulumi(programs)
    const ending = await serving(HOST_AND_CLI, (url) => obtain({ FAKE_VERSION: version, FAKE_DOWNLOAD: url }).ending)
    assert.is(JSON.parse(ending.stdout).file, cli)
    assert.ok(ending.stderr.startsWith(`${problem}; using version ${VERSION} instead.\n`), ending.stderr)
  })
}

check('an unsuitable CLI is named again when every other way fails', async () => {
  const { programs, obtain } = machine()
  fakePulumi(programs)
  const { code, stderr } = await obtain({ FAKE_VERSION: 'v3.100.0' }).ending
  assert.is(code, 1)
  assert.match(stderr, /install Go 1\.25 .*\(pulumi 3\.100\.0 on PATH is too old .*\)\n$/)
})

check('launchers of npm are left out of the search', async () => {
  const { home, obtain, environment } = machine()
  const bin = join(home, 'node_modules', '.bin')
  fakePulumi(bin)
  const global = join(home, 'global')
  fakeProgram(join(home, 'lib', 'pulumi'), 'run.js', '')
  mkdirSync(global)
  symlinkSync(join(home, 'lib', 'pulumi', 'run.js'), join(global, 'pulumi'))
  const path = [bin, global, environment().PATH].join(':')
  const { code, stderr } = await obtain({ PATH: path, FAKE_VERSION: 'v3.300.0' }).ending
  assert.is(code, 1)
  assert.match(stderr, 'There is no Pulumi CLI here')
})

check('the CLI of the npm package is downloaded once, its progress on standard error', async () => {
  const { obtain, cli, place } = machine()
  await serving(HOST_AND_CLI, async (url) => {
    const { stdout, stderr } = await obtain({ FAKE_DOWNLOAD: url }).ending
    assert.equal(JSON.parse(stdout), { file: cli, builtFromModules: false })
    assert.match(stderr, 'progress of the installer')
  })
  assert.equal(readdirSync(place), ['bin'])
  assert.is((await obtain().ending).stderr, '')
})

const DOWNLOADS: [string, string, string[]][] = [
  ['that succeeds', HOST_AND_CLI, ['bin']],
  ['that lacks a program', 'pulumi', []],
  ['that breaks off', 'pulumi no/such/folder', []]
]
for (const [name, served, left] of DOWNLOADS)
  check(
    `the installer's script of a download ${name} lies in a folder of the user alone, which is gone then`,
    async () => {
      const { obtain, place, temporaryFolders } = machine()
      await serving(served, (url) => obtain({ FAKE_DOWNLOAD: url }).ending)
      const [[folder = '', mode] = []] = temporaryFolders()
      assert.is(mode, '700')
      assert.ok(folder.startsWith(place), folder)
      assert.not.ok(existsSync(folder))
      assert.equal(readdirSync(place), left)
    }
  )

check('a download that was killed leaves its script only until the next one', async () => {
  const { obtain, place } = machine()
  const leftOver = writeText(join(place, '.unfinished-1', 'temporary-1', 'pulumi-install.sh'), '')
  await serving(HOST_AND_CLI, (url) => obtain({ FAKE_DOWNLOAD: url }).ending)
  assert.not.ok(existsSync(leftOver))
  assert.equal(readdirSync(place), ['bin'])
})

check('a download that lacks the language host is not taken for a finished one', async () => {
  const { obtain, place } = machine()
  const { code, stderr } = await serving('pulumi', (url) => obtain({ FAKE_DOWNLOAD: url }).ending)
  assert.is(code, 1)
  assert.match(stderr, 'The download is incomplete')
  assert.equal(readdirSync(place), [])
})

check('a half-finished installation of somebody else is replaced', async () => {
  const { obtain, cli } = machine()
  writeText(cli, 'half of a program')
  const { stdout } = await serving(HOST_AND_CLI, (url) => obtain({ FAKE_DOWNLOAD: url }).ending)
  assert.is(JSON.parse(stdout).file, cli)
  assert.match(readFileSync(cli, 'utf8'), 'echo v')
})

check('without internet the CLI is built from modules into the same place', async () => {
  const { obtain, withGo, cli, place, builds } = machine()
  withGo()
  const { stdout, stderr } = await obtain().ending
  assert.equal(JSON.parse(stdout), { file: cli, builtFromModules: true })
  assert.match(stderr, 'The download failed: fetch failed')
  assert.match(stderr, `Building the Pulumi CLI ${VERSION} from Go modules: about 4 minutes`)
  assert.equal(readdirSync(place).sort(), ['bin', 'built-from-modules'])
  assert.equal((await obtain().ending).stderr, '')
  assert.is(builds().length, 2)
})

check('two at once build once', async () => {
  const { obtain, withGo, builds } = machine()
  withGo()
  const endings = await Promise.all([1, 2].map(() => obtain({ FAKE_GO_DELAY: '400' }).ending))
  assert.equal(
    endings.map(({ code }) => code),
    [0, 0]
  )
  assert.match(endings.map(({ stderr }) => stderr).join(''), 'Another process is preparing the Pulumi CLI')
  assert.is(builds().length, 2)
})

check('a killed build leaves nothing that looks finished, and the next run takes over', async () => {
  const { obtain, withGo, cli, builds, place } = machine()
  withGo()
  const first = obtain({ FAKE_GO_DELAY: '300' })
  await until(() => builds().length === 2)
  first.child.kill('SIGKILL')
  await until(() => first.child.signalCode !== null)
  assert.not.ok(existsSync(cli))
  assert.is((await obtain().ending).code, 0)
  assert.equal(readdirSync(place).sort(), ['bin', 'built-from-modules'])
})

check('a build that is asked to stop cleans up and tries nothing else', async () => {
  const { obtain, withGo, place, builds } = machine()
  withGo()
  const { child, ending } = obtain({ FAKE_GO_DELAY: '60000' })
  await until(() => builds().length === 1)
  child.kill('SIGTERM')
  const { code, stderr } = await ending
  assert.is(code, 1)
  assert.match(stderr, 'Interrupted by SIGTERM.')
  assert.equal(readdirSync(place), [])
})

const REFUSALS: [string, Record<string, string>, number, RegExp][] = [
  ['Go that is too old', { FAKE_GO_VERSION: 'go1.20.7' }, 1e12, /go1\.20\.7 is too old .*\n$/],
  ['too little room', {}, 5e8, /needs 2\.3 GB at .*, where 0\.5 GB are free: make room.*\n$/],
  ['a failing build', { FAKE_GO_FAILS: '1' }, 1e12, /x\.go:1: no such module\nBuilding the Pulumi CLI failed: .*\n$/]
]
for (const [name, env, freeBytes, message] of REFUSALS) {
  check(`${name} ends in a clear message`, async () => {
    const { obtain, withGo, place } = machine()
    withGo()
    const { code, stderr } = await obtain(env, freeBytes).ending
    assert.is(code, 1)
    assert.match(stderr, message)
    assert.not.match(stderr, /\n\s+at |go: downloading/)
    assert.equal(readdirSync(place), [])
  })
}

check('no Go names the three ways out', async () => {
  const { code, stderr } = await machine().obtain().ending
  assert.is(code, 1)
  assert.match(stderr, /install Pulumi .* reach the internet .* install Go 1\.25 or later .*\n$/)
  assert.not.match(stderr, /\n\s+at /)
})

test('the pinned Go module is of the version of the npm package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', 'pulumi', 'package.json'), 'utf8'))
  const goMod = readFileSync(join(TOOLCHAIN, 'cli', 'go.mod'), 'utf8')
  assert.match(goMod, `github.com/pulumi/pulumi/pkg/v3 v${version}\n`)
})

interface RealBuild {
  installation(version: string, env: NodeJS.ProcessEnv): { bin: string; folder: string }
  isComplete(bin: string, version: string, env: NodeJS.ProcessEnv): Promise<boolean>
  buildFromModules(options: { place: unknown; sources: string; env: NodeJS.ProcessEnv }): Promise<void>
}

if (process.env.PULUMI_BUILD_TEST === '1') {
  test('the CLI is really built from modules', async () => {
    const { installation, isComplete } = await load<RealBuild>('installation.mjs')
    const { buildFromModules } = await load<RealBuild>('build.mjs')
    const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', 'pulumi', 'package.json'), 'utf8'))
    const env = { ...process.env, PULUMI_HOME: temporaryFolder() }
    const place = installation(version, env)
    mkdirSync(place.folder, { recursive: true })
    await buildFromModules({ place, sources: TOOLCHAIN, env })
    assert.ok(await isComplete(place.bin, version, env))
  })
} else {
  console.log('skipped: the real build from modules (set PULUMI_BUILD_TEST=1 to run it)')
  test.skip('the CLI is really built from modules')
}

test.run()
