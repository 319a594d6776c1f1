import { rmSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { bareEnvironment, linesOf, startCall, temporaryFolder, writeText } from './support'

const NPM = `
  const { appendFileSync, cpSync, mkdirSync } = require('node:fs')
  appendFileSync(process.env.NPM_LOG, process.argv.slice(2).join(' ') + '\\n')
  console.log('from npm')
  if (process.env.NPM_FAILS) process.exit(9)
  setTimeout(() => {
    mkdirSync('node_modules', { recursive: true })
    cpSync('package-lock.json', 'node_modules/.package-lock.json')
  }, 300)`

function lockfile(version: string): string {
  const packages = {
    '': { name: 'x' },
    'node_modules/a': { version, integrity: `sha512-${version}` },
    'node_modules/other-platform': { version: '1.0.0', optional: true }
  }
  return JSON.stringify({ packages })
}

function project() {
  const root = temporaryFolder()
  const npm = writeText(join(root, 'npm', 'npm-cli.js'), NPM)
  const log = join(root, 'npm.log')
  writeText(join(root, 'package-lock.json'), lockfile('1.0.0'))
  const env = { npm_execpath: npm, NPM_LOG: log }
  const ensure = (more: Record<string, string> = {}) => {
    const call = `ensureDependencies({ root: ${JSON.stringify(root)} })`
    return startCall('dependencies.mjs', call, bareEnvironment(root, '', { ...env, ...more })).ending
  }
  const installed = join(root, 'node_modules', '.package-lock.json')
  return { root, ensure, installed, runs: () => linesOf(log) }
}

test('a missing node_modules is installed once, with the output of npm on standard error', async () => {
  const { ensure, runs } = project()
  const first = await ensure()
  assert.is(first.code, 0)
  assert.is(first.stdout, '')
  assert.match(first.stderr, 'from npm')
  assert.is((await ensure()).stderr, '')
  assert.equal(runs(), ['ci --include=dev'])
})

test('a lockfile that changed is installed, whatever the times of the files say', async () => {
  const { root, ensure, installed, runs } = project()
  writeText(installed, lockfile('0.9.0'))
  utimesSync(join(root, 'package-lock.json'), new Date(0), new Date(0))
  assert.is((await ensure()).code, 0)
  assert.is(runs().length, 1)
})

test('the folder that node_modules is a link to is not emptied', async () => {
  const { root, ensure, runs } = project()
  const packages = temporaryFolder()
  writeText(join(packages, '.package-lock.json'), lockfile('0.9.0'))
  symlinkSync(packages, join(root, 'node_modules'), 'junction')
  const { code, stderr } = await ensure()
  assert.is(code, 1)
  assert.match(stderr, 'node_modules is a link to packages of another package-lock.json: remove this link')
  assert.equal(runs(), [])
  writeText(join(packages, '.package-lock.json'), lockfile('1.0.0'))
  assert.is((await ensure()).code, 0)
})

test('dependencies that are up to date cost no npm, though the lockfile is newer and other platforms are absent', async () => {
  const { root, ensure, installed, runs } = project()
  const { packages } = JSON.parse(lockfile('1.0.0'))
  delete packages['node_modules/other-platform']
  writeText(installed, JSON.stringify({ packages }))
  utimesSync(installed, new Date(0), new Date(0))
  writeText(join(root, 'package-lock.json'), lockfile('1.0.0'))
  assert.is((await ensure()).code, 0)
  assert.is(runs().length, 0)
})

test('an installation that was broken off is done again', async () => {
  const { ensure, installed, runs } = project()
  await ensure()
  rmSync(installed)
  assert.is((await ensure()).code, 0)
  assert.is(runs().length, 2)
})

test('a failing npm gives one sentence and exit code 1', async () => {
  const { ensure } = project()
  const { code, stderr } = await ensure({ NPM_FAILS: '1' })
  assert.is(code, 1)
  assert.match(stderr, /Installing the dependencies failed: .*\n$/)
  assert.not.match(stderr, /\n\s+at /)
})

test('no npm gives one sentence and exit code 1', async () => {
  const { ensure } = project()
  const { code, stderr } = await ensure({ npm_execpath: '' })
  assert.is(code, 1)
  // On Windows npm is started by cmd.exe, which is there, and says so, or is not.
  const told =
    process.platform === 'win32'
      ? /Installing the dependencies failed|npm could not be started/
      : /npm could not be started/
  assert.match(stderr, told)
  assert.not.match(stderr, /\n\s+at /)
})

test('two at once run npm once', async () => {
  const { ensure, runs } = project()
  const endings = await Promise.all([ensure(), ensure()])
  assert.equal(
    endings.map(({ code }) => code),
    [0, 0]
  )
  assert.is(runs().length, 1)
  assert.match(endings.map(({ stderr }) => stderr).join(''), 'Another process is installing the dependencies')
})

test.run()
