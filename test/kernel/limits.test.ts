import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeAnswer, decodeFacts, encodeFacts } from '../../facts/decode'
import { type Section, sectionNames } from '../../facts/registry'
import { limits } from '../../kernel/limits'
import { healthySections, recording, serverFacts } from '../support/server'
import { beginning, failing, logText, sectionOf } from '../support/setupLogs'

const test = suite('facts: limits')

const reasonOf = (name: Section, value: unknown): string => {
  const fact: E.Either<{ readonly reason: string }, unknown> = serverFacts({ [name]: value }).sections[name]
  return E.isLeft(fact) ? fact.left.reason : 'it was read'
}

const many = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))

const thumbprint = (index: number): string => index.toString(16).padStart(40, '0')

/** Each list of a server: an entry by its number, the most that is read, and ten times the largest server seen. */
const lists: ReadonlyArray<readonly [Section, (index: number) => unknown, number, number]> = [
  ['services', (index) => ({ name: `s${index}`, status: 'Running', startType: 'Manual' }), limits.services, 6_150],
  ['certificates', (index) => ({ thumbprint: thumbprint(index), subject: 'CN=a' }), limits.certificates, 3_010],
  [
    'bindings',
    (index) => ({ site: `s${index}`, protocol: 'https', address: '*', port: 443, host: '', thumbprint: null }),
    limits.bindings,
    5_020
  ],
  ['httpSys', (port) => ({ address: '0.0.0.0', port, host: null, thumbprint: null }), limits.httpSysRecords, 5_030],
  ['acls', (index) => ({ path: `C:\\${index}`, sddl: 'D:', inherits: true }), limits.folders, 20_000]
]

for (const [name, entry, most, seenTenfold] of lists) {
  test(`${name}: ten times the largest real server is read, up to ${most} entries`, () => {
    assert.ok(most >= seenTenfold)
    assert.is(reasonOf(name, many(most, entry)), 'it was read')
  })

  test(`${name}: a list beyond the limit is never cut, but unreadable, with its length`, () => {
    assert.match(reasonOf(name, many(most + 1, entry)), /it has \d+,\d{3} entries, and at most \d+,\d{3} are read$/)
  })
}

const folder = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\FrontEnd\\HttpProxy\\owa\\auth'

test('an access control list may be as long as Windows allows, and no longer', () => {
  assert.is(reasonOf('acls', [{ path: folder, sddl: 'x'.repeat(65_535) }]), 'it was read')
  assert.match(reasonOf('acls', [{ path: folder, sddl: 'x'.repeat(65_536) }]), '65,536 characters')
})

type Path = ReadonlyArray<string | number>

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The places of a value at which something holds. */
const places = (value: unknown, holds: (found: unknown) => boolean, path: Path = []): ReadonlyArray<Path> => [
  ...(holds(value) ? [path] : []),
  ...(Array.isArray(value) ? value.flatMap((one, index) => places(one, holds, [...path, index])) : []),
  ...(isObject(value) ? Object.entries(value).flatMap(([key, one]) => places(one, holds, [...path, key])) : [])
]

const changed = (value: unknown, [first, ...rest]: Path, change: (found: unknown) => unknown): unknown => {
  if (first === undefined) return change(value)
  if (Array.isArray(value)) return value.map((one, index) => (index === first ? changed(one, rest, change) : one))
  return isObject(value) ? { ...value, [first]: changed(value[String(first)], rest, change) } : value
}

const log = sectionOf(logText([...beginning, '[1] [ERROR] System.Exception: it failed', '   at A.B()', ...failing]))

/** Sections in which no kind of value is missing, in their recorded form. */
const complete: Readonly<Record<string, unknown>> = {
  ...healthySections,
  setupLog: log,
  servicesBefore: {
    startModes: [{ name: 'W3SVC', startType: 'Automatic' }],
    states: [{ name: 'W3SVC', status: 'Running' }],
    runs: [
      {
        line: 1,
        kind: 'before',
        succeeded: false,
        stopped: ['W3SVC'],
        unrestored: ['FMS'],
        errors: [{ line: 2, text: 'it failed' }]
      }
    ]
  },
  journal: { lastEntry: 1, restartDue: 'ssl-bindings' },
  executionPolicy: {
    machine: { enableScripts: '1', executionPolicy: 'RemoteSigned' },
    users: [{ sid: 'S-1-5-18', enableScripts: '1', executionPolicy: 'RemoteSigned', unreadable: 'access denied' }],
    powerShell: '5.1.17763.1',
    languageMode: 'FullLanguage',
    elevated: true
  },
  localStates: [
    { component: 'HubTransport', requester: 'Maintenance', state: 'Draining', time: '2026-11-01T08:00:00Z' }
  ]
}

