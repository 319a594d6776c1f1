import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parseRights } from '../../../kernel/acl/accessRights'
import { type Descriptor, type Entry, parseSddl } from '../../../kernel/acl/sddl'

const test = suite('SDDL')

const showEntry = ({ type, flags, rights, object, inheritedObject, sid, condition }: Entry): string =>
  `(${[type, flags.join(''), `0x${rights.toString(16)}`, object, inheritedObject, sid].join(';')}${
    condition === null ? '' : `;${condition}`
  })`

const show = ({ owner, group, dacl }: Descriptor): string =>
  [
    owner === null ? '' : `O:${owner}`,
    group === null ? '' : `G:${group}`,
    dacl === null ? '' : `D:${dacl.isProtected ? 'P' : ''}${dacl.entries === null ? 'NO_ACCESS_CONTROL' : ''}`,
    (dacl?.entries ?? []).map(showEntry).join('')
  ].join('')

const sid = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 99 }), fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 5 }))
    .map(([authority, rest]) => ['S-1', authority, ...rest].join('-')),
  fc.constantFrom('DA', 'DU', 'LA', 'EA')
)
const object = fc.oneof(fc.constant(''), fc.uuid())
const condition = fc.constantFrom('(@User.a=="x)(" && (Exists b))', '(Member_of {SID(BA)})', '("S:",TS,0)')
const plain = { noNullPrototype: true }
const entry: fc.Arbitrary<Entry> = fc.record(
  {
    type: fc.constantFrom('A', 'D', 'OA', 'OD', 'XA', 'XD', 'ZA'),
    flags: fc.subarray(['OI', 'CI', 'NP', 'IO', 'ID']),
    rights: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    object,
    inheritedObject: object,
    sid,
    condition: fc.option(condition)
  },
  plain
)
const dacl = fc.record({ isProtected: fc.boolean(), entries: fc.option(fc.array(entry)) }, plain)
const descriptor: fc.Arbitrary<Descriptor> = fc.record(
  { owner: fc.option(sid), group: fc.option(sid), dacl: fc.option(dacl) },
  plain
)

test('what was written is read again', () => {
  fc.assert(fc.property(descriptor, (one) => assert.equal(parseSddl(show(one)), E.right(one))))
})

test('an auditing part changes nothing', () => {
  fc.assert(fc.property(descriptor, (one) => assert.equal(parseSddl(`${show(one)}S:PAI(AU;;FA;;;WD)`), E.right(one))))
})

test('any text is answered without an exception', () => {
  const nearly = fc.array(fc.constantFrom('O:', 'G:', 'D:', 'S:', 'BA', '(', ')', ';', 'A', 'FA', '"', 'S-1-5-18', 'P'))
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    nearly.map((parts) => parts.join(''))
  )
  fc.assert(
    fc.property(text, (one) => {
      assert.type(E.isRight(parseSddl(one)), 'boolean')
    })
  )
})

test('a text cut off anywhere before its last entry ends is never read as the whole', () => {
  const whole = 'O:BAG:SYD:PAI(A;OICI;FA;;;SY)(D;;WD;;;S-1-1-0)'
  const cut = Array.from(whole, (_, end) => parseSddl(whole.slice(0, end)))
  assert.not(cut.some((one) => E.isRight(one) && one.right.dacl?.entries?.some(({ type }) => type === 'D')))
})

test('rights codes add up', () => {
  assert.equal(parseRights('CCSWLORC'), parseRights('0x20089'))
  assert.equal(parseRights('GRGX'), parseRights('0xa0000000'))
})

for (const text of ['C', 'XX', '0x', '0x123456789', 'fa', '-1', 'FA '])
  test(`"${text}" names no rights`, () => assert.is(parseRights(text)._tag, 'None'))

for (const text of [
  'hello',
  'D:(A;;FA;;;SY',
  'D:(A;;FA;;;SY))',
  '(A;;FA;;;SY)',
  'D:(A;;FA;;SY)',
  'D:(Q;;FA;;;SY)',
  'O:D:Z'
])
  test(`"${text}" is not understood`, () => assert.ok(E.isLeft(parseSddl(text))))

test('as many entries as Windows allows are read, and no more', () => {
  const list = (count: number) => parseSddl(`D:${'(A;;FA;;;WD)'.repeat(count)}`)
  assert.ok(E.isRight(list(3_276)))
  assert.equal(list(3_277), E.left('it has 3277 entries, and an access control list of Windows has at most 3276'))
})

test('entries with parentheses and quotation marks are told apart from plain ones', () => {
  const read = parseSddl('D:(A;;FA;;;SY)(XA;;FA;;;BA;(@User.Title=="a(b)"))(A;;FA;;;WD)')
  assert.equal(E.isRight(read) && read.right.dacl?.entries?.map(({ condition }) => condition), [
    null,
    '(@User.Title=="a(b)")',
    null
  ])
})

test.run()
