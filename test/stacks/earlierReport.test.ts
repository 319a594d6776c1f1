import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { auditJson } from '../../reports/auditJson'
import { fleetJson } from '../../reports/fleetJson'
import { compared, readEarlier } from '../../stacks/earlierReport'
import { aFleet, aServer, ofEachKind } from '../support/fleet'

const test = suite<{ folder: string }>('stacks: an earlier report', { folder: '' })

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'earlier-'))
})
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }))

const fleet = aFleet([aServer('EX01', ofEachKind)])
const stack = { kind: 'stack', name: 'demo' } as const
const audit = { kind: 'audit', name: 'recordings' } as const

const read = async (folder: string, content: string | Buffer, of: Parameters<typeof readEarlier>[1] = stack) => {
  const file = join(folder, 'report.json')
  writeFileSync(file, content)
  return readEarlier(file, of, 'report.json')
}

test('reads what a report wrote, also in UTF-16 as a shell may have saved it', async ({ folder }) => {
  for (const content of [fleetJson(fleet), Buffer.from(`\ufeff${fleetJson(fleet)}`, 'utf16le')]) {
    const earlier = await read(folder, content)
    if (E.isLeft(earlier)) throw new Error(earlier.left)
    assert.is(compared(fleet, earlier.right).changes?.policies.length, 2)
  }
  assert.is(compared(fleet, null), fleet)
})

test('an audit is compared with an audit, whatever the names of its folders', async ({ folder }) => {
  const earlier = await read(folder, fleetJson({ ...fleet, kind: 'audit', name: 'recordings of may' }), audit)
  assert.ok(E.isRight(earlier))
})

const refused: ReadonlyArray<readonly [string, string, Parameters<typeof readEarlier>[1], string]> = [
  ['is not JSON', fleetJson(fleet).slice(0, 500), stack, 'is not JSON'],
  ['is empty', '', stack, 'is not JSON'],
  ['is version 1', auditJson(fleet, false), stack, 'is version 1 of the JSON, and only version 2 can be compared'],
  ['is another JSON', '{"version": 2}', stack, 'is no report of version 2'],
  ['is a list', '[]', stack, 'is no report of version 2'],
  [
    'is of another stack',
    fleetJson({ ...fleet, name: 'test' }),
    stack,
    'is a report of the stack test, not of the stack demo'
  ],
  ['is of an audit', fleetJson({ ...fleet, kind: 'audit' }), stack, 'is a report of an audit, not of the stack demo'],
  ['is of a stack', fleetJson(fleet), audit, 'is a report of the stack demo, not of an audit'],
  ['has a long name', fleetJson({ ...fleet, name: '\u202e'.repeat(5_000) }), stack, 'is a report of the stack \\u202e']
]

for (const [name, content, of, part] of refused)
  test(`what ${name} is refused in one sentence`, async ({ folder }) => {
    const earlier = await read(folder, content, of)
    if (E.isRight(earlier)) throw new Error('it was read')
    assert.ok(earlier.left.startsWith(`report.json ${part}`), earlier.left)
    assert.ok(earlier.left.length <= 300 && !/[\n\u202e]/.test(earlier.left), earlier.left)
  })

test('a file that is missing, or a folder, is refused in one sentence', async ({ folder }) => {
  const missing = await readEarlier(join(folder, 'none.json'), stack, 'none.json')
  assert.equal(missing, E.left('none.json does not exist: check the path'))
  mkdirSync(join(folder, 'some'))
  const found = await readEarlier(join(folder, 'some'), stack, 'some')
  assert.equal(found, E.left('some is a folder, not a file: name a file in it'))
})

test.run()
