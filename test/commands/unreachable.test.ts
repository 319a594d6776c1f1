import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { temporaryFolder } from '../support/engine'
import { compliance, writeStack } from './run'

const test = suite('commands: servers that can not be read, recordings, and which stack it is')

/** Nothing listens there. */
const nowhere = (name: string) => ({ name, connection: { type: 'ssh', host: '127.0.0.1', port: 1 } })
const path = join(__dirname, '../../stacks/demo-fleet/EX16.json')
const recorded = { name: 'EX16', connection: { type: 'recorded', path } }

const unread = (folder: string, second = 'EX02'): string =>
  writeStack(folder, { servers: [nowhere('EX01'), nowhere(second)] })
const old = (folder: string): string => writeStack(folder, { servers: [recorded] }, 'old')

const times = (text: string, part: string): number => text.split(part).length - 1

test('check says once why several servers were not read, and ends with 3', async () => {
  const { code, stdout } = await compliance('/', 'check', '--stack', unread(temporaryFolder()))
  assert.is(code, 3, stdout)
  assert.is(times(stdout, 'This was not checked'), 1, stdout)
  assert.match(stdout, /2 servers {2}not read: /)
  assert.match(stdout, /0 of 2 servers compliant, 2 not read\. +Gate: [\s\S]*\nExit code 3: /)
})

test('explain says once why a server was not read', async () => {
  const { code, stdout } = await compliance('/', 'explain', 'EX01', '--stack', unread(temporaryFolder()))
  assert.is(code, 3, stdout)
  assert.is(times(stdout, 'This was not checked'), 1, stdout)
  assert.ok(stdout.split('\n').length < 20, stdout)
})

test('explain has the steps of a policy that ready found, and check and ready name the stack by what finds it', async () => {
  const folder = temporaryFolder()
  const path = join(__dirname, '../../stacks/demo-fleet/EX19B.json')
  const servers = [{ name: 'EX19B', connection: { type: 'recorded', path } }, recorded]
  const stack = writeStack(folder, { servers }, 'elsewhere')
  const { stdout } = await compliance('/', 'ready', '--stack', stack)
  const [, words = ''] = /^Next: \S+compliance (.*)$/m.exec(stdout) ?? []
  assert.is(words, `explain EX19B interim-updates --stack ${stack}`)
  const explained = await compliance('/', ...words.split(' '))
  assert.is(explained.code, 1, explained.stderr)
  assert.match(explained.stdout, 'Judged by the stage before-update')
  assert.match(explained.stdout, /interim-updates: drift [\s\S]*KB5055555/)
  assert.match((await compliance('/', 'check', '--stack', stack)).stdout, `explain EX19B --stack ${stack}`)
})

test('ready says in one line why a server was not read, and names no policy', async () => {
  const { stdout } = await compliance('/', 'ready', 'EX01', '--stack', unread(temporaryFolder()))
  assert.match(stdout, /^Stack test\n\nEX01 {2}NOT KNOWN\n {2}not read: [\s\S]*?\n {2}Besides: /)
  assert.not.match(stdout, 'oauth-certificate')
})

test('check, ready and explain say how old a recording is', async () => {
  const stack = old(temporaryFolder())
  for (const verb of ['check', 'ready', 'explain']) {
    const { stdout } = await compliance('/', verb, 'EX16', '--stack', stack)
    // Lines are broken at the width of the page.
    assert.match(stdout.replace(/\s+/g, ' '), /recording of 2026-11-03 06:14 UTC, \d+ days? old/, verb)
    assert.match(stdout, /stack old/i, verb)
  }
})

test('the JSON of check holds the exit code, and the text says why it is not 0', async () => {
  const stack = old(temporaryFolder())
  const json = await compliance('/', 'check', '--stack', stack, '--format', 'json')
  const { gate, exitCode } = JSON.parse(json.stdout)
  assert.equal([json.code, exitCode, gate.passes], [1, 1, true])
  const { stdout } = await compliance('/', 'check', '--stack', stack)
  assert.match(stdout, /Exit code 1: mandatory policies drift \(shared-web-config, mail-flow\)/)
})

test('a server of another stack is found by naming that stack', async () => {
  const { code, stderr } = await compliance('/', 'check', 'EX16', '--stack', unread(temporaryFolder()))
  assert.is(code, 2)
  assert.match(stderr, 'the stack test lists no server EX16, and demo does: add --stack demo')
})

test('who mistypes a server of their own is not sent to the demo', async () => {
  const stack = unread(temporaryFolder(), 'EX61')
  const { stderr } = await compliance('/', 'check', 'EX16', '--stack', stack)
  assert.match(stderr, 'the stack test lists no server EX16; did you mean EX61?')
})

test.run()
