import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { asAskedFor, type Reading, unreadableReading } from '../../connections/reading'
import { type RecordedSections, serverFacts } from '../support/server'

const reading = (sections: RecordedSections = {}, server = 'EX01'): Reading => ({
  facts: serverFacts(sections, server),
  errors: [],
  readable: true
})

const reasonOf = ({ facts }: Reading): string | null =>
  E.isLeft(facts.sections.services) ? facts.sections.services.left.reason : null

for (const name of ['EX01', 'ex01', 'ex01.contoso.example', 'EX01.CONTOSO.EXAMPLE'])
  test(`facts of EX01 answer for ${name}`, () => {
    assert.equal(asAskedFor(name)(reading()), reading())
    assert.equal(asAskedFor(name)(reading({}, 'ex01.contoso.example')).errors, [])
  })

test('facts of another server are unreadable', () => {
  const other = asAskedFor('EX02')(reading())
  assert.is(other.facts.server, 'EX02')
  assert.is(reasonOf(other), 'these facts are of EX01, not of EX02')
  assert.equal(other.errors, ['these facts are of EX01, not of EX02'])
  assert.is(other.readable, false)
})

test('facts of another server are told with the file that they stand in', () => {
  const file = '/facts/EX02.json'
  assert.is(reasonOf(asAskedFor('EX02', file)(reading())), 'the facts in /facts/EX02.json are of EX01, not of EX02')
  assert.is(
    reasonOf(asAskedFor('EX02', file)(reading({ identity: { name: 'EX09', roles: ['Mailbox'] } }))),
    'the facts in /facts/EX02.json say that they are of EX01, but hold the identity of another server'
  )
})

test('a short name is not matched with an FQDN that nothing confirms', () => {
  const unknown = { identity: { error: 'access denied' } }
  assert.is(asAskedFor('EX01')(reading(unknown, 'ex01.contoso.example')).readable, false)
  assert.is(asAskedFor('ex01.contoso.example')(reading(unknown)).readable, false)
})

test('an identity of another server lends no name', () => {
  assert.is(asAskedFor('ex01.contoso.example')(reading({}, 'EX02')).readable, false)
  assert.is(asAskedFor('EX01')(reading({}, 'EX02')).readable, false)
})

test('what could not be read at all keeps its reason under the name asked for', () => {
  const missing = asAskedFor('EX01')(unreadableReading('file', 'file.json does not exist: check the path'))
  assert.is(missing.facts.server, 'EX01')
  assert.is(reasonOf(missing), 'file.json does not exist: check the path')
  assert.equal(missing.errors, ['file.json does not exist: check the path'])
})

test.run()
