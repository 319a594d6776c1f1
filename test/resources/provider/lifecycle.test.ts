import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Collect } from '../../../connections/collect'
import { createReadings } from '../../../resources/provider/readings'
import { ex01, inputs, judging, provider, running, stopped, target } from './recordedProvider'

const test = suite('resources: provider lifecycle')

test('a refresh leaves the enrolment as an older version wrote it', async () => {
  const { organization, ...older } = judging
  const enrolment = JSON.stringify({ judging: older, target: ex01 })
  const { properties } = await provider().lifecycle.read('ex01', { enrolment }, {})
  assert.is(properties.enrolment, enrolment)
})

test('reads a server once, whoever asks first', async () => {
  const { asked, lifecycle } = provider()
  const [first] = await Promise.all([
    lifecycle.collect([ex01, target('EX02')]),
    lifecycle.read('ex01', inputs(ex01), {})
  ])
  await lifecycle.diff({}, inputs(ex01))
  await lifecycle.collect([ex01])
  assert.equal(asked, ['EX01.json', 'EX02.json'])
  assert.is(first.length, 2)
  assert.is(JSON.parse(first[1] ?? '').facts.server, 'EX02')
})

test('reads a server anew by a changed connection', async () => {
  const { asked, lifecycle } = provider()
  await lifecycle.read('ex01', inputs(ex01), {})
  await lifecycle.collect([target('EX01', 'moved.json')])
  await lifecycle.collect([{ ...ex01, connection: { type: 'recorded', path: 'EX01.json', maxAge: '1d' } }])
  assert.equal(asked, ['EX01.json', 'moved.json', 'EX01.json'])
})

test('create and update read afresh, and record what they read instead of what is desired', async () => {
  const { asked, seen, lifecycle } = provider({ services: running })
  await lifecycle.collect([ex01])
  seen.sections = { services: stopped }
  const desired = inputs(ex01, { services: { W3SVC: 'Automatic, Running' } })
  const created = await lifecycle.create(desired)
  assert.is(created.id, 'ex01.contoso.example')
  assert.match(JSON.stringify(created.properties.services), '"W3SVC":"Disabled, Stopped"')
  seen.sections = { services: running }
  const updated = await lifecycle.update('an id', {}, desired)
  assert.is(updated.id, 'an id')
  assert.not.match(JSON.stringify(updated.properties.services ?? {}), 'W3SVC')
  assert.is(asked.length, 3)
  await lifecycle.collect([ex01])
  assert.is(asked.length, 3)
})

test('an id is never empty, and never obeyed by a terminal', async () => {
  const identity = { name: 'EX01', fqdn: '', roles: ['Mailbox'] }
  const { seen, lifecycle } = provider({ identity })
  assert.is((await lifecycle.create(inputs(ex01))).id, 'EX01')
  seen.sections = { identity: { ...identity, fqdn: 'ex\u001b01' } }
  assert.is((await lifecycle.create(inputs(ex01))).id, 'ex\\u001b01')
  seen.sections = { identity: { error: 'access denied' } }
  assert.is((await lifecycle.create(inputs(ex01))).id, 'EX01')
  assert.is((await lifecycle.create({})).id, 'unknown')
})

test('diff names the paths where the server, not the state, differs from what is desired', async () => {
  const { lifecycle } = provider({ services: stopped })
  const { properties } = await lifecycle.read('ex01', inputs(ex01), {})
  const document = { services: { W3SVC: 'Automatic, Running' } }
  const path = ['services', 'W3SVC']
  assert.equal(await lifecycle.diff(properties, inputs(ex01, document)), [{ path, added: false }])
  assert.equal(await lifecycle.diff(inputs(ex01, document), inputs(ex01, document)), [{ path, added: true }])
  assert.equal(await lifecycle.diff(properties, inputs(ex01, { services: { W3SVC: 'Disabled, Stopped' } })), [])
})

test('a server without a connection is unknown, and reading it fails nobody', async () => {
  const { asked, lifecycle } = provider()
  const unread = {
    id: 'EX09',
    properties: { identity: 'unknown: no connection; enrol the server through the settings' },
    outputs: {}
  }
  assert.equal(await lifecycle.read('EX09', {}, {}), unread)
  assert.equal(await lifecycle.update('EX09', {}, { server: 'EX09' }), unread)
  assert.equal(await lifecycle.diff({}, {}), [])
  assert.equal(asked, [])
})

test('inputs of another version of this provider are told, not thrown', async () => {
  const { lifecycle } = provider()
  for (const enrolment of ['{', '{"target":{"server":"EX01","connection":{"type":"carrier pigeon"}}}', '[]']) {
    const broken = { ...inputs(ex01), enrolment }
    const { id, properties } = await lifecycle.read('ex01', broken, {})
    assert.is(id, 'ex01')
    assert.match(String(properties.identity), /^unknown: ./)
  }
})

test('a server that was not answered is told', async () => {
  const collect: Collect = () => async () => []
  const readings = createReadings(collect)
  const failed = await readings.of([ex01]).catch((error: unknown) => String(error))
  assert.is(failed, 'Error: EX01 was not answered')
})

test.run()
