import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { withAdvice } from '../../commands/doctorAdvice'
import { withoutPassword, withoutPowershell } from '../../commands/doctorChecks'
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

const ssh = { type: 'ssh', host: null, user: null, port: null, config: null } as const
const remoting = { type: 'remoting', computer: null, port: null, https: true, credentials: null } as const

const failures: ReadonlyArray<readonly [string, Parameters<typeof withAdvice>[1], string]> = [
  ["ex01 can't be resolved to an address", ssh, 'correct the name, or set host in its connection'],
  ["ex01 can't be resolved to an address, or no route leads there", remoting, 'or set computer in its connection'],
  ['the connection was refused, or WinRM does not listen there', remoting, 'start WinRM there, and open TCP 5986'],
  ['the connection was refused', { ...ssh, port: 2222 }, 'start OpenSSH Server (sshd) there, and open TCP 2222'],
  ['the connection timed out', remoting, 'let TCP 5986 through'],
  ['no answer within 45 s', ssh, 'let TCP 22 (or the port of your ssh configuration) through'],
  ['access denied: the server takes none of the keys of this user', ssh, 'administrators_authorized_keys'],
  ['access denied', remoting, 'use an account that is a local administrator there']
]

for (const [reason, connection, todo] of failures)
  test(`${reason} (${connection.type}): ${todo}`, () => {
    const text = withAdvice(reason, connection)
    assert.ok(text.startsWith(`${reason}: `) && text.includes(todo), text)
  })

test('a reason that says what to do stays as it is', () => {
  for (const reason of ['its host key is not known; add it to the known_hosts file', 'something else'])
    assert.is(withAdvice(reason, ssh), reason)
  assert.is(withAdvice('access denied', { type: 'local' }), 'access denied')
})

const windowsOnly = {
  remoting: 'remoting works only on Windows; on this computer use ssh or recorded',
  organization: 'the organization can only be asked on Windows; on this computer use organization: {recorded: FILE}'
}

const missingPowershell: ReadonlyArray<readonly [NodeJS.Platform, ReadonlyArray<string>, boolean, string]> = [
  ['win32', ['remoting', 'ssh'], true, 'install PowerShell'],
  ['linux', ['remoting'], false, windowsOnly.remoting],
  ['linux', ['ssh'], true, windowsOnly.organization],
  ['darwin', ['local', 'remoting'], true, `install PowerShell; ${windowsOnly.remoting}; ${windowsOnly.organization}`]
]

for (const [platform, kinds, asksOrganization, text] of missingPowershell)
  test(`without PowerShell on ${platform}, with ${kinds.join(' and ')}: ${text}`, () => {
    assert.is(withoutPowershell(platform, new Set(kinds), asksOrganization), text)
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
  // Wine has no OpenSSH client.
  const unreached = `the connection was refused: start .* and open TCP ${port} in|the OpenSSH client can't be started`
  assert.match(stdout, new RegExp(`^FAIL {2}EX03 +(?:${unreached})`, 'm'))
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
