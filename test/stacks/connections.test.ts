import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { planServers } from '../../stacks/plan'
import { decodeSettings } from '../../stacks/settings'

const decode = (connection: unknown, more: Readonly<Record<string, string>> = {}) =>
  decodeSettings({ servers: JSON.stringify([{ name: 'EX01', connection }]), ...more })

const planned = (connection: unknown, more: Readonly<Record<string, string>> = {}): unknown => {
  const settings = decode(connection, more)
  if (E.isLeft(settings)) throw new Error(settings.left.join())
  return planServers(settings.right, '2026-11-01', () => null).map(({ args }) => args.target.connection)[0]
}

test('each type of connection has its keys, and what is left out is null', () => {
  assert.equal(planned({ type: 'local' }), { type: 'local' })
  assert.equal(planned({ type: 'remoting' }), {
    type: 'remoting',
    computer: null,
    port: null,
    https: null,
    credentials: null
  })
  assert.equal(planned({ type: 'ssh', host: 'ex01.example', port: 2222 }), {
    type: 'ssh',
    host: 'ex01.example',
    user: null,
    port: 2222,
    config: null
  })
})

test('only recorded facts have an age', () => {
  assert.equal(planned({ type: 'recorded', path: 'x' }, { maxAge: '24h' }), {
    type: 'recorded',
    path: 'x',
    maxAge: '24h'
  })
  assert.equal(planned({ type: 'local' }, { maxAge: '24h' }), { type: 'local' })
})

const refused: ReadonlyArray<readonly [unknown, string]> = [
  [{ type: 'shs' }, '"shs" is not a connection type; did you mean ssh?'],
  [{ type: 'ssh', hots: 'x' }, '"hots" is not a setting here; did you mean host?'],
  [{ type: 'ssh', path: 'x' }, '"path" is not a setting here'],
  [{ type: 'local', host: 'x' }, '"host" is not a setting here'],
  [{ type: 'remoting', password: 'x' }, '"password" is not a setting here'],
  [{ type: 'recorded' }, 'connection.path'],
  [{ type: 'ssh', host: '-oProxyCommand=x' }, 'connection.host'],
  [{ type: 'ssh', user: '$(id)' }, 'connection.user'],
  [{ type: 'ssh', port: '22' }, 'connection.port'],
  ['ssh', 'connection'],
  [{}, 'does not say its type; write type: ssh'],
  [{ Type: 'ssh' }, 'does not say its type; write type: ssh'],
  [{ type: 'ssh', user: 'CONTOSO\u0007dmin' }, 'a backslash in double quotes begins an escape']
]

for (const [connection, fault] of refused)
  test(`refused: ${JSON.stringify(connection)}`, () => {
    const settings = decode(connection)
    assert.ok(E.isLeft(settings) && settings.left.join('\n').includes(fault), JSON.stringify(settings))
  })

test.run()
