import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Collect } from '../../../connections/collect'
import type { Target } from '../../../connections/connection'
import { createReadings } from '../../../resources/provider/readings'
import { serverFacts } from '../../support/server'

const target = (server: string): Target => ({ server, connection: { type: 'local' } })

const counting = () => {
  const asked: Array<ReadonlyArray<string>> = []
  const collect: Collect = (targets) => async () => {
    asked.push(targets.map(({ server }) => server))
    return targets.map(({ server }) => ({ facts: serverFacts({}, server), errors: [], readable: true }))
  }
  return { asked, readings: createReadings(collect) }
}

test('servers that are asked for one by one are read together, and each once', async () => {
  const { asked, readings } = counting()
  const answers = await Promise.all([
    readings.of([target('A'), target('B')]),
    readings.of([target('a')]),
    readings.fresh(target('C'))
  ])
  assert.equal(
    answers.flat().map(({ facts }) => facts.server),
    ['A', 'B', 'A', 'C']
  )
  assert.equal(await readings.of([target('C'), target('A')]).then((all) => all.length), 2)
  assert.equal(asked, [['A', 'B', 'C']])
})

test('a fresh reading is read again, and is what is known from then on', async () => {
  const { asked, readings } = counting()
  await readings.of([target('A')])
  await readings.fresh(target('A'))
  await readings.of([target('A')])
  assert.equal(asked, [['A'], ['A']])
})

test('a reading that fails, fails for those who asked alone', async () => {
  const readings = createReadings((targets) => async () => {
    if (targets.some(({ server }) => server === 'B')) throw new Error('no memory')
    return targets.map(({ server }) => ({ facts: serverFacts({}, server), errors: [], readable: true }))
  })
  assert.is((await readings.of([target('A')])).length, 1)
  await readings.of([target('B')]).then(
    () => assert.unreachable(),
    (error) => assert.is(error.message, 'no memory')
  )
})

test.run()
