import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { queuedIn, queuedLine, readQueued } from '../../../resources/command/queued'

const test = suite('remediation: messages that waited before a turn')

test('what commands print of it reaches the next one', () => {
  const server = fc.string().filter((name) => name !== '__proto__')
  fc.assert(
    fc.property(fc.dictionary(server, fc.nat(), { noNullPrototype: true }), fc.string(), (queued, other) => {
      const outputs = Object.entries(queued).map(
        ([name, count]) => `${other}\n${queuedLine(name, count)}\n{"server":7}\n`
      )
      assert.equal(readQueued(queuedIn(outputs)), queued)
    })
  )
})

for (const text of [undefined, '', '{', '[]', '7', 'null', '{"EX01":"many"}'])
  test(`${text} tells nothing`, () => assert.equal(readQueued(text), {}))

test.run()
