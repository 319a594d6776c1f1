import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { reportFormats } from '../../reports/formats'
import { temporaryFolder } from '../support/engine'
import { compliance, writeStack } from './run'

const test = suite('commands: remarks')

const fleet = join(__dirname, '../../stacks/demo-fleet')
const server = (name: string) => ({ name, connection: { type: 'recorded', path: join(fleet, `${name}.json`) } })
const waiver = { reason: 'CHG-1', expires: '9999-12-31' }

/** A stack of which something must be said besides the verdicts. */
const remarkable = (folder: string): string => {
  mkdirSync(join(folder, 'baselines'))
  return writeStack(folder, {
    servers: [server('EXSE'), server('EX16')],
    policies: { 'folder-acls': 'disabled' },
    baseline: join(folder, 'baselines'),
    waivers: [
      { server: 'EX16', policy: 'shared-web-config', ...waiver, expires: '2026-01-31' },
      { server: 'EXSE', policy: 'build', ...waiver },
      { server: 'EXSE', policy: 'folder-acls', ...waiver }
    ]
  })
}

const expired = /EX16: the waiver for shared-web-config expired on 2026-01-31/
const idle = /EXSE: the waiver for build covers nothing/
const disabled = /Disabled by the settings, and not judged: folder-acls/
const baseline = /baselines holds no facts of EXSE/

/** Columns of a terminal have nothing to say here. */
const unwrapped = (text: string): string => text.replaceAll(/\s+/g, ' ')

test('check says what is not judged, not waived, and lacks a baseline, for the servers that were asked for', async () => {
  const file = remarkable(temporaryFolder())
  const all = unwrapped((await compliance('/', 'check', '--stack', file)).stdout)
  for (const remark of [expired, idle, disabled, baseline]) assert.match(all, remark)
  assert.not.match(all, /waiver for folder-acls/)
  const one = unwrapped((await compliance('/', 'check', 'EXSE', '--stack', file)).stdout)
  assert.not.match(one, expired)
  assert.match(one, idle)
})

test('the JSON of check and ready stays JSON, and what they remark goes to standard error', async () => {
  const file = remarkable(temporaryFolder())
  for (const verb of ['check', 'ready']) {
    const { stdout, stderr } = await compliance('/', verb, '--stack', file, '--format', 'json')
    assert.type(JSON.parse(stdout), 'object')
    assert.match(stderr, expired)
    assert.match(stderr, disabled)
  }
})

test('ready judges by the stage before-update, where a waiver of another stage is not idle', async () => {
  const { stdout } = await compliance('/', 'ready', '--stack', remarkable(temporaryFolder()))
  for (const remark of [expired, disabled, baseline]) assert.match(stdout, remark)
  assert.not.match(stdout, idle)
  assert.match(stdout.trim().split('\n').slice(-4).join('\n'), /^Order:/m)
})

test('report says the same, and so does each of its files', async () => {
  const folder = temporaryFolder()
  const files = reportFormats.flatMap((format) => [`--${format}`, join(folder, `report.${format}`)])
  const { code, stderr } = await compliance(folder, 'report', remarkable(folder), ...files)
  assert.is(code, 0, stderr)
  for (const remark of [expired, idle, disabled, baseline]) {
    assert.match(stderr, remark)
    // Markdown escapes what could be markup, and JSON a backslash.
    for (const format of reportFormats)
      assert.match(readFileSync(join(folder, `report.${format}`), 'utf8').replaceAll('\\', ''), remark, format)
  }
})

test('ready and check end with their exit code and its reason', async () => {
  const folder = temporaryFolder()
  const told = await compliance('/', 'ready', '--stack', remarkable(folder))
  assert.match(told.stdout, /\nExit code 1: not ready: 1 server\.\n?$/)
  const missing = { name: 'EX09', connection: { type: 'recorded', path: join(folder, 'EX09.json') } }
  const { code, stdout } = await compliance('/', 'check', '--stack', writeStack(folder, { servers: [missing] }))
  assert.is(code, 2)
  assert.match(unwrapped(stdout), /Exit code 2: an input can't be used: EX09: /)
})

test.run()
