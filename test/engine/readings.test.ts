import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createStack, stackOutputs } from '../support/engine'
import { recording } from '../support/server'
import {
  assertHolds,
  assertLacks,
  assertNoStackTrace,
  change,
  changesIn,
  denied,
  disabled,
  enrolled,
  fleet,
  serversUnder
} from './fleet'

const test = suite('engine: readings')

test('what can not be read is unknown, and readable again it is judged again', async () => {
  const { stack } = await enrolled({ EX01: {} })
  stack.record('EX01.json', recording(denied))
  const gate = ['preview', '--diff', '--expect-no-changes']
  const preview = await stack.pulumi(...gate)
  assert.is(preview.code, 7, preview.all)
  assert.equal(serversUnder('update', preview), ['EX01'])
  assertHolds(preview.stdout, '=> "readable"')
  assertHolds(preview.all, 'services: "unknown: access denied" => "readable"')

  assert.is((await stack.pulumi('refresh', '--yes')).code, 0)
  assert.equal(changesIn(await stack.pulumi(...gate)), ['~ services: "unknown: access denied" => "readable"'])
  stack.record('EX01.json', recording())
  const again = await stack.pulumi(...gate)
  assert.is(again.code, 0, again.all)
})

test('recordings that can not be used fail the preview at every level, and cost no other server anything', async () => {
  const { stack, servers } = await enrolled({ GONE: {}, CUT: {}, EX02: {}, BROKEN: {}, GOOD: {} })
  const recorded = JSON.stringify(recording({}, 'CUT'))
  stack.write('CUT.json', recorded.slice(0, recorded.length / 2))
  stack.record('EX02.json', recording({}, 'EX01'))
  stack.record('BROKEN.json', recording({ services: 'all of them' }, 'BROKEN'))
  stack.record('GOOD.json', recording(disabled('W3SVC'), 'GOOD'))
  const missing = { type: 'recorded', path: join(stack.folder, 'missing.json') }
  stack.settings({
    servers: servers.map((server) => (server.name === 'GONE' ? { ...server, connection: missing } : server))
  })
  const preview = await stack.pulumi('preview', '--diff')
  assert.not.equal(preview.code, 0)
  assertHolds(preview.all, `error: GONE: ${missing.path} does not exist`)
  assert.match(preview.all, /error: CUT: .*CUT\.json is not complete JSON/)
  assert.match(preview.all, /error: EX02: the facts in .*EX02\.json are of EX01, not of EX02/)
  assertHolds(preview.all, 'the section services is damaged')
  assertHolds(preview.all, "What was recorded of GONE, CUT, EX02, BROKEN can't be used")
  assertNoStackTrace(preview)
  assert.equal([...serversUnder('update', preview)].sort(), ['BROKEN', 'CUT', 'EX02', 'GONE', 'GOOD'])
  assertHolds(changesIn(preview).join('\n'), change('W3SVC'))
})

test('a recording in UTF-16 with a byte order mark is read', async () => {
  const stack = await createStack()
  const text = `\ufeff${JSON.stringify(recording(disabled('W3SVC')))}`
  const path = stack.write('EX01.json', Buffer.from(text, 'utf16le'))
  stack.settings({ servers: [{ name: 'EX01', connection: { type: 'recorded', path } }] })
  const preview = await stack.pulumi('preview', '--diff')
  assert.is(preview.code, 0, preview.all)
  assertHolds(preview.all, 'EX01  W3SVC is Disabled')
})

test('a recording that is older than it may be is unknown', async () => {
  const stack = await createStack()
  stack.settings({ servers: fleet(stack, { EX01: disabled('W3SVC') }), maxAge: '1m' })
  const preview = await stack.pulumi('preview', '--diff')
  assert.is(preview.code, 0, preview.all)
  assertHolds(preview.all, 'longer ago than maxAge (1m) allows')
  assertLacks(preview.all, 'Evidence')
})

test('services are judged by what was before the update', async () => {
  const { stack, servers } = await enrolled({ EX01: disabled('MSExchangeImap4', 'W3SVC') })
  const imapRan = recording({
    services: [
      { name: 'MSExchangeImap4', status: 'Running', startType: 'Automatic' },
      { name: 'W3SVC', status: 'Running', startType: 'Automatic' },
      { name: 'MSExchangeTransport', status: 'Running', startType: 'Automatic' }
    ]
  })
  stack.write('before/ex01.json', JSON.stringify(imapRan).replace('2026-11-01T', '2026-10-30T'))
  stack.settings({ servers, baseline: join(stack.folder, 'before') })
  const preview = await stack.pulumi('preview', '--diff')
  assert.is(preview.code, 0, preview.all)
  assertHolds(preview.all, 'EX01  2 services are Disabled: MSExchangeImap4, W3SVC')
  assert.is((await stack.pulumi('up', '--yes', '--skip-preview')).code, 0)
  assert.is((await stackOutputs(stack)).drifts.length, 2)
})

test.run()
