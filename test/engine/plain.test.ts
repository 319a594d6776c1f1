import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { recording } from '../support/server'
import { assertHolds, assertLacks, change, changesIn, disabled, enrolled, fleet, serversUnder } from './fleet'

const test = suite('engine: plain pulumi')

const expected = ['~ services: {', change('MSExchangeServiceHost')]

test('shows the same drift where the provider reads before the program runs', async () => {
  const { stack } = await enrolled({ EX01: {}, EX02: {} })
  stack.record('EX01.json', recording(disabled('MSExchangeServiceHost')))
  const preview = await stack.plainPulumi('preview', '--diff', '--expect-no-changes')
  assert.is(preview.code, 7, preview.all)
  assert.equal(changesIn(preview), expected)
  assert.equal(serversUnder('update', preview), ['EX01'])
})

test('shows no more than the drift after changes of the settings', async () => {
  const { stack, servers } = await enrolled({ EX01: disabled('MSExchangeServiceHost'), EX02: {} })
  const preview = async (settings: Readonly<Record<string, unknown>>) => {
    stack.settings({ servers, ...settings })
    return stack.plainPulumi('preview', '--diff')
  }
  assert.equal(changesIn(await preview({ build: { '2019': '15.2.1748.53' } })), expected)
  assert.equal(changesIn(await preview({ maxAge: '3650d', stage: 'after-update' })), expected)

  const waivers = [{ server: 'EX01', policy: 'services-start', reason: 'CHG-7', expires: '2999-12-31' }]
  const waived = await preview({ waivers })
  assert.equal(serversUnder('update', waived), [], waived.stdout)

  const raised = await preview({ build: { '2019': '15.2.1748.99' }, waivers })
  assert.equal([...serversUnder('update', raised)].sort(), ['EX01', 'EX02'], raised.all)
  for (const line of changesIn(raised)) assert.match(line, /^[~+] build\b/)

  const lowered = await preview({ policies: { 'services-start': 'advisory' } })
  assert.equal(serversUnder('update', lowered), [], lowered.stdout)

  const off = await preview({ policies: { 'services-start': 'disabled' } })
  assert.equal(serversUnder('update', off), [], off.stdout)
})

test('reads a server anew where its connection has changed', async () => {
  const { stack } = await enrolled({ EX01: {} })
  const moved = stack.record('moved/EX01.json', recording(disabled('MSExchangeServiceHost')))
  stack.settings({ servers: [{ name: 'EX01', connection: moved }] })
  const preview = await stack.plainPulumi('preview', '--diff', '--expect-no-changes')
  assert.is(preview.code, 7)
  assertHolds(preview.all, 'warning: EX01  MSExchangeServiceHost is Disabled')
  assert.equal(serversUnder('update', preview), ['EX01'])
  assertLacks(changesIn(preview).join(), 'W3SVC')

  stack.settings({ servers: fleet(stack, { EX01: {} }) })
  const back = await stack.plainPulumi('preview', '--diff', '--expect-no-changes')
  assert.is(back.code, 0, back.all)
})

test.run()
