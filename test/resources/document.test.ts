import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Verdict } from '../../judging/verdict'
import { printable } from '../../kernel/printable'
import type { PropertyPath } from '../../kernel/propertyPath'
import { differences, documents, entriesOf } from '../../resources/document'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('resources: document')

const differing = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<PropertyPath> => {
  const { actual, desired } = documents(verdicts)
  return differences(actual, desired).map(({ path }) => path)
}

const sorted = (paths: ReadonlyArray<PropertyPath>): ReadonlyArray<string> =>
  [...new Set(paths.map((path) => JSON.stringify(path)))].sort()

test('holds what is not as desired, and nothing else', () => {
  const verdict = aVerdict({ drifts: [aDrift()], unknowns: [anUnknown({ path: ['build'] })] })
  assert.equal(documents([verdict, aVerdict()]), {
    actual: { services: { W3SVC: 'Disabled, Stopped' }, build: 'unknown: access denied' },
    desired: { services: { W3SVC: 'Automatic, Running' }, build: 'readable' }
  })
})

test('leaves out what nobody asked for, unless a level was set for it by name', () => {
  const unasked = {
    status: 'unknown',
    unasked: 'no source',
    unknowns: [anUnknown({ path: ['organization'] })]
  } as const
  assert.equal(documents([aVerdict({ ...unasked, countsAsChange: false })]), { actual: {}, desired: {} })
  assert.equal(documents([aVerdict(unasked)]).desired, { organization: 'readable' })
})

test('of two policies on the same path the one that asks for a change is heard', () => {
  const advisory = aVerdict({ countsAsChange: false, drifts: [aDrift()] })
  const binding = aVerdict({ drifts: [aDrift()] })
  assert.equal(differing([advisory, binding]), [['services', 'W3SVC']])
  assert.equal(differing([binding, advisory]), [['services', 'W3SVC']])
})

test('no change is lost where an unread section stands beside its parts, or two names are alike on a terminal', () => {
  const unread = aVerdict({ unknowns: [anUnknown()] })
  const open = (name: string) => aVerdict({ drifts: [aDrift({ path: ['services', name] })] })
  const advisory = (name: string) => aVerdict({ countsAsChange: false, drifts: [aDrift({ path: ['services', name] })] })
  assert.is(differing([unread, advisory('W3SVC')]).length, 1)
  assert.is(differing([unread, open('W3SVC')]).length, 2)
  assert.is(differing([unread, advisory('whole')]).length, 1)
  assert.is(differing([open('a\nb'), advisory('a\\u000ab')]).length, 1)
  assert.is(differing([advisory('a\\u000ab'), open('a\nb')]).length, 1)
})

test('names that Pulumi or JavaScript would misread are written another way, and their drift is not lost', () => {
  for (const name of ['__proto__', '4dabf18193072939515e22adb298388d', 'Bin\\', '\ud800', 'constructor']) {
    const { actual, desired } = documents([aVerdict({ drifts: [aDrift({ path: ['binaries', name] })] })])
    const changes = differences(JSON.parse(JSON.stringify(actual)), JSON.parse(JSON.stringify(desired)))
    assert.is(changes.length, 1, name)
    const [, written = ''] = changes[0]?.path ?? []
    assert.not.match(written, /^(?:__proto__|4dabf18193072939515e22adb298388d)|\\$|[\ud800-\udfff]/)
  }
})

test('a finding at a name that JavaScript reserves is kept, whatever else stands beside it', () => {
  const reserved = aVerdict({ countsAsChange: false, drifts: [aDrift({ path: ['services', '__proto__'] })] })
  for (const others of [[], [aVerdict({ unknowns: [anUnknown({ path: ['build'] })] })]]) {
    const { actual, desired } = documents([reserved, ...others])
    for (const document of [actual, desired])
      assert.equal(entriesOf(JSON.parse(JSON.stringify(document)))[0]?.path, ['services', '\\u005f_proto__'])
  }
})

/** Names that stand in the document as they are; the others have tests of their own. */
const isPlain = (name: string): boolean =>
  printable(name) === name && !name.endsWith('\\') && !name.startsWith('__proto__')

const path: fc.Arbitrary<PropertyPath> = fc.oneof(
  fc.constantFrom<PropertyPath>(['build'], ['sharedWebConfig']),
  fc
    .tuple(fc.constantFrom('services', 'bindings', 'acls'), fc.string({ unit: 'grapheme-ascii' }).filter(isPlain))
    .map(([section, name]): PropertyPath => [section, name])
)
const waiver = fc.constantFrom(null, 'CHG-7 (until 2999-12-31)')
const verdict: fc.Arbitrary<Verdict> = fc
  .record({
    binding: fc.boolean(),
    drifts: fc.array(fc.record({ path, waiver }).map(aDrift)),
    unknowns: fc.array(fc.record({ path, waiver, reason: fc.string() }).map(anUnknown))
  })
  .map(aVerdict)

const openPaths = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<PropertyPath> =>
  verdicts
    .filter(({ countsAsChange }) => countsAsChange)
    .flatMap(({ drifts, unknowns }) => [...drifts, ...unknowns].filter((found) => found.waiver === null))
    .map((found) => found.path)

test('its two forms differ exactly at the open findings of binding policies, whatever was found', () => {
  fc.assert(
    fc.property(fc.array(verdict, { maxLength: 6 }), (verdicts) => {
      assert.equal(sorted(differing(verdicts)), sorted(openPaths(verdicts)))
    })
  )
})

test('keeps every judged path, and each value once', () => {
  fc.assert(
    fc.property(fc.array(verdict, { maxLength: 6 }), (verdicts) => {
      const judged = verdicts.flatMap(({ drifts, unknowns }) => [...drifts, ...unknowns])
      const { actual, desired } = documents(verdicts)
      const places = sorted(judged.map((one) => one.path))
      assert.equal(sorted(entriesOf(actual).map((entry) => entry.path)), places)
      assert.equal(sorted(entriesOf(desired).map((entry) => entry.path)), places)
    })
  )
})

test('never holds a character that a terminal would obey', () => {
  const any = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(any, any, any, (name, actual, reason) => {
      const found = aVerdict({
        drifts: [aDrift({ path: ['services', name], actual, desired: `not ${actual}` })],
        unknowns: [anUnknown({ path: ['acls', name], reason })]
      })
      const text = entriesOf(documents([found]).actual)
        .flatMap((entry) => [...entry.path, entry.value])
        .join('')
      assert.not.match(text, /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/)
    })
  )
})

test('a long value is cut, and values that differ only beyond that still differ', () => {
  const long = 'x'.repeat(100_000)
  const { actual, desired } = documents([aVerdict({ drifts: [aDrift({ actual: `${long}1`, desired: `${long}2` })] })])
  assert.is(differences(actual, desired).length, 1)
  for (const { value } of [...entriesOf(actual), ...entriesOf(desired)]) assert.ok(value.length < 1_100)
})

test('passes over what else stands in a state', () => {
  assert.equal(entriesOf({ build: '1', odd: 3, none: null, services: { W3SVC: 'Running', odd: [] } }), [
    { path: ['build'], value: '1' },
    { path: ['services', 'W3SVC'], value: 'Running' }
  ])
  assert.equal(differences({}, { build: '1' }), [{ path: ['build'], added: true }])
  assert.equal(differences({ build: '2' }, { build: '1' }), [{ path: ['build'], added: false }])
})

test.run()
