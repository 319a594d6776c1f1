import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rememberedText } from '../../kernel/remembered'

const test = suite('kernel: what is remembered of texts')

/** Makes something of texts, and counts how often each was made. */
const counting = () => {
  const made: Record<string, number> = {}
  const upper = rememberedText((text) => {
    made[text] = (made[text] ?? 0) + 1
    return { upper: text.toUpperCase() }
  })
  return { made, upper }
}

test('a text is looked at once', () => {
  const { made, upper } = counting()
  assert.is(upper('a'), upper('a'))
  assert.equal(upper('b'), { upper: 'B' })
  assert.equal(made, { a: 1, b: 1 })
})

test('a long text is not kept', () => {
  const { made, upper } = counting()
  const long = 'x'.repeat(2_001)
  assert.equal(upper(long), upper(long))
  assert.is(made[long], 2)
})

test('of many texts no more are kept than the bound', () => {
  const { made, upper } = counting()
  for (let index = 0; index < 1_001; index++) upper(`${index}`)
  upper('0')
  upper('1000')
  assert.is(made['0'], 2)
  assert.is(made['1000'], 1)
})

test.run()
