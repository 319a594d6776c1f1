import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { hostName, port, userName } from '../../connections/address'
import { connection, connectionKey, type Target, type TargetBy } from '../../connections/connection'
import { sshArguments } from '../../connections/ssh'

const hosts = ['EX01', 'ex01.contoso.example', 'münchen-1', 'EX_01', '10.0.0.1', '::1', 'fe80::1%eth0', '2001:db8::15']
const noHosts = [
  '',
  '-oProxyCommand=x',
  'a b',
  'ssh://x',
  'a@b',
  'EX01;ls',
  '$(id)',
  '../x',
  'EX01\n',
  '-',
  'x-',
  '%h',
  "'"
]
const users = ['admin', 'CONTOSO\\admin', 'admin@contoso.example', 'first.last', 'jörg']
const noUsers = [
  '',
  '-l',
  '-oProxyCommand=x',
  'a b',
  'a;b',
  '$(id)',
  '`id`',
  'a\\',
  'a\\b\\c',
  'a\nb',
  "a'b",
  'a"b',
  '%r'
]

test('hosts and users as Windows knows them are taken', () => {
  for (const host of hosts) assert.ok(hostName.is(host), host)
  for (const user of users) assert.ok(userName.is(user), user)
})

test('what could be taken for an option, a URI or code is neither a host nor a user', () => {
  for (const host of noHosts) assert.not.ok(hostName.is(host), host)
  for (const user of noUsers) assert.not.ok(userName.is(user), user)
})

test('a port is a whole number from 1 to 65535', () => {
  for (const good of [1, 22, 65_535]) assert.ok(port.is(good))
  for (const bad of [0, -1, 65_536, 2.5, '22', Number.NaN]) assert.not.ok(port.is(bad))
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string().map((text) => `-${text}`),
  fc
    .tuple(fc.constantFrom(...hosts, ...users), fc.constantFrom(...noHosts, ' -v', '\0', '|x', '&x'))
    .map((parts) => parts.join('')),
  fc.constantFrom(...hosts, ...users)
)

const over = (server: string, more: object): TargetBy<'ssh'> => ({
  server,
  connection: { type: 'ssh', host: null, user: null, port: null, config: null, ...more }
})

const plain = sshArguments(over('EX01', {})) ?? []

test('a hostile host is refused, or is one argument behind --', () => {
  fc.assert(
    fc.property(hostile, (host) => {
      const args = sshArguments(over(host, {}))
      if (args === null) return
      assert.equal(args, [...plain.slice(0, -2), host, plain.at(-1)])
      assert.is(args.at(-3), '--')
      assert.not.match(host, /^-|[\s'"`$;&|<>(){}\\/@\0]/)
    }),
    { numRuns: 2_000 }
  )
})

test('a hostile user or host is refused by the codec, or is no option and no code', () => {
  fc.assert(
    fc.property(hostile, hostile, (host, user) => {
      const decoded = connection.decode({ type: 'ssh', host, user })
      if (decoded._tag === 'Left') return
      assert.not.match(host, /^-|[\s'"`$;&|<>(){}\\/@\0]/)
      assert.not.match(user, /^-|[\s'"`$;&|<>(){}/\0]/)
    }),
    { numRuns: 2_000 }
  )
})

test('what is behind the host is the same for every server', () => {
  const other =
    sshArguments(over('EX02', { host: 'other.example', user: 'CONTOSO\\admin', port: 2222, config: 'x' })) ?? []
  assert.is(other.at(-1), plain.at(-1))
  assert.equal(other.slice(-7, -1), ['-l', 'CONTOSO\\admin', '-p', '2222', '--', 'other.example'])
  assert.match(plain.at(-1) ?? '', /^powershell [A-Za-z -]+ -EncodedCommand [A-Za-z0-9+/=]+$/)
})

test('the same way has the same key, however it is written', () => {
  const one: Target = { server: 'EX01', connection: { type: 'ssh', host: 'a', user: 'b', port: null, config: null } }
  const decoded = connection.decode({ user: 'b', type: 'ssh', host: 'a' })
  assert.ok(decoded._tag === 'Right')
  if (decoded._tag === 'Right')
    assert.is(connectionKey({ server: 'ex01', connection: decoded.right }), connectionKey(one))
  assert.is.not(connectionKey(one), connectionKey({ ...one, connection: { ...one.connection, type: 'local' } }))
  assert.is.not(connectionKey(one), connectionKey({ ...one, media: { setup: 'D:\\', update: null } }))
})

test.run()
