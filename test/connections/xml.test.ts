import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parseXml } from '../../connections/xml'

const config = '<?xml version="1.0" encoding="utf-8"?>\r\n<configuration><runtime a="1"/><!-- c --></configuration>\r\n'

/** Entities that multiply tenfold at each of ten steps. */
const bomb = [
  '<!DOCTYPE a [<!ENTITY e0 "ha">',
  ...Array.from({ length: 10 }, (_, step) => `<!ENTITY e${step + 1} "${`&e${step};`.repeat(10)}">`),
  ']><a>&e10;</a>'
].join('')

const malformed: Readonly<Record<string, string>> = {
  empty: '',
  'plain text': 'hello',
  'cut in half': config.slice(0, config.length / 2),
  'two roots': '<a/><b/>',
  'mismatched tags': '<a><b></a></b>',
  'an undeclared entity': '<a>&nbsp;</a>',
  'a bare ampersand': '<a>R & D</a>',
  'an attribute twice': '<a b="1" b="2"/>',
  'an undeclared prefix': '<x:a/>',
  'a control character': '<a>\u0001</a>',
  'nothing but NUL': '\u0000'.repeat(64),
  'an entity bomb': bomb
}

for (const [name, text] of Object.entries(malformed))
  test(`not well-formed: ${name}`, () => {
    assert.ok(E.isLeft(parseXml(text)))
  })

test('well-formed: a configuration file', () => {
  assert.ok(E.isRight(parseXml(config)))
  assert.ok(E.isRight(parseXml(`\ufeff${config}`)))
})

test('the place of the fault is told', () => {
  assert.equal(parseXml('<a>\n<b></a>'), E.left('line 2, column 7: unexpected close tag'))
})

test('text, character data and attributes are kept', () => {
  const root = parseXml('<a b="&lt;1">x &amp; y<![CDATA[<z>]]><c/></a>')
  assert.ok(E.isRight(root))
  const { name, text, attributes, children } = root.right
  assert.equal({ name, text, b: attributes.get('b') }, { name: 'a', text: 'x & y<z>', b: '<1' })
  assert.equal(
    children.map((child) => child.name),
    ['c']
  )
})

test('an absurd depth is refused at once', () => {
  const deep = `${'<a>'.repeat(500_000)}${'</a>'.repeat(500_000)}`
  const read = parseXml(deep)
  assert.match(E.isLeft(read) ? read.left : '', 'nested more than 200 deep')
})

test('no text makes it throw', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '/',
    'a',
    '&',
    ';',
    '"',
    '=',
    '!',
    '[',
    ']',
    '-',
    '?',
    'DOCTYPE',
    'xml',
    ' ',
    '\u0000'
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((parts) => parts.join(''))
      ),
      (text) => {
        assert.ok('_tag' in parseXml(text))
      }
    )
  )
})

test.run()
