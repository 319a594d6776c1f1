import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { beginsWithName } from '../../kernel/compare'

const test = suite('kernel: names of Windows')

const rows: ReadonlyArray<readonly [name: string, start: string, begins: boolean]> = [
  ['C:\\Exchange\\owa', 'C:\\Exchange\\', true],
  ['c:\\exchange\\owa', 'C:\\Exchange\\', true],
  ['C:\\Exchange\\', 'C:\\Exchange\\', true],
  ['C:\\Exchange', 'C:\\Exchange\\', false],
  ['C:\\Exchange2\\owa', 'C:\\Exchange\\', false]
]
for (const [name, start, begins] of rows)
  test(`${name} ${begins ? 'begins' : 'does not begin'} with ${start}`, () => {
    assert.is(beginsWithName(name, start), begins)
  })

test.run()
