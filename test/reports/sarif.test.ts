import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { policies } from '../../policies/catalogue'
import type { Fleet } from '../../reports/fleet'
import { sarif } from '../../reports/sarif'
import { aFleet, aServer, ofEachKind } from '../support/fleet'
import { hostileText } from '../support/hostile'
import { aDrift } from '../support/verdict'

const test = suite('reports: SARIF')

const schema = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
addFormats(ajv)
const isValid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')))

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

const reportOf = (fleet: Fleet) => {
  const text = sarif(hash, fleet)
  const report: unknown = JSON.parse(text)
  const valid = isValid(report)
  assert.ok(valid, ajv.errorsText(isValid.errors))
  return JSON.parse(text).runs[0]
}

const prints = (fleet: Fleet): ReadonlyArray<string> =>
  reportOf(fleet).results.map(
    (one: { partialFingerprints: Record<string, string> }) => Object.values(one.partialFingerprints)[0]
  )

test('the schema refuses what is no SARIF', () => {
  assert.not(isValid({ version: '2.1.0' }))
})

test('its rules are the catalogue', () => {
  const { rules } = reportOf(aFleet([])).tool.driver
  assert.equal(
    rules.map(({ id }: { id: string }) => id),
    policies.map(({ name }) => name)
  )
})

test('has a result for each finding of each policy: drift fails, unknown is open, what is waived is suppressed', () => {
  const { results } = reportOf(aFleet([aServer('EX01', ofEachKind)]))
  const told = results.map(
    ({ ruleId, kind, level, suppressions }: Record<string, ReadonlyArray<{ justification: string }>>) => [
      ruleId,
      kind,
      level,
      suppressions?.[0]?.justification ?? null
    ]
  )
  assert.equal(
    results.map((one: { properties: { ownLevel: string; effectiveLevel: string } }) => Object.values(one.properties)),
    [
      ['mandatory', 'mandatory'],
      ['mandatory', 'mandatory'],
      ['mandatory', 'advisory'],
      ['mandatory', 'mandatory']
    ]
  )
  assert.equal(told, [
    ['services-start', 'fail', 'error', null],
    ['folder-acls', 'open', 'none', null],
    ['maintenance', 'open', 'none', null],
    ['shared-web-config', 'fail', 'error', 'CHG-7']
  ])
  for (const { ruleId, ruleIndex } of results) assert.is(policies[ruleIndex]?.name, ruleId)
})

test('a fingerprint stays while values change, and differs by server, policy and path', () => {
  const ofDrift = (server: string, parts: Parameters<typeof aDrift>[0]) =>
    prints(aFleet([aServer(server, { 'services-start': { status: 'drift', drifts: [aDrift(parts)] } })]))
  const first = ofDrift('EX01', {})
  assert.equal(ofDrift('EX01', { actual: 'Manual, Stopped', evidence: ['another'] }), first)
  assert.not.equal(ofDrift('EX02', {}), first)
  assert.not.equal(ofDrift('EX01', { path: ['services', 'WinMgmt'] }), first)
})

test('says that inputs could not be used', () => {
  const [invocation] = reportOf(aFleet([], { errors: [{ source: 'a.json', message: 'is empty' }] })).invocations
  assert.not(invocation.executionSuccessful)
  assert.is(invocation.toolExecutionNotifications[0].message.text, 'a.json: is empty')
})

test('whatever a server sends, it is valid', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' })), (text) => {
      const drifts = [aDrift({ path: ['services', text], actual: text })]
      const server = aServer(text, { build: { status: 'drift', waiver: text, drifts } }, { source: text })
      reportOf(aFleet([server], { errors: [{ source: text, message: text }] }))
    }),
    { numRuns: 60 }
  )
})

test.run()
