import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { byHand, plannedScript } from '../../../commands/script/plannedScript'
import { planFor, scriptOf, service, withServices } from '../../policies/remediated'

const test = suite('audit: planned script')

const script = scriptOf(planFor(withServices(service('MSExchangeIS', 'Automatic', 'Stopped'))))
const urn = (name: string): string => `urn:pulumi:s::exchange-compliance::command:local:Command::${name}`
const busy = { create: '{"target":{"server":"EX01"}}', stdin: script.replaceAll('\n', '\t \t\n') }
const idle = { create: 'process.exit()', stdin: '# Nothing is to be done on this server.\n' }
const output = JSON.stringify({
  steps: [
    { op: 'create', urn: 'urn:pulumi:s::p::exchange:index:Server::EX01', newState: { inputs: { enrolment: '' } } },
    { op: 'replace', urn: urn('EX01'), newState: { inputs: busy } },
    { op: 'create', urn: urn('EX02'), newState: { inputs: idle } },
    { op: 'delete', urn: urn('EX03') }
  ]
})

test('it is the very script of the plan, whatever the case of the name', () => {
  for (const name of ['EX01', 'ex01']) assert.equal(plannedScript(name, output), E.right(script))
})

test('a server without work, one that leaves the stack, and one that it has not, have no script', () => {
  for (const name of ['EX02', 'EX03', 'EX04']) assert.equal(plannedScript(name, output), E.right(null))
})

test('a preview that broke off is told', () => {
  for (const text of ['', 'error: no stack', '{"steps": 1}']) assert.ok(E.isLeft(plannedScript('EX01', text)), text)
})

test('how to run it and the way back stand before it, as comments', () => {
  const head = byHand('EX01')
  assert.ok(
    head
      .trimEnd()
      .split('\n')
      .every((line) => line.startsWith('#'))
  )
  assert.match(head, 'elevated 64-bit Windows PowerShell')
  assert.match(head, 'npm run --silent restore -- EX01')
  assert.not.match(head, /[^\n -~]/)
})

test.run()
