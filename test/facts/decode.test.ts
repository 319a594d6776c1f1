import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Decoded, decodeAnswer, decodeFacts, encodeFacts, unreadableFacts } from '../../facts/decode'
import { type Fact, isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import { registry, type Section, sectionNames } from '../../facts/registry'
import { healthySections as olderSections, type RecordedSections, recording as recordingOf } from '../support/server'

const test = suite('facts: decode')

const setupState = [
  { role: 'MailboxRole', unpacked: '15.2.1748.10', configured: '15.2.1748.10', action: null, watermark: null }
]
const healthySections: RecordedSections = { ...olderSections, setupState }

const recording = (sections: RecordedSections = {}, server = 'EX01'): unknown =>
  recordingOf({ setupState, ...sections }, server)

const decode = (input: unknown): Decoded => {
  const decoded = decodeFacts(JSON.parse(JSON.stringify(input)))
  if (E.isLeft(decoded)) throw new Error(decoded.left)
  return decoded.right
}

const refusal = (input: unknown): string => {
  const decoded = decodeFacts(input)
  return E.isLeft(decoded) ? decoded.left : 'none'
}

const reasonOf = ({ facts }: Decoded, section: Section): string => {
  const fact: Fact<unknown> = facts.sections[section]
  return E.isLeft(fact) ? fact.left.reason : 'none'
}

const readable = (decoded: Decoded): ReadonlyArray<Section> =>
  sectionNames.filter((name) => reasonOf(decoded, name) === 'none')

test('reads every section of a healthy server', () => {
  const decoded = decode(recording())
  assert.equal(readable(decoded), sectionNames)
  assert.equal(decoded.damage, [])
  assert.is(decoded.facts.collectedAt, '2026-11-01T08:00:00Z')
})

for (const section of ['bindings', 'certificates'] as const)
  test(`an empty list of ${section} was not read, on a server whose roles have sites in IIS`, () => {
    const roles = (listed: ReadonlyArray<string>) => ({ identity: { name: 'EX01', roles: listed }, [section]: [] })
    for (const role of ['Mailbox', 'clientaccess']) {
      const decoded = decode(recording(roles([role])))
      assert.match(reasonOf(decoded, section), `the list of ${section} is empty`)
      assert.equal(decoded.damage, [])
      assert.match(reasonOf(decode(encodeFacts(decoded.facts)), section), `the list of ${section} is empty`)
    }
    for (const none of [[], ['Edge']]) assert.is(reasonOf(decode(recording(roles(none))), section), 'none')
  })

test('a field of a certificate that could not be read is another thing than one that a recording never had', () => {
  const one = { thumbprint: 'A'.repeat(40), subject: 'CN=x' }
  const read = (fields: object) => {
    const { certificates } = decode(encodeFacts(decode(recording({ certificates: [{ ...one, ...fields }] })).facts))
      .facts.sections
    return E.isRight(certificates) ? certificates.right.map(({ hasPrivateKey, names }) => [hasPrivateKey, names]) : []
  }
  assert.equal(read({ hasPrivateKey: null, names: null }), [[null, null]])
  assert.equal(read({}), [[undefined, undefined]])
  assert.equal(read({ hasPrivateKey: false, names: [] }), [[false, []]])
})

const damaged: ReadonlyArray<readonly [Section, unknown, string]> = [
  ['services', 'all of them', 'the section services is damaged: the whole: expected'],
  ['services', null, 'the section services is damaged'],
  ['services', [{ name: 7 }], '[0].name: expected string, got 7'],
  ['services', [{ name: 'W3SVC', status: 'Happy' }], '[0].status: expected'],
  ['build', { exSetup: '15.2' }, 'exSetup: expected a build number such as 15.2.986.5'],
  ['build', { exSetup: '15.2.986.99999999999' }, 'exSetup: expected a build number'],
  ['httpSys', [{ address: null, port: '443', host: null, thumbprint: null }], '[0].port: expected Int, got "443"'],
  ['certificates', [{ thumbprint: 'ABC', subject: 'CN=x' }], '[0].thumbprint: expected a thumbprint of 40'],
  ['acls', [{ path: 'Bin', sddl: '', inherits: null }], '[0].path: expected an absolute Windows path'],
  ['sharedWebConfig', { clientAccess: 'there', httpProxy: null }, 'clientAccess: expected'],
  ['journal', { lastEntry: -1 }, 'lastEntry: expected a whole number from 0 upwards, got -1'],
  ['journal', { lastEntry: 1.5 }, 'lastEntry: expected a whole number'],
  ['journal', { lastEntry: '3' }, 'lastEntry: expected a whole number'],
  ['journal', {}, 'lastEntry: expected a whole number from 0 upwards, got nothing']
]

for (const [section, value, told] of damaged)
  test(`a damaged section costs itself alone: ${section} ${JSON.stringify(value)}`, () => {
    const decoded = decode(recording({ [section]: value }))
    assert.equal(
      readable(decoded),
      sectionNames.filter((name) => name !== section)
    )
    assert.ok(reasonOf(decoded, section).includes(told), reasonOf(decoded, section))
    assert.equal(decoded.damage, [reasonOf(decoded, section)])
  })

test('tells the first faults, and how many more there are', () => {
  const services = Array.from({ length: 5 }, () => ({ name: 7 }))
  assert.match(reasonOf(decode(recording({ services })), 'services'), /; and 2 more$/)
})

test('a section that was not read is unreadable, and no damage', () => {
  const decoded = decode(recording({ services: { error: 'access denied' } }))
  assert.is(reasonOf(decoded, 'services'), 'access denied')
  assert.not(isAbsent(decoded.facts.sections.services))
  assert.equal(decoded.damage, [])
})

for (const name of sectionNames)
  test(`a recording without a section is no damage, and says so: ${name}`, () => {
    const decoded = decode(recording({ [name]: undefined }))
    const why = registry[name].whyNotAsked ?? 'missing in this recording; record it again'
    assert.is(reasonOf(decoded, name), why)
    assert.ok(isAbsent(decoded.facts.sections[name]))
    assert.equal(decoded.damage, [])
  })

test('an empty list that no server has was not read, and is no damage', () => {
  const decoded = decode(recording({ services: [] }))
  assert.match(reasonOf(decoded, 'services'), /every Windows computer has services/)
  assert.equal(decoded.damage, [])
})

test('the state of setup is read where it was recorded', () => {
  const { facts, damage } = decode(recording({ setupState: [{ role: 'CafeRole', configured: '15.2.1748.10' }] }))
  const nothing = { unpacked: null, action: null, watermark: null }
  assert.equal(facts.sections.setupState, E.right([{ role: 'CafeRole', configured: '15.2.1748.10', ...nothing }]))
  assert.equal(damage, [])
})

test('an older recording of the journal names no restart', () => {
  const { facts } = decode(recording({ journal: { lastEntry: 3 } }))
  assert.equal(facts.sections.journal, E.right({ lastEntry: 3, restartDue: null, enabling: null }))
})

test('what is read only where it is asked for is no gap of another reading', () => {
  for (const iocTraces of [undefined, null]) {
    const given = recording({ iocTraces })
    const { facts, damage } = decode(given)
    assert.equal(damage, [])
    const reason = 'the logs were not searched for traces of intruders'
    assert.equal(facts.sections.iocTraces, E.left({ reason, absent: true, elsewhere: true }))
    assert.equal(
      E.map(({ sections }: Facts) => sections.iocTraces)(decodeAnswer(given)),
      E.right(facts.sections.iocTraces)
    )
    assert.not.ok(JSON.stringify(encodeFacts(facts)).includes('iocTraces'))
    assert.equal(decode(encodeFacts(facts)).facts, facts)
  }
  assert.is(reasonOf(decode(recording({ iocTraces: { error: 'access denied' } })), 'iocTraces'), 'access denied')
})

const unread = (reason: string): never => {
  throw new Error(reason)
}

test("what a collector's answer lacks is told as such, wherever it is handed on", () => {
  const answer = recording({ acls: undefined, executionPolicy: undefined })
  const facts = E.getOrElseW(unread)(decodeAnswer(answer))
  const reason = "missing in the collector's answer; see which collector answered"
  assert.equal(facts.sections.acls, E.left({ reason, absent: true }))
  assert.equal(decode(encodeFacts(facts)).facts, facts)
  assert.is(isAbsent(decode(recording({ acls: undefined })).facts.sections.acls), true)
})

test('no log of setup and no record of the services are values', () => {
  const { sections } = decode(recording({ servicesBefore: { startModes: null, states: null, runs: null } })).facts
  assert.equal(sections.setupLog, E.right(null))
  assert.equal(
    sections.servicesBefore,
    E.right({ startModes: null, states: null, runs: null, modified: null, unread: null })
  )
})

test('why the time of facts is not known is kept with them', () => {
  const facts = { ...decode(recording()).facts, collectedAt: null, clock: 'the clock is wrong' }
  assert.equal(decode(encodeFacts(facts)).facts, facts)
  assert.is(decode(recording()).facts.clock, null)
})

test('passes over keys that it does not know', () => {
  const decoded = decode({ version: 1, server: 'EX01', by: 'me', facts: { ...healthySections, moon: 'full' } })
  assert.equal(readable(decoded), sectionNames)
  assert.is(decoded.facts.collectedAt, null)
})

test('writes thumbprints and builds in one way', () => {
  const thumbprint = `\u200e${'ab '.repeat(20)}`
  const { facts } = decode(
    recording({ build: { exSetup: '15.02.0986.005' }, certificates: [{ thumbprint, subject: 'CN=x' }] })
  )
  assert.equal(facts.sections.build, E.right({ exSetup: '15.2.986.5', binaries: null, missing: null }))
  const { certificates } = facts.sections
  assert.is(E.isRight(certificates) ? certificates.right[0]?.thumbprint : null, 'AB'.repeat(20))
})

const refused: ReadonlyArray<readonly [string, unknown, string]> = [
  ['another version', { version: 2, server: 'EX01', facts: {} }, 'version: expected 1, got 2'],
  ['no server', { version: 1, facts: {} }, 'server: expected string, got nothing'],
  ['no facts', { version: 1, server: 'EX01' }, 'facts: expected'],
  ['a time that is none', { version: 1, server: 'EX01', collectedAt: 'today', facts: {} }, 'collectedAt: expected'],
  ['a local time', { version: 1, server: 'E', collectedAt: '2026-01-01T00:00:00+01:00', facts: {} }, 'collectedAt'],
  ['a list', [], 'these are no recorded facts of version 1'],
  ['null', null, 'the whole: expected']
]

for (const [name, input, told] of refused)
  test(`refuses ${name}`, () => assert.ok(refusal(input).includes(told), refusal(input)))

test('never throws, whatever JSON it is given', () => {
  fc.assert(fc.property(fc.jsonValue(), (input) => typeof decodeFacts(input) === 'object'))
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...sectionNames), fc.jsonValue()), (sections) => {
      const decoded = decode(recording(sections))
      return decoded.damage.length <= Object.keys(sections).length
    })
  )
})

test('writes what it reads again', () => {
  const part = fc
    .constantFrom(...sectionNames)
    .chain((name) =>
      fc.tuple(fc.constant(name), fc.oneof(fc.constant(healthySections[name]), fc.record({ error: fc.string() })))
    )
  fc.assert(
    fc.property(fc.array(part), fc.string(), (parts, server) => {
      const { facts } = decode(recording(Object.fromEntries(parts), server))
      assert.equal(decode(encodeFacts(facts)).facts, facts)
    })
  )
})

test('a server of which nothing was read is unreadable in every section', () => {
  const decoded = { facts: unreadableFacts('EX01', 'no answer'), damage: [] }
  assert.equal(readable(decoded), [])
  for (const name of sectionNames) assert.is(reasonOf(decoded, name), 'no answer')
})

test.run()
