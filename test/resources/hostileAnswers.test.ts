import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { answered, sentenceOf } from '../../connections/answer'
import { encodeReading } from '../../connections/encodeReading'
import { createLines } from '../../connections/lines'
import { explainRemotingFailure } from '../../connections/remotingFailure'
import { packTexts, unpackTexts } from '../../resources/texts'
import { recording, serverFacts } from '../support/server'

const test = suite('resources: hostile answers')

const now = Date.parse('2026-11-01T08:00:00Z')

test('a value nested without end costs nothing of what else a server gave, and is not handed on', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const sections = { identity: { name: 'EX01', roles: ['Mailbox'], extra: 'DEEP' }, unheardOf: 'DEEP' }
  const text = JSON.stringify(recording(sections)).replaceAll('"DEEP"', deep)
  const reading = answered('EX01', Buffer.from(text), now)
  assert.ok(reading.readable)
  assert.ok(E.isRight(reading.facts.sections.identity) && E.isRight(reading.facts.sections.services))
  assert.not.match(encodeReading(reading), '[[')
})

test('a reading that can not be written is an unread server, and no error of the others', () => {
  const facts = serverFacts()
  const circular: Record<string, unknown> = {}
  circular.self = circular
  const broken = { ...facts, sections: { ...facts.sections, acls: E.right(JSON.parse('[]')) } }
  Object.assign(broken.sections, { acls: E.right(circular) })
  const texts = [
    { facts, errors: [], readable: true },
    { facts: broken, errors: [], readable: true }
  ].map(encodeReading)
  assert.match(texts[0] ?? '', 'W3SVC')
  assert.match(texts[1] ?? '', "what it gave can't be handed on")
})

test('texts are packed one by one, and come back in their places', () => {
  const texts = ['', 'a,b', 'ü'.repeat(1_000), '<{%x%}>']
  assert.equal(unpackTexts(packTexts(texts)), texts)
  assert.equal(unpackTexts(''), [])
  assert.equal(unpackTexts(`${packTexts(['a'])},!,${packTexts(['b'])}`), ['a', '', 'b'])
})

test('the document is found between what a profile and a module say beside it', () => {
  const document = JSON.stringify(recording())
  const beside: ReadonlyArray<readonly [string, string]> = [
    ['WARNING: a module is old.\r\n', ''],
    ['Welcome {admin}\n', '\r\nbye'],
    ['\ufeff', '\n'],
    ['{ not ours }\n\ufeff', '\n\n']
  ]
  for (const [before, after] of beside) {
    const { readable, facts } = answered('EX01', Buffer.from(`${before}${document}${after}`), now)
    assert.is(readable, true, before)
    assert.ok(E.isRight(facts.sections.services))
  }
  const reasonOf = (text: string): string => {
    const { identity } = answered('EX01', Buffer.from(text), now).facts.sections
    return E.isLeft(identity) ? identity.left.reason : 'it was read'
  }
  assert.is(reasonOf(`hello\n${document.slice(0, -9)}`), 'the answer is not complete JSON')
  assert.is(reasonOf(`${document}\n${document}`), 'the answer holds more than one document')
  assert.is(reasonOf('WARNING: only this'), 'the answer is not JSON')
})

test('lines come whole from any pieces, and of a long one only its beginning', () => {
  const lines: Array<string> = []
  const read = createLines((line) => lines.push(line), 5)
  for (const piece of ['a', 'b\n', '\nc\nd', 'efghijk', 'l\nm']) read(piece)
  assert.equal(lines, ['ab', '', 'c', 'defgh'])
})

test('the first sentence on standard error is found beside, and in, the XML of PowerShell', () => {
  const xml = '#< CLIXML\r\n<Objs Version="1.1.0.1"><S S="Error">it _x003C_failed&gt;_x000D__x000A_</S></Objs>'
  assert.is(sentenceOf(xml), 'it <failed>')
  assert.is(sentenceOf(`${xml}plain words\n`), 'plain words')
  assert.is(sentenceOf(`before\n${xml}`), 'before')
  assert.is(sentenceOf('#< CLIXML\r\n<Objs Version="1.1.0.1"><S S="Error">cut off'), 'cut off')
  assert.is(sentenceOf('#< CLIXML\n<Objs'.repeat(4_000)), null)
  assert.is(sentenceOf(''), null)
})

test('an error id that is the name of something in JavaScript means nothing', () => {
  for (const id of ['constructor', '__proto__,x', 'toString', 'hasOwnProperty'])
    assert.is(explainRemotingFailure(id), null)
  assert.is(explainRemotingFailure('AccessDenied,PSSessionStateBroken'), 'access denied')
  assert.match(
    explainRemotingFailure('-2144108387,PSSessionStateBroken', 'Fehlercode 0x80090322 bei der Kerberos-Anmeldung') ??
      '',
    /^access denied: Kerberos has this name for another account/
  )
})

test.run()
