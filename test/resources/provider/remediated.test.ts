import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type ServerArguments, serverInputs } from '../../../resources/serverInputs'
import type { RecordedSections } from '../../support/server'
import { ex01, inputs, judging, provider, running, stopped } from './recordedProvider'

const remedied = (verify: ServerArguments['verify']) => ({
  ...inputs(ex01, { services: { W3SVC: 'Automatic, Running' } }),
  ...serverInputs({ target: ex01, judging, verify, waivers: [] }, {})
})

const test = suite('resources: the provider after a remediation')

test('what a remediation put right is kept with what it was before', async () => {
  const { seen, lifecycle } = provider({ services: stopped })
  await lifecycle.collect([ex01])
  seen.sections = { services: running }
  const { properties, outputs } = await lifecycle.update('ex01', {}, remedied({ 'services-start': ['services.W3SVC'] }))
  const kept = { remediated: { 'services.W3SVC': 'Disabled, Stopped => Automatic, Running' } }
  assert.equal(outputs, kept)
  assert.equal((await lifecycle.read('ex01', properties, { ...properties, ...outputs })).outputs, kept)
  assert.equal((await lifecycle.update('ex01', { ...properties, ...outputs }, inputs(ex01))).outputs, kept)
})

test('what a remediation did not put right is an error that names it', async () => {
  const failureOf = async (sections: RecordedSections): Promise<string> => {
    const { seen, lifecycle } = provider({ services: stopped })
    await lifecycle.collect([ex01])
    seen.sections = { ...sections, journal: { lastEntry: 1 } }
    const news = remedied({ 'services-start': ['services.W3SVC'] })
    return lifecycle.update('ex01', {}, news).then(
      () => 'it passed',
      (error: unknown) => String(error)
    )
  }
  assert.match(await failureOf({ services: stopped }), 'EX01: its remediation was carried out, and yet')
  assert.match(await failureOf({ services: stopped }), 'services.W3SVC is "Disabled, Stopped" and should be')
  assert.match(await failureOf({ services: { error: 'no answer' } }), 'services is unknown: no answer')
  assert.is(await failureOf({ services: running, acls: { error: 'no answer' } }), 'it passed')
})

test('a remediation that left no entry in the journal was not carried out', async () => {
  const failureAfter = async (lastEntry: number): Promise<string> => {
    const { seen, lifecycle } = provider({ services: stopped, journal: { lastEntry: 3 } })
    await lifecycle.collect([ex01])
    seen.sections = { services: stopped, journal: { lastEntry } }
    return lifecycle.update('ex01', {}, remedied({ 'services-start': ['services.W3SVC'] })).then(
      () => 'it passed',
      (error: unknown) => String(error)
    )
  }
  const same = await failureAfter(3)
  assert.match(same, 'EX01: its remediation was not carried out')
  assert.match(same, 'npm run pulumi -- up --replace "**Command::EX01"')
  assert.match(same, 'services.W3SVC is "Disabled, Stopped" and should be')
  assert.match(await failureAfter(4), 'EX01: its remediation was carried out, and yet')
})

test.run()
