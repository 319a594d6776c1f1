import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createStack, type Ending } from '../support/engine'
import { healthySections, recording } from '../support/server'
import { assertHolds } from './fleet'

const test = suite('engine: hostile texts')

/** Tags that Pulumi's display doesn't know, nested ones, and ones that are cut off; and what a terminal would obey. */
const tags = '<{%boom%}><{%<{%fg 1%}>%}>\u001b[2J\u202e<{%'

const services = Array.isArray(healthySections.services) ? healthySections.services : []

/** A server that puts such texts wherever it may choose one. */
const hostile = (name: string, round: number) =>
  recording(
    {
      identity: {
        name,
        fqdn: `${name}.${tags}`,
        domain: tags,
        site: tags,
        roles: ['Mailbox'],
        edition: tags,
        version: '15.2.1748.10',
        installPath: 'C:\\Exchange\\'
      },
      build: { exSetup: '15.2.1748.53', binaries: [{ path: `Bin\\${tags}${round}.dll`, version: '15.2.1.1' }] },
      services: services.map((service) =>
        service.name === 'MSExchangeIS' ? { ...service, status: 'Stopped', startType: 'Disabled' } : service
      ),
      bindings: [
        { site: tags, protocol: 'https', address: tags, port: 443, host: '{%{%', thumbprint: null },
        {
          site: 'Default Web Site',
          protocol: 'https',
          address: `1${tags}`,
          port: 443,
          host: '',
          thumbprint: '0'.repeat(40)
        }
      ],
      httpSys: [{ address: tags, port: 443, host: null, thumbprint: '0'.repeat(40) }],
      sharedWebConfig: { error: `could not read ${tags}${round}` },
      journal: { lastEntry: 1, restartDue: 'ssl-bindings' },
      acls: { error: `${tags}${'x'.repeat(100_000)}` }
    },
    name
  )

const assertShown = (ending: Ending, what: string): void => {
  assert.not.match(ending.all, /panic|goroutine|Unrecognized color/, what)
  assert.not.match(ending.all, /\u001b\[2J|\u202e/, what)
  // Nothing is cut off by a tag: what stands after it is shown.
  assertHolds(ending.all, '\\u003c{%boom%}>')
  assert.ok(ending.all.length < 300_000, `${what}: ${ending.all.length} characters`)
}

test("a server's texts never break Pulumi's display, in preview, update, refresh and outputs", async () => {
  const stack = await createStack()
  const other = stack.record('EX02.json', recording({}, 'EX02'))
  const settings = (round: number) => ({
    servers: [
      { name: 'EX01', dag: tags, site: tags, connection: stack.record('EX01.json', hostile('EX01', round)) },
      { name: 'EX02', connection: other }
    ],
    waivers: [
      { server: 'EX01', policy: 'services-start', path: tags, reason: tags, expires: '2999-12-31' },
      { server: 'EX01', policy: 'shared-web-config', reason: tags, expires: '2999-12-31' }
    ],
    enforcement: 'mandatory'
  })
  stack.settings(settings(1))
  assertShown(await stack.inColours('preview', '--diff'), 'first preview')
  assertShown(await stack.inColours('up', '--skip-preview', '--yes'), 'up')
  stack.settings(settings(2))
  assertShown(await stack.inColours('preview', '--diff'), 'preview')
  assertShown(await stack.inColours('up', '--yes'), 'up with preview')
  assertShown(await stack.inColours('up', '--skip-preview', '--yes', '--diff'), 'up with diff')
  assertShown(await stack.inColours('refresh', '--yes'), 'refresh')
  assertShown(await stack.inColours('stack', 'output', 'drifts'), 'outputs')
})

test("texts of the organization's facts and of settings that can't be used are shown plainly, too", async () => {
  const stack = await createStack()
  const servers = [{ name: 'EX01', connection: stack.record('EX01.json', recording()) }]
  const organization = {
    version: 1,
    organization: tags,
    collectedAt: '2026-11-01T08:00:00Z',
    facts: { servers: [{ name: tags, roles: ['Mailbox'] }], dags: { error: tags }, authConfig: { error: tags } },
    servers: {}
  }
  stack.settings({
    servers,
    organization: { recorded: stack.write('organization.json', JSON.stringify(organization)) }
  })
  assertShown(await stack.inColours('preview'), 'organization facts')

  stack.settings({ servers, enforcement: tags })
  assertShown(await stack.inColours('preview'), 'a level that is none')
  stack.settings({ servers: [...servers, { name: `EX${tags}`, connection: servers[0]?.connection }] })
  const refused = await stack.inColours('preview')
  assertShown(refused, 'a name that is none')
  assert.is.not(refused.code, 0)
})

test.run()
