import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { printable, printableJson, printableLines, sentence, shortened } from '../../kernel/printable'

const test = suite('reports: printable')

test('writes what a terminal would obey or hide as its code', () => {
  assert.is(printable('\u001b[2J\u202eevil\u200b\n'), '\\u001b[2J\\u202eevil\\u200b\\u000a')
  assert.is(printable('\u009b31m\u0007\r\t\ufeff'), '\\u009b31m\\u0007\\u000d\\u0009\\ufeff')
})

test('leaves names of all languages as they are', () => {
  for (const text of ['Größe', '監査', 'Ünïcode ✓', 'C:\\Program Files (x86)\\"a"']) assert.is(printable(text), text)
})

test('never leaves a control character, and says the same of what it has written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = printable(text)
      assert.not.match(shown, /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u)
      assert.is(printable(shown), shown)
    })
  )
})

test("Pulumi's colour tags, whole or in part, are written so that its display takes them for plain text", () => {
  assert.is(printable('a<{%fg 1%}>b<{%'), 'a\\u003c{%fg 1%}>b\\u003c{%')
  assert.is(printable('<<{%<{%x%}>%}>'), '<\\u003c{%\\u003c{%x%}>%}>')
  for (const text of ['a < b', 'List<T>', '{%x%}>', '<Objs>']) assert.is(printable(text), text)
})

test('no two texts make a tag together', () => {
  const piece = fc
    .array(fc.constantFrom('<', '{', '%', '<{%', '%}>', 'x', '\n'), { maxLength: 5 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(fc.array(piece), (texts) => {
      assert.not.ok(texts.map(printable).join('').includes('<{%'))
      assert.not.ok(printableLines(texts.join('\n')).includes('<{%'))
    })
  )
})

test('commands for a pipeline are written so that it takes them for plain text, and addresses stay', () => {
  assert.is(printable('a ##vso[x]b ##VSO[y] ###[error]c'), 'a #\\u0023vso[x]b #\\u0023VSO[y] ##\\u0023[error]c')
  assert.is(printable('::error::a ::add-mask::b'), '\\u003a:error::a \\u003a:add-mask::b')
  for (const text of ['::1', '[::]:443', 'fe80::1', '[IO.File]::Exists', '# [a]', '#[a]', 'a::b'])
    assert.is(printable(text), text)
  assert.is(printableJson(['::error::a', '##vso[x]']), '["\\u003a:error::a","#\\u0023vso[x]"]')
})

test('JSON stays the JSON of the same value', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(fc.constantFrom('<{%x%}>', '##vso[x]', '\\##[', '::error::', '"::a'), fc.string({ unit: 'binary' }))
      ),
      (value) => {
        const text = printableJson({ value })
        assert.is(JSON.stringify(JSON.parse(text)), JSON.stringify({ value }))
        assert.not.match(text, /<\{%|##(?:vso)?\[|[\p{Cc}\p{Cf}]/u)
      }
    )
  )
})

test('a sentence ends with one full stop', () => {
  for (const text of ['it failed', 'it failed.']) assert.is(sentence(text), 'it failed.')
  assert.is(sentence('it goes on...'), 'it goes on...')
})

test('what is cut says so, and is printable still', () => {
  assert.is(shortened('short'), 'short')
  assert.is(shortened(`${'x'.repeat(196)}<{%${'y'.repeat(1_000_000)}`), `${'x'.repeat(196)}\\...`)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const shown = shortened(text, 50)
      assert.ok(shown.length <= 55)
      assert.is(printable(shown), shown)
    })
  )
})

test.run()
