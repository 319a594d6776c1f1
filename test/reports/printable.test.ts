import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { printable } from '../../reports/printable'

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

test.run()
