import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readRecorded } from '../../connections/recorded'
import { recording, serverFacts } from '../support/server'
import { type Files, utf16, withFolder } from './folders'

const text = JSON.stringify(recording(), null, 2)

const encodings: Files = { 'plain.json': text, 'marked.json': `\ufeff${text}`, 'wide.json': utf16(text) }

test('recorded facts are read, whatever Unicode encoding PowerShell chose', () =>
  withFolder(encodings, async (folder) => {
    for (const name of Object.keys(encodings))
      assert.equal(await readRecorded(join(folder, name))(), { facts: serverFacts(), errors: [], readable: true })
  }))

test('a damaged section is told, and costs that section alone', () =>
  withFolder(
    { 'EX01.json': JSON.stringify(recording({ services: 'none', acls: { error: 'denied' } })) },
    async (folder) => {
      const file = join(folder, 'EX01.json')
      const { facts, errors, readable } = await readRecorded(file)()
      assert.is(readable, true)
      assert.is(errors.length, 1)
      assert.ok(errors[0]?.startsWith(`${file}: the section services is damaged: `), errors[0])
      assert.ok(E.isLeft(facts.sections.services) && E.isLeft(facts.sections.acls) && E.isRight(facts.sections.build))
    }
  ))

const unusable: Readonly<Record<string, readonly [string | Uint8Array, string | RegExp]>> = {
  'an empty file': ['', ' is empty: copy or record it again'],
  'an array cut off': [
    '{\n "a": [1,',
    / is not complete JSON: it ends early, in line 2, column 10; copy or record it again$/
  ],
  'a string cut off': ['{\n "a": "x', /ends early, in line 2, column 9/],
  'a word cut off': ['{"a": tru', /ends early, in line 1, column 10/],
  'a value too many': ['{}\n{}', / is not JSON: see line 2, column 1; record it again$/],
  'not JSON': ['hello', / is not JSON: record it again$/],
  'other JSON': ['[]', ': these are no recorded facts of version 1: '],
  'not text': [Buffer.from([0x7b, 0xff, 0xfe]), ' is neither UTF-8 nor UTF-16 text']
}

for (const [name, [content, reason]] of Object.entries(unusable))
  test(`unreadable: ${name}`, () =>
    withFolder({ 'EX01.json': content }, async (folder) => {
      const file = join(folder, 'EX01.json')
      const { facts, errors, readable } = await readRecorded(file)()
      assert.is(readable, false)
      assert.is(facts.server, 'EX01')
      assert.is(errors.length, 1)
      assert.ok(errors[0]?.startsWith(file), errors[0])
      assert.match(errors[0] ?? '', reason)
    }))

test('unreadable: no file', async () => {
  const { errors } = await readRecorded('nowhere/EX01.json')()
  assert.equal(errors, ['nowhere/EX01.json does not exist: check the path'])
})

test('a recording cut off anywhere is unreadable and says so', () =>
  withFolder({}, async (folder) => {
    const file = join(folder, 'EX01.json')
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), async (length) => {
        writeFileSync(file, text.slice(0, length))
        const { readable, errors } = await readRecorded(file)()
        assert.is(readable, false)
        assert.match(errors[0] ?? '', length === 0 ? 'is empty' : 'is not complete JSON')
      })
    )
  }))

test.run()
