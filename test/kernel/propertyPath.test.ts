import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { showPath } from '../../kernel/propertyPath'

const test = suite('policies: propertyPath')

/** Pulumi's grammar: names after dots, and quoted ones in brackets, in which only the quotation mark is escaped. */
const parsePath = (text: string): ReadonlyArray<string> => {
  const segment = /\["((?:\\"|[^"])*)"\]|\.?([^.[]+)/y
  const segments: Array<string> = []
  while (segment.lastIndex < text.length) {
    const match = segment.exec(text)
    if (match === null) throw new Error(`no property path: ${text}`)
    segments.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('\\"', '"'))
  }
  return segments
}

test('is written as Pulumi writes it', () => {
  assert.is(showPath(['build']), 'build')
  assert.is(showPath(['services', 'MSExchangeIS']), 'services.MSExchangeIS')
  assert.is(showPath(['services', 'a.b']), 'services["a.b"]')
  assert.is(showPath(['bindings', 'Default Web Site', '443']), 'bindings["Default Web Site"]["443"]')
  assert.is(showPath(['acls', 'C:\\"x"']), 'acls["C:\\\\"x\\""]')
})

test('is read by Pulumi as the same segments, whatever the names', () => {
  // No escape exists for a backslash before the closing quotation mark.
  const name = fc.string({ unit: 'grapheme' }).filter((text) => !text.endsWith('\\'))
  fc.assert(
    fc.property(fc.array(name), (names) => {
      assert.equal(parsePath(showPath(['services', ...names])), ['services', ...names])
    })
  )
})

test.run()
