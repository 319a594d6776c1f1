import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { suggest } from '../../kernel/suggest'

const test = suite('stacks: suggest')

test('names the nearest word, or all where none is near', () => {
  assert.is(suggest('enforcment', ['servers', 'enforcement']), 'did you mean enforcement?')
  assert.is(suggest('SERVERS', ['servers', 'enforcement']), 'did you mean servers?')
  assert.is(suggest('colour', ['servers', 'enforcement']), 'use one of: servers, enforcement')
  assert.is(suggest('xml', ['text', 'html']), 'use one of: text, html')
  assert.is(suggest('shs', ['local', 'ssh']), 'did you mean ssh?')
  assert.is(suggest('prod', ['demo', 'production']), 'did you mean production?')
  assert.is(suggest('prod', ['prod-berlin-one', 'prod-berlin-two']), 'use one of: prod-berlin-one, prod-berlin-two')
  assert.is(suggest('x', []), 'use one of: ')
})

test('two letters that changed places are likelier than another letter, wherever the word stands', () => {
  for (const known of [
    ['EXSE', 'EX16', 'EX01'],
    ['EX01', 'EXSE', 'EX16']
  ])
    assert.is(suggest('EX61', known), 'did you mean EX16?')
  assert.is(suggest('EX16', ['EX61', 'EX16']), 'did you mean EX16?')
})

const word = fc.stringMatching(/^[a-z-]{3,12}$/)

/** One character put in, left out or replaced. */
const mistyped = fc.tuple(word, fc.nat(), fc.constantFrom('', 'q'), fc.nat(1)).map(([known, at, put, out]) => {
  const place = at % known.length
  return { known, typed: known.slice(0, place) + put + known.slice(place + out) }
})

test('names a word of which one character was mistyped', () => {
  fc.assert(
    fc.property(mistyped, ({ known, typed }) => {
      const far = ['Z'.repeat(20), '0'.repeat(40)]
      assert.is(suggest(typed, [far[0] ?? '', known, far[1] ?? '']), `did you mean ${known}?`)
    })
  )
})

test.run()
