import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { AccessList, Entry } from '../../../kernel/acl/sddl'
import { accessFaults } from '../../../policies/folder-acls/accessFaults'
import { isOrdinary, trusteeOf } from '../../../policies/folder-acls/trustees'

const test = suite('access faults')

const account = 'S-1-5-21-1-2-3-1105'
const sids = ['S-1-1-0', 'S-1-5-7', 'S-1-5-11', 'S-1-5-18', 'S-1-5-32-544', 'S-1-5-32-545', 'S-1-5-32-546', account]
const entry: fc.Arbitrary<Entry> = fc.record({
  type: fc.constantFrom('A', 'D', 'OA', 'OD', 'XA', 'XD', 'ZA'),
  flags: fc.subarray(['OI', 'CI', 'NP', 'IO', 'ID']),
  rights: fc.constantFrom(0, 0x1, 0x2, 0x20089, 0x1200a9, 0x40000, 0x1f01ff, 0x10000000),
  object: fc.constantFrom('', 'bf967aba-0de6-11d0-a285-00aa003049e2'),
  inheritedObject: fc.constant(''),
  sid: fc.constantFrom(...sids),
  condition: fc.constantFrom(null, '(Exists a)')
})
const entries = fc.array(entry)
const list = (all: ReadonlyArray<Entry>): AccessList => ({ isProtected: false, entries: all })
const faultsOf = (all: ReadonlyArray<Entry>) => accessFaults(list(all), true, true)

test('a Deny for an account that neither setup nor Exchange uses changes nothing', () => {
  fc.assert(
    fc.property(entries, entry, (all, one) => {
      assert.equal(faultsOf([{ ...one, type: 'D', sid: 'S-1-5-32-546' }, ...all]), faultsOf(all))
    })
  )
})

test('no right of Everyone makes up for one that SYSTEM or Administrators lack', () => {
  fc.assert(
    fc.property(entries, entry, (all, one) => {
      const more = [...all, { ...one, type: 'A', sid: 'S-1-1-0' }]
      assert.equal(faultsOf(more).withoutControl, faultsOf(all).withoutControl)
    })
  )
})

test('an unconditional Deny for SYSTEM on the folder itself is always a fault', () => {
  fc.assert(
    fc.property(entries, fc.constantFrom(0x1, 0x40000, 0x1f01ff), (all, rights) => {
      const deny = { type: 'D', flags: [], rights, object: '', inheritedObject: '', sid: 'S-1-5-18', condition: null }
      assert.ok(faultsOf([...all, deny]).denials.includes(deny))
    })
  )
})

for (const [sid, meaning] of [
  ['S-1-5-18', 'needed'],
  ['S-1-5-32-568', 'needed'],
  ['S-1-5-82-271721585-897601226-2024613209-625570482-296978595', 'needed'],
  ['S-1-5-21-1-2-3-512', 'needed'],
  ['S-1-5-21-1-2-3-500', 'needed'],
  ['S-1-5-32-546', 'uninvolved'],
  ['S-1-5-32-555', 'uninvolved'],
  ['S-1-5-32-580', 'uninvolved'],
  ['S-1-5-21-1-2-3-501', 'uninvolved'],
  ['S-1-15-2-2', 'uninvolved'],
  [account, 'account'],
  ['S-1-5-21-1-2-3', 'unclear'],
  ['S-1-5-32-5450', 'unclear'],
  ['S-1-5-21-1-2-3-512-512', 'unclear'],
  ['constructor', 'unclear']
] as const)
  test(`${sid} is ${meaning}`, () => assert.is(trusteeOf(sid), meaning))

test('SYSTEM, Administrators and a single account are no ordinary accounts', () => {
  assert.equal(sids.filter(isOrdinary), ['S-1-1-0', 'S-1-5-7', 'S-1-5-11', 'S-1-5-32-545', 'S-1-5-32-546'])
})

test.run()
