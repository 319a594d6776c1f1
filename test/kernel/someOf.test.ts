import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { someOf } from '../../kernel/someOf'

const test = suite('kernel: some of many names')

const rows: ReadonlyArray<readonly [names: ReadonlyArray<string>, text: string]> = [
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a, b'],
  [['a', 'b', 'c'], 'a, b and 1 more'],
  [['a', 'b', 'c', 'd'], 'a, b and 2 more']
]
for (const [names, text] of rows)
  test(`of ${names.length} names at most two are shown, and the others counted`, () => {
    assert.is(someOf(names, 2), text)
  })

test('what stands between them can be chosen', () => {
  assert.is(
    someOf(['EX01 (build)', 'EX02 (build, framework)', 'EX03'], 2, '; '),
    'EX01 (build); EX02 (build, framework) and 1 more'
  )
})

test.run()
