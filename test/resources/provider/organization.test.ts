import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Target } from '../../../connections/connection'
import { serverInputs } from '../../../resources/serverInputs'
import { ex01, inputs, judging, organizationWith, provider, source, target } from './recordedProvider'

const inOrganization = (one: Target, document = {}) =>
  serverInputs({ target: one, judging: { ...judging, organization: source }, verify: {}, waivers: [] }, document)

const test = suite('resources: the organization in the provider')

test('an organization is read once for all servers, and not at all where no source is named', async () => {
  const { asked, lifecycle } = provider()
  const servers = ['EX01', 'EX02', 'EX03'].map((name) => target(name))
  await Promise.all(servers.map((one) => lifecycle.read(one.server, inOrganization(one), {})))
  await lifecycle.diff({}, inOrganization(ex01))
  await lifecycle.create(inOrganization(ex01))
  await lifecycle.organization(source, false)
  assert.is(asked.filter((path) => path === 'organization.json').length, 1)

  const without = provider()
  await without.lifecycle.read('ex01', inputs(ex01), {})
  assert.equal(without.asked, ['EX01.json'])
})

const offline = 'Inactive, held by Maintenance'

test('read and diff judge a server by the facts of its organization', async () => {
  const { seen, lifecycle } = provider()
  seen.organization = organizationWith('Inactive')
  const { properties } = await lifecycle.read('ex01', inOrganization(ex01), {})
  assert.equal(properties.componentStates, { ServerWideOffline: offline })
  const desired = inOrganization(ex01, { componentStates: { ServerWideOffline: 'Active' } })
  assert.equal(await lifecycle.diff(properties, desired), [
    { path: ['componentStates', 'ServerWideOffline'], added: false }
  ])
})

test('a fresh reading of the organization is what servers are judged by from then on', async () => {
  const { asked, seen, lifecycle } = provider()
  seen.organization = organizationWith('Inactive')
  await lifecycle.read('ex01', inOrganization(ex01), {})
  seen.organization = organizationWith('Active')
  assert.match(await lifecycle.organization(source, false), '"state":"Inactive"')
  assert.match(await lifecycle.organization(source, true), '"state":"Active"')
  const { properties } = await lifecycle.read('ex01', inOrganization(ex01), {})
  assert.is(properties.componentStates, undefined)
  assert.is(asked.filter((path) => path === 'organization.json').length, 2)
})

test('what can not be read of the organization is unknown with the reason, and a change', async () => {
  const { seen, lifecycle } = provider()
  seen.organization = E.left('the organization facts by ex01.contoso.com: access denied')
  const { properties } = await lifecycle.read('ex01', inOrganization(ex01), {})
  assert.is(properties.organization, 'unknown: the organization facts by ex01.contoso.com: access denied')
  const [change] = await lifecycle.diff(properties, inOrganization(ex01, { organization: 'readable' }))
  assert.equal(change, { path: ['organization'], added: false })
})

test('without a source the document holds nothing of an organization', async () => {
  const { lifecycle } = provider()
  const { properties } = await lifecycle.read('ex01', inputs(ex01), {})
  assert.is(properties.organization, undefined)
})

test.run()