test('every text that a server may send has a limit', () => {
  for (const name of sectionNames)
    for (const path of places(complete[name], (value) => typeof value === 'string')) {
      const value = changed(complete[name], path, () => 'C:\\'.padEnd(100_000, 'x'))
      assert.is.not(reasonOf(name, value), 'it was read', `${name}.${path.join('.')}`)
    }
})

const encoded = (decoded: ReturnType<typeof decodeFacts>): unknown =>
  E.isRight(decoded) ? encodeFacts(decoded.right.facts) : decoded.left

/** Deeper than any function can call itself. */
const nested: unknown = many(200_000, () => 0).reduce<unknown>((inner) => [inner], 0)

test('what no codec knows is left behind, however deep it is', () => {
  for (const name of sectionNames)
    for (const path of places(complete[name], isObject)) {
      const value = changed(complete[name], path, (found) => (isObject(found) ? { ...found, extra: nested } : found))
      const decoded = decodeFacts({ version: 1, server: 'EX01', facts: { [name]: value } })
      const plain = decodeFacts({ version: 1, server: 'EX01', facts: { [name]: complete[name] } })
      assert.equal(encoded(decoded), encoded(plain), `${name}.${path.join('.')}`)
    }
})

test('the reason of a section that could not be read has 200 characters at most', () => {
  assert.is(reasonOf('acls', { error: 'x'.repeat(1_000_000) }).length, 200)
  assert.is(reasonOf('acls', { error: 'Access is denied.' }), 'Access is denied')
})

const isUnread = (fact: E.Either<unknown, unknown>): boolean => E.isLeft(fact)

const odd: ReadonlyArray<readonly [string, Section, unknown]> = [
  ['an installation path that is a number', 'identity', { name: 'EX01', roles: ['Mailbox'], installPath: 5 }],
  ['an installation path with a NUL', 'identity', { name: 'EX01', roles: ['Mailbox'], installPath: 'C:\\a\0b\\' }],
  ['a version that is a text', 'build', { exSetup: 'fifteen', binaries: null }],
  ['a list that is none', 'services', 'none'],
  ['a start type that Windows has not', 'services', [{ name: 'W3SVC', status: 'Running', startType: 'constructor' }]]
]

for (const [what, name, value] of odd) {
  test(`${what} costs a live server that section alone`, () => {
    const decoded = decodeAnswer(recording({ [name]: value }))
    if (E.isLeft(decoded)) throw new Error(decoded.left)
    const { server, sections } = decoded.right
    assert.is(server, 'EX01')
    for (const other of sectionNames.filter((one) => healthySections[one] !== undefined && one !== name))
      assert.not.ok(isUnread(sections[other]), other)
    const fact: E.Either<{ readonly reason: string; readonly damaged?: boolean }, unknown> = sections[name]
    if (E.isRight(fact)) throw new Error(`${name} was read`)
    assert.match(fact.left.reason, `the server gave ${name} in a form that can't be used: `)
    assert.not.ok(fact.left.damaged)
  })

  test(`${what} in a recording is a damaged section, and the server keeps its name`, () => {
    const decoded = decodeFacts(recording({ [name]: value }))
    if (E.isLeft(decoded)) throw new Error(decoded.left)
    assert.is(decoded.right.facts.server, 'EX01')
    assert.match(decoded.right.damage.join(), `the section ${name} is damaged: `)
    assert.is(decoded.right.damage.length, 1)
  })
}

test('a live server whose clock is none is read all the same', () => {
  const answer = recording()
  const decoded = decodeAnswer(isObject(answer) ? { ...answer, collectedAt: 12 } : answer)
  assert.ok(E.isRight(decoded) && decoded.right.collectedAt === null && E.isRight(decoded.right.sections.services))
})

test.run()
