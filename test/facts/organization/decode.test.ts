import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import {
  type DecodedOrganization,
  decodeOrganizationFacts,
  encodeOrganizationFacts
} from '../../../facts/organization/decode'
import { organizationRecording } from '../../support/organization'

const decoded = (input: unknown): DecodedOrganization => {
  const result = decodeOrganizationFacts(input)
  if (E.isLeft(result)) throw new Error(result.left)
  return result.right
}

const recording = organizationRecording()

test('what the collector recorded is decoded whole', () => {
  const { facts, damage } = decoded(recording)
  assert.equal(damage, [])
  assert.is(facts.organization, 'Contoso')
  assert.equal(facts.sections.servers, E.right(recording.facts.servers))
  assert.equal(facts.sections.dags, E.right(recording.facts.dags))
  assert.equal(facts.sections.authConfig, E.right(recording.facts.authConfig))
  const member = facts.members.get('EX01')
  assert.equal(member?.componentStates, E.right(recording.servers.EX01?.componentStates))
  assert.equal(member?.databaseCopies, E.right(recording.servers.EX01?.databaseCopies))
  assert.equal(member?.activation, E.right(recording.servers.EX01?.activation))
  assert.equal(member?.queues, E.right({ deliveryMessages: 3, retryMessages: null }))
})

test('what was denied is unreadable with the reason, and no damage', () => {
  const { facts, damage } = decoded({ ...recording, facts: { ...recording.facts, authConfig: { error: 'denied' } } })
  assert.equal(facts.sections.authConfig, E.left({ reason: 'denied' }))
  assert.equal(damage, [])
})

test('that a right is missing, and which endpoints were tried, is data that crosses a process boundary', () => {
  const endpoints = [{ name: 'ex01.contoso.example', fault: null }]
  const authConfig = { error: 'access denied by EX02', denied: true }
  const written = { ...recording, endpoints, facts: { ...recording.facts, authConfig } }
  const { facts } = decoded(encodeOrganizationFacts(decoded(written).facts))
  assert.equal(facts.sections.authConfig, E.left({ reason: 'access denied by EX02', denied: true }))
  assert.equal(facts.endpoints, endpoints)
})

test('endpoints that are damaged, or of an older collector, cost nothing', () => {
  for (const endpoints of [undefined, null, 'ex01', [{}], [{ name: 'x'.repeat(5_000), fault: null }]]) {
    const { facts, damage } = decoded({ ...recording, endpoints })
    assert.equal(facts.endpoints, [])
    assert.equal(damage, [])
    assert.ok(E.isRight(facts.sections.servers))
  }
})

test('a damaged section costs that section alone', () => {
  const servers = { EX01: { ...recording.servers.EX01, componentStates: 'none' }, EX02: {} }
  const { facts, damage } = decoded({ ...recording, facts: { ...recording.facts, dags: [{}] }, servers })
  assert.is(damage.length, 2)
  assert.match(damage[0] ?? '', /^the section dags is damaged: /)
  assert.match(damage[1] ?? '', /^EX01: the section componentStates is damaged: /)
  assert.ok(E.isRight(facts.sections.servers) && E.isLeft(facts.sections.dags))
  assert.ok(E.isRight(facts.members.get('EX01')?.databaseCopies ?? E.left(null)))
  assert.equal(
    facts.members.get('EX02')?.activation,
    E.left({ reason: 'missing in this recording; record it again', absent: true })
  )
})

test('a DAG that is listed twice says two things of one, and is not believed', () => {
  const dags = [recording.facts.dags, recording.facts.dags].flat()
  const { facts } = decoded({ ...recording, facts: { ...recording.facts, dags } })
  assert.ok(E.isLeft(facts.sections.dags))
})

for (const [name, input] of Object.entries({
  'no object': 'none',
  'another version': { ...recording, version: 2 },
  'servers that are no objects': { ...recording, servers: { EX01: 1 } }
}))
  test(`refused: ${name}`, () => {
    const result = decodeOrganizationFacts(input)
    assert.ok(E.isLeft(result))
    assert.match(E.isLeft(result) ? result.left : '', /^these are no organization facts of version 1: /)
  })

test('refused: the facts of a server, which are no damage', () => {
  const result = decodeOrganizationFacts({ version: 1, server: 'EX01', collectedAt: null, facts: {} })
  assert.equal(result, E.left('this is the recording of the server EX01, and holds no facts of an organization'))
})

test.run()
