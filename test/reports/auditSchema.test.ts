import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { auditSchema } from '../../docs/auditSchema'
import { inCmd, inPowerShell, say } from '../../judging/resolutionSteps'
import { auditDocument } from '../../reports/auditDocument'
import { changesSince } from '../../reports/changes'
import type { Fleet } from '../../reports/fleet'
import { fleetDocument, fleetJson } from '../../reports/fleetJson'
import { assertAudit, isAudit, schemaFile } from '../support/auditSchema'
import { aFleet, aServer, ofEachKind } from '../support/fleet'
import { aDrift } from '../support/verdict'
import { demoFleet, largeFleet } from './fleets'

const test = suite('reports: the schema of the JSON')

const assertValid = (fleet: Fleet, withFacts = false): void => {
  const text = fleetJson(fleet, withFacts)
  assertAudit(text)
  assert.ok(E.isRight(auditDocument.decode(JSON.parse(text))))
}

const demo = async (): Promise<Fleet> => aFleet(await demoFleet())

test('the published schema is that of the codec (run: npm run docs)', () => {
  assert.is(readFileSync(schemaFile, 'utf8'), auditSchema())
})

test('the demo, servers that can not be read, each kind of verdict, and inputs that can not be used are valid', async () => {
  assertValid(await demo())
  assertValid(await demo(), true)
  assertValid(aFleet(largeFleet()))
  const errors = [{ source: 'EX02.json', message: 'is not complete JSON' }]
  assertValid(aFleet([aServer('EX01', ofEachKind)], { kind: 'audit', errors }))
  assertValid(aFleet([]))
})

test('what changed since an earlier report is valid', async () => {
  const [now, then] = [await demo(), fleetDocument(aFleet([aServer('EX01', ofEachKind), aServer('EX16', ofEachKind)]))]
  assertValid({ ...now, changes: changesSince(then, now.servers) })
})

test('a step is its text, its shell and its command, in verdicts and in findings; the last one says who does them', () => {
  const steps = [say('Look.'), inPowerShell('Start it:', 'Set-Thing', 'Start-Thing'), inCmd('Stop it:', 'sc stop x')]
  const drifts = [aDrift({ resolution: { ...aDrift().resolution, steps } })]
  const [server] = fleetDocument(aFleet([aServer('EX01', { build: { status: 'drift', drifts } })])).servers
  const expected = [
    { text: 'Look.', shell: null, command: null },
    { text: 'Start it:', shell: 'powershell', command: 'Set-Thing\nStart-Thing' },
    { text: 'Stop it:', shell: 'cmd', command: 'sc stop x' },
    { text: 'Do this by hand: it is not automated, since a person must see to it.', shell: null, command: null }
  ]
  assert.equal(server?.verdicts.find(({ policy }) => policy === 'build')?.drifts[0]?.resolution.steps, expected)
  assert.equal(server?.findings[0]?.do[0]?.steps, expected)
})

test('a finding says what is wrong, why, and what to do, also where something was not read', () => {
  const [server] = fleetDocument(aFleet([aServer('EX01', ofEachKind)])).servers
  assert.equal(
    server?.findings.map(({ kind, policies, automatic, waiver, do: todo }) => [
      kind,
      policies,
      automatic,
      waiver,
      todo.map(({ summary }) => summary)
    ]),
    [
      ['drift', ['services-start'], false, null, ['Expected W3SVC to run; start it.']],
      [
        'unknown',
        ['folder-acls'],
        false,
        null,
        ['Connect with an account that is an elevated local administrator there, then read it again.']
      ],
      ['drift', ['shared-web-config'], false, 'CHG-7', ['Expected W3SVC to run; start it.']]
    ]
  )
  assert.is(server?.state, 'drifting')
})

test('the own level of a policy and its effective level are told apart', () => {
  const [server] = fleetDocument(aFleet([aServer('EX01', { build: { level: 'advisory' } })])).servers
  const build = server?.verdicts.find(({ policy }) => policy === 'build')
  assert.equal([build?.ownLevel, build?.level], ['mandatory', 'advisory'])
})

type Path = ReadonlyArray<string | number>

const pathsIn = (value: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (typeof value !== 'object' || value === null) return [path]
  const entries = Array.isArray(value) ? value.map((one, index) => [index, one] as const) : Object.entries(value)
  return [path, ...entries.flatMap(([key, one]) => pathsIn(one, [...path, key]))]
}

/** A document with another value in one place, or with none there. */
const changedAt = (document: unknown, [key, ...rest]: Path, value: unknown): unknown => {
  if (key === undefined) return value
  if (Array.isArray(document)) return document.map((one, index) => (index === key ? changedAt(one, rest, value) : one))
  const entries = Object.entries(Object(document)).map(
    ([name, one]) => [name, name === key ? changedAt(one, rest, value) : one] as const
  )
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined))
}

const small = JSON.parse(fleetJson(aFleet([aServer('EX01', ofEachKind), aServer('EX02')])))
const places = pathsIn(small)

test('a key of a wrong type is refused', () => {
  for (const [path, value] of [
    [['version'], 1],
    [['servers'], {}],
    [['servers', 0, 'state'], 'drift'],
    [['servers', 0, 'verdicts', 0, 'level'], 'high'],
    [['servers', 0, 'findings', 0, 'do', 0, 'steps', 0], 'Start-Service W3SVC'],
    [['servers', 0, 'findings', 0, 'why'], undefined]
  ] as const) {
    assert.ok(
      places.some((one) => one.join() === path.join()),
      path.join()
    )
    assert.not(isAudit(changedAt(small, path, value)), path.join())
  }
})

test('whatever is changed in it, the schema and the codec say the same of it', () => {
  const values = fc.constantFrom<unknown>(undefined, null, 0, 'x', true, [], {}, [null], ['x'])
  fc.assert(
    fc.property(fc.constantFrom(...places), values, (path, value) => {
      const changed = changedAt(small, path, path.some((key) => typeof key === 'number') ? (value ?? null) : value)
      assert.is(
        isAudit(changed),
        E.isRight(auditDocument.decode(changed)),
        `${path.join('.')} = ${JSON.stringify(value)}`
      )
    }),
    { numRuns: 1_000 }
  )
})

test.run()
