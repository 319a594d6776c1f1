import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createStack } from '../support/engine'
import { healthySections, recording } from '../support/server'
import {
  assertHolds,
  assertLacks,
  assertNoStackTrace,
  change,
  changesIn,
  disabled,
  enrolled,
  fleet,
  serversUnder
} from './fleet'

const test = suite('engine: servers')

test('are added and removed, and removing only forgets', async () => {
  const { stack, servers } = await enrolled({ EX01: {} })
  stack.settings({ servers: [...servers, ...fleet(stack, { EX02: disabled('W3SVC') })] })
  const added = await stack.pulumi('preview', '--diff', '--expect-no-changes')
  assert.is(added.code, 7, added.all)
  assert.equal(serversUnder('create', added), ['EX02'])
  assertHolds(added.all, 'EX02  W3SVC is Disabled')
  assert.is((await stack.pulumi('up', '--yes', '--skip-preview')).code, 0)

  stack.settings({ servers })
  const removed = await stack.pulumi('preview', '--diff')
  assert.is(removed.code, 0, removed.all)
  assert.equal(serversUnder('delete', removed), ['EX02'])
  assert.is((await stack.pulumi('up', '--yes', '--skip-preview')).code, 0)
  const after = await stack.pulumi('preview', '--diff', '--expect-no-changes')
  assert.is(after.code, 0, after.all)
})

test('may be called by a full name, or by names with blanks and quotes, on a stack of any name', async () => {
  const stack = await createStack('production-2')
  const strange = `O'Brien "test" 1`
  const identity = { ...Object(healthySections.identity), name: 'EX01', fqdn: 'ex01.contoso.example' }
  const servers = [
    { name: 'EX01.contoso.example', connection: stack.record('EX01.json', recording({ identity }, 'EX01')) },
    { name: strange, connection: stack.record('strange name.json', recording({}, strange)) }
  ]
  stack.settings({ servers })
  const ending = await stack.pulumi('up', '--skip-preview', '--yes')
  assert.is(ending.code, 0, ending.all)
  stack.record('EX01.json', recording({ ...disabled('W3SVC'), identity }, 'EX01'))
  stack.record('strange name.json', recording(disabled('W3SVC'), strange))
  const preview = await stack.pulumi('preview', '--diff')
  assert.is(preview.code, 0, preview.all)
  assert.equal(changesIn(preview), ['~ services: {', change('W3SVC'), '~ services: {', change('W3SVC')])
  assertHolds(preview.all, 'warning: EX01.contoso.example  W3SVC is Disabled')
  assertHolds(preview.all, `warning: ${strange}  W3SVC is Disabled`)
})

const hostile = ['\u001b[2J', '\u202eevil', '\u200b', '\r', '\u0007', '\u009b31m']

test('that report hostile text neither reach the terminal with it nor break the preview', async () => {
  const named = { name: 'EX02', fqdn: `ex02${hostile.join('')}`, roles: ['Mailbox'], version: '15.2.1748.10' }
  const { stack, servers, ending } = await enrolled({ EX01: {}, EX02: { identity: named } })
  stack.settings({ servers, detail: 'full' })
  for (const text of hostile) assertLacks(ending.all, text)
  const folder = `C:\\Program Files\\it's.\u202eevil $(calc) __proto__`
  const identity = { name: 'EX01', fqdn: `ex01${hostile.join('')}`, roles: ['Mailbox'], version: '15.2.1748.10' }
  const { services } = disabled('W3SVC')
  stack.record(
    'EX01.json',
    recording({
      identity,
      services: [
        ...(Array.isArray(services) ? services : []),
        { name: `MSExchange"a.b"${hostile.join('')}\n`, status: 'Stopped', startType: 'Disabled' }
      ],
      certificates: [
        { thumbprint: 'a'.repeat(40), subject: `CN=${hostile.join('')}\nx`, notAfter: '2020-01-01T00:00Z' }
      ],
      acls: [{ path: folder, sddl: 'O:BAD:', inherits: false }],
      httpSys: { error: `netsh said ${hostile.join('')}\nerror: nothing` }
    })
  )
  for (const options of [['--diff'], ['--json'], []]) {
    const preview = await stack.pulumi('preview', ...options)
    assert.is(preview.code, 0, preview.all)
    for (const text of hostile) assertLacks(preview.all, text)
    assert.not.match(preview.all, /^\s*error: /m)
    assertNoStackTrace(preview)
    assertHolds(preview.all, 'W3SVC')
  }
  assert.is((await stack.pulumi('refresh', '--yes')).code, 0)
  const update = await stack.pulumi('up', '--yes')
  assert.is(update.code, 0, update.all)
  for (const text of hostile) assertLacks(update.all, text)
})

test('that are imported have no connection and are unknown, and all are forgotten in the end', async () => {
  const { stack } = await enrolled({ EX01: {} })
  const options = ['--yes', '--protect=false', '--generate-code=false']
  const imported = await stack.pulumi('import', 'exchange:index:Server', 'EX09', 'EX09', ...options)
  assert.is(imported.code, 0, imported.all)
  assertNoStackTrace(imported)
  const exported = (await stack.pulumi('stack', 'export')).stdout
  assertHolds(exported, 'unknown: no connection; enrol the server through the settings')

  const destroyed = await stack.pulumi('destroy', '--yes')
  assert.is(destroyed.code, 0, destroyed.all)
  assertLacks((await stack.pulumi('stack', 'export')).stdout, 'exchange:index:Server')
})

test.run()
