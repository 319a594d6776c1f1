import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { coveringWaiver, isExpired } from '../../judging/waivers'
import type { PropertyPath } from '../../kernel/propertyPath'
import type { Waiver } from '../../kernel/waiver'

const test = suite('policies: waivers')

const waiver = (parts: Partial<Waiver> = {}): Waiver => ({
  server: 'EX01',
  policy: 'services-start',
  path: null,
  reason: 'CHG-7',
  expires: '2026-06-30',
  ...parts
})

const text = 'CHG-7 (until 2026-06-30)'

const rows: ReadonlyArray<readonly [string, ReadonlyArray<Waiver>, PropertyPath, string | null]> = [
  ['there is none', [], ['services'], null],
  ['it covers all paths', [waiver()], ['services', 'W3SVC'], text],
  ['it covers the path', [waiver({ path: 'services.W3SVC' })], ['services', 'W3SVC'], text],
  ['it covers a quoted path', [waiver({ path: 'services["a.b"]' })], ['services', 'a.b'], text],
  ['it covers another path', [waiver({ path: 'services.W3SVC' })], ['services', 'W3SVCX'], null],
  ['it covers a part of what is unknown', [waiver({ path: 'services.W3SVC' })], ['services'], null],
  ['it is for another policy', [waiver({ policy: 'build' })], ['services', 'W3SVC'], null],
  ['the first of two counts', [waiver(), waiver({ reason: 'CHG-8' })], ['services'], text],
  [
    'the second covers it',
    [waiver({ path: 'build' }), waiver({ reason: 'CHG-8' })],
    ['services'],
    'CHG-8 (until 2026-06-30)'
  ]
]

for (const [name, waivers, path, expected] of rows)
  test(name, () => assert.is(coveringWaiver(waivers, 'services-start', path), expected))

test('holds through its last day', () => {
  assert.not.ok(isExpired('2026-06-29')(waiver()))
  assert.not.ok(isExpired('2026-06-30')(waiver()))
  assert.ok(isExpired('2026-07-01')(waiver()))
  assert.ok(isExpired('2027-01-01')(waiver()))
})

test.run()
