import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ex01, inputs, judging, provider, running, source } from './recordedProvider'

const disabledDocument = { services: { W3SVC: 'Disabled, Stopped' } }

const runningDocument = { services: { W3SVC: 'Automatic, Running' } }

const handedOver = { target: ex01, judging, verify: {}, waivers: [] }

const test = suite('resources: what the program judged for the provider')

test('takes what the program judged, and neither reads nor judges that server itself', async () => {
  const { asked, lifecycle } = provider({ services: running })
  lifecycle.judged([handedOver], [disabledDocument])
  assert.equal((await lifecycle.read('ex01', inputs(ex01), {})).properties.services, disabledDocument.services)
  assert.equal(await lifecycle.diff({}, inputs(ex01, runningDocument)), [{ path: ['services', 'W3SVC'], added: true }])
  assert.equal(asked, [])
})

test('judges a server itself where the program judged it by other settings', async () => {
  const { asked, lifecycle } = provider({ services: running })
  const otherwise = { ...judging, enforcement: { ...judging.enforcement, stage: 'before-update' as const } }
  lifecycle.judged([{ ...handedOver, judging: otherwise }], [disabledDocument])
  const { properties } = await lifecycle.read('ex01', inputs(ex01), {})
  assert.not.equal(properties.services, disabledDocument.services)
  assert.equal(asked, ['EX01.json'])
})

test('a change of the server, and a fresh reading of the organization, end what the program judged', async () => {
  const { lifecycle } = provider({ services: running })
  lifecycle.judged([handedOver], [disabledDocument])
  await lifecycle.update('ex01', {}, inputs(ex01, runningDocument))
  assert.equal(await lifecycle.diff({}, inputs(ex01, {})), [])
  lifecycle.judged([handedOver], [disabledDocument])
  await lifecycle.organization(source, true)
  assert.not.equal((await lifecycle.read('ex01', inputs(ex01), {})).properties.services, disabledDocument.services)
})

test.run()
