import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { products } from '../../kernel/product'
import { level, ownLevel, settableStartType, startType, weekday, wordsOf } from '../../kernel/words'

const test = suite('kernel: words')

test('the words of a codec are those that it takes', () => {
  assert.equal(wordsOf(level), ['disabled', 'advisory', 'mandatory', 'remediate'])
  assert.ok(wordsOf(level).every(level.is))
  assert.not.ok(level.is('Mandatory'))
})

test('a narrower word is always one of the wider ones', () => {
  assert.ok(wordsOf(ownLevel).every(level.is))
  assert.ok(wordsOf(settableStartType).every(startType.is))
})

test('words that are listed in an order keep it', () => {
  assert.equal(products, ['2010', '2013', '2016', '2019', 'SE'])
  assert.equal([wordsOf(weekday)[0], wordsOf(weekday)[6]], ['Sunday', 'Saturday'])
})

test.run()
