import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rememberedFor, rememberedRecently, rememberedText } from '../../kernel/remembered'

const test = suite('kernel: what is remembered')

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

/** Makes something of objects by one way to remember, and counts how often. */
const countingObjects = (remember: typeof rememberedFor) => {
  const made: Array<number> = []
  const asked = remember(({ id }: { readonly id: number }) => {
    made.push(id)
    return { id }
  })
  return { made, asked }
}

const objects = [1, 2, 3, 4, 5].map((id) => ({ id }))

test('what is made of an object is kept as long as the object, however many there are', () => {
  const { made, asked } = countingObjects(rememberedFor)
  const first = objects.map(asked)
  assert.equal(
    objects.map(asked).map((one, index) => one === first[index]),
    objects.map(() => true)
  )
  assert.equal(made, [1, 2, 3, 4, 5])
})

test('what is made of recent objects is kept by the objects, not by what they hold', () => {
  const { made, asked } = countingObjects(rememberedRecently)
  const [own, baseline] = [{ id: 1 }, { id: 1 }]
  const kept = asked(own)
  asked(baseline)
  assert.is(asked(own), kept)
  assert.equal(made, [1, 1])
})

test('of the recent ones the fifth takes the place of the first, so that the facts of a whole fleet are not held', () => {
  const { made, asked } = countingObjects(rememberedRecently)
  for (const one of objects) asked(one)
  for (const one of objects.slice(1)) asked(one)
  assert.equal(made, [1, 2, 3, 4, 5])
  for (const one of objects.slice(0, 1)) asked(one)
  assert.equal(made, [1, 2, 3, 4, 5, 1])
})

test.run()
