import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { byHand, plannedScript } from '../../../commands/script/plannedScript'
import { encodeRequest, type RunRequest } from '../../../resources/command/runRequest'
import { planFor, scriptOf, service, withServices } from '../../policies/remediated'

const test = suite('audit: planned script')

const script = scriptOf(planFor(withServices(service('MSExchangeIS', 'Automatic', 'Stopped'))))
const urn = (name: string): string => `urn:pulumi:s::exchange-compliance::command:local:Command::${name}`
const request: RunRequest = { target: { server: 'EX01', connection: { type: 'local' } }, guard: null }
const busy = { create: encodeRequest(request), stdin: script.replaceAll('\n', '\t \t\n') }
const here = { create: encodeRequest({ ...request, place: 'endpoint' }), stdin: "'by the endpoint'\n" }
const idle = { create: 'process.exit()', stdin: '# Nothing is to be done on this server.\n' }
const output = JSON.stringify({
  steps: [
    ...['EX01', 'EX02', 'EX03', 'EX04', 'EX05'].map((name) => ({
      op: 'create',
      urn: `urn:pulumi:s::p::exchange:index:Server::${name}`,
      newState: { inputs: { enrolment: '' } }
    })),
    { op: 'replace', urn: urn('EX01'), newState: { inputs: busy } },
    { op: 'create', urn: urn('EX02'), newState: { inputs: idle } },
    { op: 'create', urn: urn('EX05'), newState: { inputs: here } },
    { op: 'delete', urn: urn('EX03') }
  ]
})

test('it is the very script of the plan, whatever the case of the name', () => {
  for (const name of ['EX01', 'ex01'])
    assert.equal(plannedScript(name, output), E.right({ text: script, place: 'server' }))
})

test('one that changes the organization is told as such', () => {
  assert.equal(plannedScript('EX05', output), E.right({ text: here.stdin, place: 'endpoint' }))
})

test('a server without work, one whose command leaves the stack, and one without a command, have no script', () => {
  for (const name of ['EX02', 'EX03', 'EX04']) assert.equal(plannedScript(name, output), E.right(null))
})

test('a preview that broke off is told', () => {
  const before = JSON.stringify({ steps: [{ op: 'same', urn: 'urn:pulumi:s::p::pulumi:pulumi:Stack::p-s' }] })
  for (const text of ['', 'error: no stack', '{"steps": 1}', '{"steps": []}', before])
    assert.equal(plannedScript('EX01', text), E.left('the preview failed'), text)
})

test('how to run it and the way back stand before it, as comments', () => {
  for (const [place, told, wayBack] of [
    ['server', 'elevated 64-bit Windows PowerShell', 'npm run --silent restore -- EX01'],
    ['endpoint', 'on this computer for EX01', 'in the Exchange Management Shell']
  ] as const) {
    const head = byHand('EX01', place)
    assert.ok(
      head
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith('#'))
    )
    assert.match(head, told)
    assert.match(head, wayBack)
    assert.not.match(head, /[^\n -~]/)
  }
})

test.run()
