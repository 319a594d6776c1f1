import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { withoutPassword } from '../../commands/doctorChecks'
import { sessionText } from '../../commands/doctorServers'
import { freePort } from '../simulated-host/sshd'
import { temporaryFolder } from '../support/engine'
import { recording } from '../support/server'
import { compliance, writeStack } from './run'

const test = suite('commands: doctor')

const sessions: ReadonlyArray<readonly [string, 'ok' | 'fail', string]> = [
  ['session 5.1.20348.2400 True True', 'ok', 'reached, PowerShell 5.1.20348.2400, administrator'],
  ['\r\nsession 5.1.1 unknown True\r\n', 'ok', 'reached, PowerShell 5.1.1'],
  ['session 5.1.1 False True', 'fail', 'no elevated administrator'],
  ['session 5.1.1 True False', 'fail', '32 bits'],
  ['session 2.0 True True', 'fail', '3.0 or later is needed'],
  ['Welcome!', 'fail', 'it answered, but not as a PowerShell does']
]

for (const [said, state, text] of sessions)
  test(`a session that says ${JSON.stringify(said)}: ${state}`, () => {
    const found = sessionText(said)
    assert.is(found.state, state)
    assert.ok(found.text.includes(text), found.text)
  })

const proxies: Readonly<Record<string, string>> = {
  'http://proxy:8080': 'http://proxy:8080',
  'proxy:8080': 'proxy:8080',
  'http://user:s3cret@proxy:8080': 'http://***@proxy:8080',
  'user:s3cret@proxy:8080': '***@proxy:8080',
  'http://user:p@s3cret@proxy': 'http://***@proxy',
  'http://user:s3/cret@proxy/': 'http://***@proxy/',
  'HTTPS://user@proxy': 'HTTPS://***@proxy',
  '.contoso.example,localhost': '.contoso.example,localhost'
}

for (const [url, shown] of Object.entries(proxies))
  test(`a proxy is shown without a password: ${shown}, of ${url.length} characters`, () => {
    assert.is(withoutPassword(url), shown)
  })

test('one line each, with what to do; a server that is not reached fails it, also one whose recording is gone', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'EX01.json')
  writeFileSync(path, JSON.stringify(recording()))
  const port = await freePort()
  const servers = [
    { name: 'EX01', connection: { type: 'recorded', path } },
    { name: 'EX02', connection: { type: 'recorded', path: join(folder, 'EX02.json') } },
    { name: 'EX03', connection: { type: 'ssh', host: '127.0.0.1', port } }
  ]
  writeStack(folder, { servers })
  const { code, stdout } = await compliance(folder, 'doctor', '--stack', 'Pulumi.test.yaml')
  assert.is(code, 3, stdout)
  const lines = stdout.trim().split('\n')
  for (const what of ['Node.js', 'Pulumi CLI', 'command plugin', 'ssh', 'proxy', 'settings', 'EX01', 'EX02', 'EX03'])
    assert.is(lines.filter((line) => line.slice(6).startsWith(`${what} `)).length, 1, what)
  assert.match(stdout, /^ok {4}EX01 +recorded /m)
  assert.match(stdout, /^FAIL {2}EX02 .*does not exist: check the path/m)
  assert.match(stdout, /^FAIL {2}EX03 +\S/m)
  assert.match(lines.at(-1) ?? '', /^\d of \d+ checks failed\.$/)
})

test('a named server is checked alone', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'EX01.json')
  writeFileSync(path, JSON.stringify(recording()))
  writeStack(folder, {
    servers: [
      { name: 'EX01', connection: { type: 'recorded', path } },
      { name: 'EX02', connection: { type: 'recorded', path: 'no' } }
    ]
  })
  const { code, stdout } = await compliance(folder, 'doctor', 'ex01', '--stack', 'Pulumi.test.yaml')
  assert.is(code, 0, stdout)
  assert.not.match(stdout, 'EX02')
})

test.run()
