import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { stackOutputs } from '../support/engine'
import { recording } from '../support/server'
import { assertHolds, assertLacks, change, changesIn, disabled, enrolled, serversUnder } from './fleet'

const test = suite('engine: drift')

const gate = ['preview', '--diff', '--expect-no-changes']

test('is shown as actual => desired while it stands, in every view, and passes when it goes', async () => {
  const { stack, ending } = await enrolled({ EX01: {}, EX02: {} })
  assert.is(ending.code, 0, ending.all)

  const unchanged = await stack.pulumi(...gate)
  assert.is(unchanged.code, 0, unchanged.all)
  assert.not.match(unchanged.stdout, /^\s*[~+-] /m)

  stack.record('EX01.json', recording(disabled('MSExchangeServiceHost')))
  const drifting = await stack.pulumi(...gate)
  assert.is(drifting.code, 7, drifting.all)
  assert.equal(changesIn(drifting), ['~ services: {', change('MSExchangeServiceHost')])
  assert.equal(serversUnder('update', drifting), ['EX01'])

  const shown = await stack.pulumi('preview')
  assert.is(shown.code, 0, shown.all)
  assert.match(
    shown.stdout,
    /pulumi:pulumi:Stack \([\w-]+\):\n\s+warning: EX01 {2}MSExchangeServiceHost is Disabled +\[services-start\]\n/
  )
  assertHolds(shown.stdout, '  Do   1. Make sure that neither setup.exe nor msiexec.exe runs')
  assertHolds(shown.stdout, '1 of 2 servers compliant, 1 drifting.')
  assertHolds(shown.stdout, 'Gate: advisory, passes whatever is found.')
  assertHolds(shown.stdout, '62 of 70 checks (policies on servers) gave a verdict; not read: setupState (2 servers).')

  const json = JSON.parse((await stack.pulumi('preview', '--json')).stdout)
  const [told] = json.diagnostics.filter(({ message }: { message: string }) => message.includes('EX01  '))
  assertHolds(told.message, 'warning: EX01  MSExchangeServiceHost is Disabled')
  assertHolds(told.message, '  Do   1. ')

  stack.record('EX01.json', recording())
  assert.is((await stack.pulumi(...gate)).code, 0)

  stack.record('EX01.json', recording(disabled('MSExchangeServiceHost', 'W3SVC')))
  const returned = await stack.pulumi(...gate)
  assert.is(returned.code, 7)
  assert.equal(changesIn(returned), ['~ services: {', change('MSExchangeServiceHost'), change('W3SVC')])
})

test('is not hidden by a refresh or an update in between, nor without a refresh', async () => {
  const { stack } = await enrolled({ EX01: {} })
  stack.record('EX01.json', recording(disabled('MSExchangeServiceHost')))
  const expected = ['~ services: {', change('MSExchangeServiceHost')]

  const unrefreshed = await stack.pulumi(...gate, '--refresh=false')
  assert.is(unrefreshed.code, 7)
  assert.equal(serversUnder('update', unrefreshed), ['EX01'])

  assert.is((await stack.pulumi('refresh', '--yes')).code, 0)
  assert.equal(changesIn(await stack.pulumi('preview', '--diff')), expected)
  assert.equal(changesIn(await stack.pulumi('preview', '--diff', '--refresh=false')), expected)

  const updated = await stack.pulumi('up', '--yes')
  assert.is(updated.code, 0, updated.all)
  assert.equal((await stackOutputs(stack)).drifts, [
    {
      server: 'EX01',
      policy: 'services-start',
      path: 'services.MSExchangeServiceHost',
      actual: 'Disabled, Stopped',
      desired: 'Automatic, Running'
    }
  ])
  assert.equal(changesIn(await stack.pulumi('preview', '--diff')), expected)
  assert.equal(changesIn(await stack.pulumi('preview', '--diff', '--refresh=false')), expected)
})

test('is shown without a refresh block once a refresh has recorded it', async () => {
  const { stack } = await enrolled({ EX01: disabled('MSExchangeServiceHost') })
  const { stdout } = await stack.pulumi('preview', '--diff')
  assertLacks(stdout, '(refresh)')
  assertLacks(stdout, 'MSExchangeTransport')
})

test.run()
