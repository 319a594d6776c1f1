import { chmodSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeText, explainSystemError, readText } from '../../connections/text'
import { linksMissing } from '../support/links'
import { utf16, withFolder } from './folders'

const bigEndian = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16()

const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16LE with mark': utf16,
  'UTF-16BE with mark': (text) => bigEndian(`\ufeff${text}`),
  'UTF-16LE': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16BE': bigEndian
}

// What is read here begins with `<`, `{` or `[`, by which UTF-16 without mark is known.
const documents = fc.string({ unit: 'grapheme' }).map((text) => `<${text.replaceAll('\u0000', '')}`)

for (const [name, encode] of Object.entries(encodings))
  test(`reads back any text in ${name}`, () => {
    fc.assert(
      fc.property(documents, (text) => {
        assert.equal(decodeText(encode(text)), E.right(text))
      })
    )
  })

test('an empty file is an empty text', () => {
  assert.equal(decodeText(new Uint8Array()), E.right(''))
})

test('any bytes are either text or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      decodeText(bytes)
    })
  )
})

const left = async (file: string): Promise<string> => {
  const read = await readText(file)()
  return E.isLeft(read) ? read.left : `was read: ${read.right}`
}

test('what can not be read is said in one sentence that begins with the file', () =>
  withFolder({ 'EX01.json': '{}', 'latin.json': Buffer.from([0x7b, 0xe9, 0x22, 0x7d]) }, async (folder) => {
    const at = (name: string): string => join(folder, name)
    assert.is(await left(at('EX02.json')), `${at('EX02.json')} does not exist: check the path`)
    assert.is(await left(at('EX01.json/x')), `${at('EX01.json/x')} does not exist: check the path`)
    assert.is(await left(folder), `${folder} is a folder, not a file: name a file in it`)
    assert.is(await left(at('latin.json')), `${at('latin.json')} is neither UTF-8 nor UTF-16 text: save it as UTF-8`)
  }))

const onUnix = process.platform === 'win32' ? test.skip : test

onUnix('a device is not read', async () => {
  assert.is(await left('/dev/null'), '/dev/null is not a regular file: copy its contents into one')
})

test('a file that is far too large is refused unread', () =>
  withFolder({ 'EX01.json': '{}' }, async (folder) => {
    truncateSync(join(folder, 'EX01.json'), 65 * 1024 * 1024)
    assert.match(await left(join(folder, 'EX01.json')), 'is larger than 16 MB')
  }))

const withLinks = linksMissing === null ? test : test.skip
if (linksMissing !== null) process.stdout.write(`skipped: ${linksMissing}\n`)

withLinks('a link in a circle is a sentence too', () =>
  withFolder({}, async (folder) => {
    symlinkSync('self', join(folder, 'self'))
    assert.match(await left(join(folder, 'self')), /can't be read: \w/)
  })
)

// Windows doesn't know these permissions, and the superuser needs none.
const asOrdinaryUser = (process.getuid?.() ?? 0) === 0 ? test.skip : test

asOrdinaryUser('a file without permission says what to do', () =>
  withFolder({ 'EX01.json': '{}' }, async (folder) => {
    chmodSync(join(folder, 'EX01.json'), 0)
    assert.match(await left(join(folder, 'EX01.json')), 'access is denied: give this account read permission')
  })
)

const refusals: Readonly<Record<string, readonly [code: string, aim: 'read' | 'written', told: string]>> = {
  'may not be read': ['EACCES', 'read', "can't be read, access is denied: give this account read permission"],
  'may not be written, or is open elsewhere': [
    'EPERM',
    'written',
    "can't be written, access is denied: give this account write permission, or close the program that has it open"
  ],
  'is not there to be written': ['ENOENT', 'written', 'does not exist: check the path']
}

for (const [name, [code, aim, told]] of Object.entries(refusals))
  test(`what to do about a file that ${name}`, () => {
    assert.is(explainSystemError(Object.assign(new Error(code), { code }), aim), told)
  })

test.run()
