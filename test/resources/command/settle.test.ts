import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { OrganizationFacts } from '../../../facts/organization/organizationFacts'
import type { Guard } from '../../../resources/command/runRequest'
import { type AskAtWork, awaitDag, type ReadOrganizationFacts } from '../../../resources/command/settle'
import { copy, dagFacts, mounted } from '../../support/dag'

const test = suite('remediation: settle')

const settled = dagFacts(3)
const replaying = dagFacts(3, {
  servers: { EX01: { databaseCopies: [mounted('DB01'), copy('DB03', { status: 'Resynchronizing' })] } }
})
const guard: Guard = { organization: { type: 'none' }, dag: 'DAG1', after: ['EX01'], others: [] }
const patient = { total: 20, pause: 0.01 }
const impatient = { total: 0, pause: 0.01 }

const nobodyAtWork: AskAtWork = async () => E.right(false)

/** Reads one after the other, then the last one again and again. */
const reader = (...looks: ReadonlyArray<E.Either<string, OrganizationFacts>>) => {
  let count = 0
  const read: ReadOrganizationFacts = async () => {
    count += 1
    return looks[Math.min(count, looks.length) - 1] ?? E.left('nothing is there')
  }
  return { read, looks: () => count }
}

test('a settled DAG lets go of the next server at the first look, without a word', async () => {
  const { read, looks } = reader(E.right(settled))
  assert.equal(
    await awaitDag('EX02', guard, { read, askAtWork: nobodyAtWork }, assert.unreachable, patient),
    E.right(null)
  )
  assert.is(looks(), 1)
})

test('the next server waits until the one before it has settled, and tells why', async () => {
  const lines: Array<string> = []
  const { read, looks } = reader(E.right(replaying), E.left('the endpoint is busy'), E.right(settled))
  const ending = await awaitDag('EX02', guard, { read, askAtWork: nobodyAtWork }, (line) => lines.push(line), patient)
  assert.equal(ending, E.right(null))
  assert.is(looks(), 3)
  assert.equal(
    lines.map((line) => JSON.parse(line)),
    [
      { server: 'EX02', waiting: ['its copy of DB03 is not ready: Resynchronizing'] },
      { server: 'EX02', waiting: ['unknown: the endpoint is busy'] }
    ]
  )
})

test('a DAG that never settles leaves the server untouched, for its reasons', async () => {
  const { read } = reader(E.right(replaying))
  const ending = await awaitDag('EX02', guard, { read, askAtWork: nobodyAtWork }, () => undefined, {
    total: 0.05,
    pause: 0.01
  })
  assert.equal(
    ending,
    E.left(
      "EX02: nothing was touched: the DAG DAG1 can't do without it: its copy of DB03 is not ready: Resynchronizing"
    )
  )
})

const refused: ReadonlyArray<readonly [string, E.Either<string, OrganizationFacts>, RegExp]> = [
  ['facts that can not be read', E.left('access denied'), /unknown: access denied$/],
  ['another DAG', E.right(dagFacts(3, { dag: { name: 'DAG7' } })), /the organization has no DAG DAG1/],
  [
    'a member whose node is down',
    E.right(dagFacts(3, { dag: { operationalMembers: ['EX02', 'EX03'] } })),
    /its node in the cluster of the DAG DAG1 is down/
  ],
  [
    'no other copy that could serve',
    E.right(
      dagFacts(3, { servers: { EX03: { databaseCopies: [mounted('DB03'), copy('DB02', { status: 'Failed' })] } } })
    ),
    /no other member has a copy of DB02 that could serve: EX03 \(Failed\)/
  ]
]

for (const [name, look, reason] of refused)
  test(`nothing is touched: ${name}`, async () => {
    const ending = await awaitDag(
      'EX02',
      guard,
      { read: reader(look).read, askAtWork: nobodyAtWork },
      () => undefined,
      impatient
    )
    assert.ok(E.isLeft(ending), name)
    if (E.isLeft(ending)) assert.match(ending.left, reason)
  })

const other = {
  server: 'EX03',
  connection: { type: 'remoting', computer: null, port: null, https: null, credentials: null }
} as const

