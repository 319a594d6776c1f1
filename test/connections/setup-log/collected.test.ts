import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { withParsedLogs } from '../../../connections/setup-log/collected'
import { decodeFacts } from '../../../facts/decode'
import type { Facts } from '../../../facts/facts'
import { packed } from '../../support/collectedLogs'
import { recording } from '../../support/server'
import { goodLog, logOf, rightOf } from '../../support/setupLogs'

const test = suite('logs as the collector brings them')

const empty = { startModes: null, states: null, log: null, unread: [] }

const factsOf = (sections: Readonly<Record<string, unknown>>): Facts => {
  const decoded = decodeFacts(withParsedLogs(recording(sections)).recording)
  if (E.isLeft(decoded)) throw new Error(decoded.left)
  return decoded.right.facts
}

const reasonOf = (setupLog: unknown): string => {
  const fact = factsOf({ setupLog }).sections.setupLog
  return E.isLeft(fact) ? fact.left.reason : 'none'
}

test('facts whose logs are read already, and what is no recording, stay as they are', () => {
  for (const input of [recording(), null, 'text', [], { facts: null }, {}])
    assert.equal(withParsedLogs(input), { recording: input, damage: [] })
})

test('a log is read as one in a folder is', () => {
  const log = logOf(factsOf({ setupLog: { log: packed('ExchangeSetup.log', goodLog), msi: [], unread: [] } }))
  assert.equal([log.state, log.file, log.cut, log.unread], ['completed', 'ExchangeSetup.log', null, []])
})

test('the end of a log says what was not read: the runs before, or where the run begins', () => {
  const cutOf = (text: string) =>
    logOf(factsOf({ setupLog: { log: packed('ExchangeSetup.log', text, { cut: true }), msi: [], unread: [] } })).cut
  assert.is(cutOf(goodLog), 'earlier-runs')
  assert.is(cutOf(goodLog.split('\r\n').slice(4).join('\r\n')), 'run')
})

test('without a log there is none; the newest log of the installer stands for it where there is one', () => {
  const fact = factsOf({ setupLog: { log: null, msi: [], unread: [] } }).sections.setupLog
  assert.equal(fact, E.right(null))
  const msi = packed(
    'su.msilog',
    '=== Verbose logging started: 1/1/2026  9:00:00 ===\r\nMainEngineThread is returning 1603'
  )
  assert.is(logOf(factsOf({ setupLog: { log: null, msi: [msi], unread: [] } })).state, 'failed')
  assert.is(
    reasonOf({ log: null, msi: [], unread: [{ file: 'a.msilog', reason: 'it is locked' }] }),
    'a.msilog could not be read: it is locked'
  )
})

const broken: Readonly<Record<string, readonly [string, RegExp]>> = {
  'no gzip': [Buffer.from('text').toString('base64'), /it came damaged/],
  'no base64': ['???', /it came damaged/],
  'more than a log may be': [gzipSync(Buffer.alloc(40 * 1024 * 1024)).toString('base64'), /larger than a log may be/],
  nothing: ['', /is empty/]
}

for (const [name, [gzip, reason]] of Object.entries(broken))
  test(`a log that came as ${name} is unknown`, () => {
    const log = packed('ExchangeSetup.log', '', { gzip })
    assert.match(reasonOf({ log, msi: [], unread: [] }), reason)
    const before = rightOf(factsOf({ servicesBefore: { ...empty, startModes: log } }).sections.servicesBefore)
    assert.equal([before.startModes, before.unread?.length], [null, 1])
  })

test('a section in no form is damage, and costs itself alone', () => {
  const { recording: read, damage } = withParsedLogs(recording({ setupLog: { log: 'all' }, servicesBefore: empty }))
  assert.is(damage.length, 1)
  assert.match(damage[0] ?? '', /^the section setupLog is damaged: /)
  const { facts } = rightOf(decodeFacts(read))
  assert.ok(E.isRight(facts.sections.servicesBefore))
})

test('never throws, whatever the server sends', () => {
  const section = fc.oneof(
    fc.jsonValue(),
    fc.record({ log: fc.jsonValue(), msi: fc.jsonValue(), unread: fc.jsonValue() })
  )
  const bytes = fc.uint8Array({ maxLength: 2_000 }).map((content) => packed('ExchangeSetup.log', content))
  fc.assert(
    fc.property(
      fc.oneof(section, fc.record({ log: bytes, msi: fc.array(bytes), unread: fc.constant([]) })),
      (setupLog) => {
        const { damage } = rightOf(decodeFacts(withParsedLogs(recording({ setupLog })).recording))
        return damage.length <= 1
      }
    )
  )
  fc.assert(
    fc.property(bytes, (file) => {
      const before = factsOf({ servicesBefore: { startModes: file, states: file, log: file, unread: [] } })
      return E.isRight(before.sections.servicesBefore)
    })
  )
})

test.run()
