import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readLines } from '../../../connections/setup-log/lines'
import { withFolder } from '../folders'

const linesOf = async (file: string): Promise<ReadonlyArray<string>> => {
  const lines: Array<string> = []
  await readLines(file, (line, { decode }) => lines.push(decode(line)))
  return lines
}

const encoders: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16LE with a mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16BE with a mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
}

const line = fc.string({ unit: 'binary' }).map((text) => text.replace(/[\r\n\ufeff\u0000\ud800-\udfff]/g, ' '))

for (const [name, encode] of Object.entries(encoders))
  test(`lines come back as they were, in ${name}`, () =>
    withFolder({}, async (folder) => {
      const file = join(folder, 'a.log')
      await fc.assert(
        fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.constantFrom('\n', '\r\n'), async (lines, end) => {
          const text = ['[first]', ...lines, 'last']
          writeFileSync(file, encode(text.join(end)))
          assert.equal(await linesOf(file), text)
        }),
        { numRuns: 40 }
      )
    }))

test('what is neither UTF-8 nor UTF-16 is taken for the ANSI code page', () =>
  withFolder({ 'a.log': Buffer.from('[1] gr\u00fc\u00dfe \u00fcber\nx', 'latin1') }, async (folder) => {
    assert.equal(await linesOf(join(folder, 'a.log')), ['[1] gr\u00fc\u00dfe \u00fcber', 'x'])
  }))

test('lines of a megabyte are cut, and the next one is whole', () =>
  withFolder({ 'a.log': `first\n${'x'.repeat(3_000_000)}\nnext\n${'\u00fc'.repeat(400_000)}` }, async (folder) => {
    const lines = await linesOf(join(folder, 'a.log'))
    assert.is(lines.length, 4)
    assert.ok((lines[1]?.length ?? 0) <= 130 * 1024)
    assert.is(lines[2], 'next')
  }))

test('the lines before are the last twelve', () =>
  withFolder({ 'a.log': Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join('\n') }, async (folder) => {
    let seen: ReadonlyArray<{ readonly line: number; readonly text: string }> = []
    const { lines, last } = await readLines(join(folder, 'a.log'), (_, { number, before }) => {
      if (number === 30) seen = before()
    })
    assert.equal([seen.length, seen[0], seen[11]], [12, { line: 18, text: 'line 18' }, { line: 29, text: 'line 29' }])
    assert.equal([lines, last[11]?.text], [40, 'line 40'])
  }))

test.run()
