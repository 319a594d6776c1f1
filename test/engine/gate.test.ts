import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { stackOutputs } from '../support/engine'
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
  occurrences
} from './fleet'

const test = suite('engine: gate')

const mandatory = { enforcement: 'mandatory' }
const waiver = { server: 'EX01', policy: 'services-start', reason: 'CHG-7', expires: '2999-12-31' }

test('fails a preview and an update once, after all drifts were told, and changes nothing', async () => {
  const { stack } = await enrolled({ EX01: {}, EX02: {}, EX03: {} }, mandatory)
  stack.record('EX01.json', recording(disabled('MSExchangeServiceHost')))
  stack.record('EX02.json', recording(disabled('W3SVC'), 'EX02'))
  const summary =
    'Mandatory policies are not met on 2 of 3 servers: EX01 (services-start); EX02 (services-start). Do the steps'

  const preview = await stack.pulumi('preview', '--diff')
  assert.not.equal(preview.code, 0)
  assertHolds(preview.all, summary)
  assert.is(occurrences(preview.all, 'error: Mandatory policies'), 1, preview.all)
  assertHolds(preview.all, 'warning: EX01  MSExchangeServiceHost is Disabled')
  assertHolds(preview.all, 'warning: EX02  W3SVC is Disabled')
  assertHolds(preview.all, 'Gate: mandatory, fails because of EX01, EX02.')
  assertNoStackTrace(preview)
  assert.equal(
    changesIn(preview)
      .filter((line) => line.includes('=>'))
      .sort(),
    [change('MSExchangeServiceHost'), change('W3SVC')]
  )

  const before = (await stack.pulumi('stack', 'export')).stdout
  const update = await stack.pulumi('up', '--yes')
  assert.not.equal(update.code, 0)
  assertHolds(update.all, summary)
  assertLacks(update.all, 'Updating (test)')
  assert.is((await stack.pulumi('stack', 'export')).stdout, before)
})

test('fails the enrolment of a drifting server, which is enrolled all the same', async () => {
  const { stack, ending } = await enrolled({ EX01: disabled('MSExchangeServiceHost') }, mandatory)
  assert.is(ending.code, 1, ending.all)
  assertHolds(ending.all, 'Mandatory policies are not met on 1 of 1 servers: EX01 (services-start).')
  assertNoStackTrace(ending)
  const { summary, drifts } = await stackOutputs(stack)
  assert.is(summary.drift, 1)
  assert.is(drifts.length, 1)
  assert.equal(changesIn(await stack.pulumi('preview', '--diff')), ['~ services: {', change('MSExchangeServiceHost')])
})

test('replaces the outputs of the last good run by those of the failed one', async () => {
  const { stack } = await enrolled({ EX01: {} }, mandatory)
  assert.equal((await stackOutputs(stack)).drifts, [])
  stack.record('EX01.json', recording(disabled('MSExchangeServiceHost')))
  assert.is((await stack.pulumi('up', '--skip-preview', '--yes')).code, 1)
  assert.is((await stackOutputs(stack)).drifts.length, 1)
})

test('passes what waivers cover, and that alone', async () => {
  const { stack, servers } = await enrolled({ EX01: disabled('MSExchangeServiceHost', 'W3SVC') })
  const preview = async (...waivers: ReadonlyArray<unknown>) => {
    stack.settings({ servers, ...mandatory, waivers })
    return stack.pulumi('preview', '--diff', '--expect-no-changes')
  }
  const all = await preview(waiver)
  assert.is(all.code, 0, all.all)
  assert.equal(changesIn(all), [])
  assertHolds(all.all, '[services-start, mandatory], waived: CHG-7 (until 2999-12-31)')
  assertHolds(all.all, '0 of 1 server compliant, 1 waived')

  const one = await preview({ ...waiver, path: 'services.W3SVC' })
  assert.not.equal(one.code, 0)
  assert.equal(changesIn(one), ['~ services: {', change('MSExchangeServiceHost')])

  const expired = await preview({ ...waiver, expires: '2020-01-31' })
  assert.not.equal(expired.code, 0)
  assertHolds(expired.all, 'EX01: the waiver for services-start expired on 2020-01-31 and covers nothing')
  assert.equal(changesIn(expired), ['~ services: {', change('MSExchangeServiceHost'), change('W3SVC')])
})

test('passes a policy that is lowered to advisory or disabled', async () => {
  const { stack, servers } = await enrolled({ EX01: disabled('MSExchangeServiceHost') })
  const preview = async (level: string) => {
    stack.settings({ servers, ...mandatory, policies: { 'services-start': level } })
    return stack.pulumi('preview', '--diff', '--expect-no-changes')
  }
  const advisory = await preview('advisory')
  assert.is(advisory.code, 0, advisory.all)
  assert.equal(changesIn(advisory), [])
  assertHolds(advisory.all, 'warning: EX01  MSExchangeServiceHost is Disabled')
  assertHolds(advisory.all, 'Gate: mandatory (by name: services-start advisory), passes, since')

  const off = await preview('disabled')
  assert.is(off.code, 0, off.all)
  assert.equal(changesIn(off), [])
  assertLacks(off.all, 'warning')
})

test('fails on what could not be read, and shows it as a change', async () => {
  const { stack, ending } = await enrolled({ EX01: denied, EX02: {} }, mandatory)
  assert.is(ending.code, 1, ending.all)
  const preview = await stack.pulumi('preview', '--diff')
  assert.not.equal(preview.code, 0)
  assert.equal(changesIn(preview), ['~ services: "unknown: access denied" => "readable"'])
  assertHolds(preview.all, 'warning: EX01  services: access denied')
  assertHolds(preview.all, 'Gate: mandatory, fails because of EX01.')
  assertHolds(preview.all, 'Mandatory policies are not met on 1 of 2 servers: EX01 (services-start).')
})

test.run()