test('a server waits while a remediation is at work on another member, whoever began it', async () => {
  const lines: Array<string> = []
  const answers = [E.right(true), E.left('no answer within 90 s'), E.right(false)]
  const ask: AskAtWork = async () => answers.shift() ?? E.right(false)
  const { read, looks } = reader(E.right(settled))
  const ending = await awaitDag(
    'EX02',
    { ...guard, others: [other] },
    { read, askAtWork: ask },
    (line) => lines.push(line),
    patient
  )
  assert.equal(ending, E.right(null))
  assert.is(looks(), 1)
  assert.equal(
    lines.map((line) => JSON.parse(line).waiting),
    [['a remediation is at work on EX03'], ['unknown: whether a remediation is at work on EX03: no answer within 90 s']]
  )
})

const offline = (requester: string) => [
  { component: 'ServerWideOffline', state: 'Inactive', localStates: [{ requester, state: 'Inactive', time: null }] }
]
const serving = { databaseCopies: [mounted('DB02'), copy('DB01')] }
const drained = { databaseCopies: [copy('DB02'), copy('DB01')], componentStates: offline('Functional') }
const members = (EX02: Readonly<Record<string, unknown>>, parts = {}) =>
  E.right(dagFacts(3, { servers: { EX02 }, ...parts }))
const mustDrain: Guard = { ...guard, after: [], drained: true }
const maintained = members({ ...drained, componentStates: offline('Maintenance') })

/** What is said of EX02 at the first look; null where it is taken in hand. */
const own: ReadonlyArray<readonly [string, Guard, E.Either<string, OrganizationFacts>, RegExp | null]> = [
  [
    'it went into maintenance since the preview',
    { ...guard, after: [] },
    maintained,
    /^EX02: nothing was touched: somebody has taken the server out of service: Maintenance holds/
  ],
  ['its maintenance is meant', { ...guard, after: [], inMaintenance: 'allow' }, maintained, null],
  [
    'its node was paused since the preview',
    { ...guard, after: [] },
    members({}, { dag: { serversInMaintenance: ['EX02'] } }),
    /^EX02: nothing was touched: somebody has paused the node/
  ],
  [
    'it took databases over since the preview',
    mustDrain,
    members(serving),
    /^EX02: nothing was touched: active copies are mounted on EX02: DB02; EX02 is not in maintenance: ServerWideOffline is Active$/
  ],
  ['it is drained as before', mustDrain, members(drained), null],
  [
    'whether it is drained can not be read',
    mustDrain,
    members({ ...drained, componentStates: { error: 'denied' } }),
    /can't do without it: unknown: the component states of EX02 could not be read: denied$/
  ]
]

for (const [name, order, look, reason] of own)
  test(`the server itself: ${name}`, async () => {
    const { read, looks } = reader(look)
    const patience = reason?.source.startsWith("can't") ? impatient : patient
    const ending = await awaitDag('EX02', order, { read, askAtWork: nobodyAtWork }, () => undefined, patience)
    assert.is(looks(), 1)
    if (reason === null) assert.equal(ending, E.right(null))
    else assert.match(E.isLeft(ending) ? ending.left : '', reason)
  })

const busy = dagFacts(3, { servers: { EX01: { queues: { deliveryMessages: 900 } } } })
const mail: ReadonlyArray<readonly [string, Partial<Guard>, Readonly<Record<string, number>>, boolean]> = [
  ['no more mail waits than before its turn', {}, { EX01: 880 }, true],
  ['more mail waits than before its turn', {}, { EX01: 600 }, false],
  ['nobody knows how much waited before', {}, {}, false],
  ['the settings allow so much', { queueLimit: 901 }, {}, true]
]

for (const [name, parts, queued, isSettled] of mail)
  test(`the server before has settled, or not: ${name}`, async () => {
    const looks = { read: reader(E.right(busy)).read, askAtWork: nobodyAtWork, queued }
    const ending = await awaitDag('EX02', { ...guard, ...parts }, looks, () => undefined, impatient)
    assert.is(E.isRight(ending), isSettled)
  })

test('the first server of a DAG waits for nobody, but the others must do without it', async () => {
  const first = { ...guard, after: [] }
  assert.equal(
    await awaitDag(
      'EX02',
      first,
      { read: reader(E.right(replaying)).read, askAtWork: nobodyAtWork },
      () => undefined,
      impatient
    ),
    E.right(null)
  )
})

test.run()
