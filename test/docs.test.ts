import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeFacts } from '../facts/decode'

const page = (name: string): string => readFileSync(join(__dirname, '..', 'docs', name), 'utf8')

test('the recorded facts that the docs show can be read whole', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(page('recorded-facts.md')) ?? []
  const decoded = decodeFacts(JSON.parse(json))
  assert.equal(E.isRight(decoded) ? decoded.right.damage : decoded.left, [])
})

test.run()
