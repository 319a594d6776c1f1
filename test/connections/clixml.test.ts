import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type CliObject, parseCliXml, textOf, unescapeCliXml } from '../../connections/clixml'
import { decodeText } from '../../connections/text'
import { cliXml, utf16 } from './folders'

const parse = (text: string): ReadonlyArray<CliObject> => {
  const read = parseCliXml(text)
  if (E.isLeft(read)) throw new Error(read.left)
  return read.right
}

const first = (text: string): CliObject => {
  const [object] = parse(text)
  if (object === undefined) throw new Error('no object was read')
  return object
}

const service = `<Obj RefId="0"><TN RefId="0"><T>System.Object</T></TN><ToString>W3SVC</ToString><Props>
  <S N="ServiceName">W3SVC</S>
  <Obj N="Status" RefId="1"><TNRef RefId="0" /><ToString>Running</ToString><I32>4</I32></Obj>
  <Nil N="Site" />
  <Obj N="Needed" RefId="2"><LST><Obj RefId="3"><Props><S N="ServiceName">WAS</S></Props></Obj></LST></Obj>
  </Props><MS><S N="Name">W3SVC</S><Ref N="Required" RefId="2" /><Ref N="Self" RefId="0" /></MS></Obj>`

test('properties are found in Props and MS, without case; Nil and absent ones are null', () => {
  const object = first(cliXml(service))
  assert.equal(
    ['ServiceName', 'servicename', 'Name', 'Status', 'Site', 'Absent'].map((name) => textOf(name)(object)),
    ['W3SVC', 'W3SVC', 'W3SVC', 'Running', null, null]
  )
  assert.is(object.text, 'W3SVC')
})

test('what was added to an object goes before what its type has', () => {
  const twice = '<Obj RefId="0"><Props><S N="Name">old</S></Props><MS><S N="Name">new</S></MS></Obj>'
  assert.is(textOf('Name')(first(cliXml(twice))), 'new')
})

test('a reference is the object it points to, even the one around it', () => {
  const object = first(cliXml(service))
  assert.is(object.members.get('required'), object.members.get('needed'))
  assert.is(object.members.get('self'), object)
})

test('a reference to nothing is null', () => {
  assert.is(textOf('x')(first(cliXml('<Obj RefId="0"><MS><Ref N="x" RefId="9" /></MS></Obj>'))), null)
})

test('nested objects are not taken for output', () => {
  assert.equal(
    parse(cliXml(service, '<S>text</S>')).map(({ text }) => text),
    ['W3SVC', 'text']
  )
})

test('a list that was exported whole counts as its elements', () => {
  const list = '<Obj RefId="0"><TN RefId="0"><T>System.Object[]</T></TN><LST><S>a</S><S>b</S></LST></Obj>'
  assert.equal(
    parse(cliXml(list)).map(({ text }) => text),
    ['a', 'b']
  )
})

test('a list may be long', () => {
  assert.is(parse(cliXml(`<Obj RefId="0"><LST>${'<I32>1</I32>'.repeat(200_000)}</LST></Obj>`)).length, 200_000)
})

test('a command without output gives no objects', () => {
  assert.equal(parse(cliXml()), [])
  assert.equal(parse(cliXml('<Nil />')), [])
})

test('a dictionary is read by its keys', () => {
  const entry = '<En><S N="Key">1.2</S><Obj N="Value" RefId="1"><MS><B N="On">true</B></MS></Obj></En>'
  const value = first(cliXml(`<Obj RefId="0"><DCT>${entry}</DCT></Obj>`)).entries.get('1.2')
  assert.is(value === undefined ? null : textOf('On')(value), 'true')
})

test('a scalar with properties of its own is still that scalar', () => {
  assert.is(first(cliXml('<Obj RefId="0"><S>x_x000A_y</S><MS><S N="a">b</S></MS></Obj>')).text, 'x\ny')
})

const escapeAll = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `_x${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}_`
  ).join('')

test('any text survives its escapes', () => {
  assert.is(unescapeCliXml('a_x000D__x000A_b_x005F_x000D_'), 'a\r\nb_x000D_')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.is(unescapeCliXml(escapeAll(text)), text)
    })
  )
})

test('UTF-16 is read like UTF-8', () => {
  const text = decodeText(utf16(cliXml('<S>Übung</S>')))
  assert.is(first(E.isRight(text) ? text.right : '').text, 'Übung')
})

const refused: Readonly<Record<string, readonly [string, string]>> = {
  'cut in half': [cliXml(service).slice(0, 400), 'it is not complete, well-formed XML (line '],
  'plain XML': ['<configuration/>', 'not of the kind that Export-CliXml writes'],
  'another namespace': ['<Objs xmlns="urn:x"/>', 'not of the kind that Export-CliXml writes'],
  'not XML': ['hello', 'it is not complete, well-formed XML'],
  'an entity': [`<!DOCTYPE Objs [<!ENTITY e "x">]>${cliXml('<S>&e;</S>')}`, 'undefined entity'],
  'absurdly deep': [cliXml('<Obj>'.repeat(1_000), '</Obj>'.repeat(1_000)), 'nested more than']
}

for (const [name, [text, reason]] of Object.entries(refused))
  test(`refused: ${name}`, () => {
    const read = parseCliXml(text)
    assert.match(E.isLeft(read) ? read.left : 'read', reason)
  })

test('no bytes make it throw, nor does any part of a document', () => {
  const bytes = Buffer.from(cliXml(service))
  const cut = fc.tuple(fc.nat(bytes.length), fc.nat(bytes.length)).map(([from, to]) => bytes.subarray(from, to))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), cut), (part) => {
      parseCliXml(Buffer.from(part).toString('latin1'))
    })
  )
})

test.run()
