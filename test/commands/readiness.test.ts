import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { orderOf, type Readiness, readinessOf } from '../../commands/readiness'
import { readyText } from '../../commands/readyText'
import { updateIn } from '../../commands/updateFit'
import type { Verdict } from '../../judging/verdict'
import { plainStyle } from '../../reports/text'
import { planServers } from '../../stacks/plan'
import { decodeSettings, type Settings } from '../../stacks/settings'
import { copy, dagFacts, mounted } from '../support/dag'
import { serverFacts } from '../support/server'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('commands: readiness')

const settingsFor = (parts: object, organization: object): Settings => {
  const server = { name: 'EX01', connection: { type: 'ssh' }, ...parts }
  const decoded = decodeSettings({ servers: JSON.stringify([server]), organization: JSON.stringify(organization) })
  if (E.isLeft(decoded)) throw new Error(decoded.left.join())
  return decoded.right
}

const endpoint = { endpoint: 'ex09.contoso.example' }

interface Case {
  readonly verdicts?: ReadonlyArray<Verdict>
  readonly dag?: string
  readonly organization?: Parameters<typeof readinessOf>[1]
  readonly update?: string
  readonly build?: string | null
}

/** How ready EX01 (Exchange 2019, build 15.2.1748.55) is. */
const readiness = ({
  verdicts = [aVerdict()],
  dag,
  organization = E.right(dagFacts(3)),
  update,
  build
}: Case): Readiness => {
  const settings = settingsFor(dag === undefined ? {} : { dag }, endpoint)
  const [plan] = planServers(settings, '2026-11-01', () => null)
  if (plan === undefined) throw new Error('there is a plan')
  const wanted = update === undefined ? E.right(null) : updateIn(update)
  if (E.isLeft(wanted)) throw new Error(wanted.left)
  const facts = serverFacts(build === undefined ? {} : { build: { exSetup: build, binaries: null, missing: null } })
  return readinessOf(settings, organization, wanted.right)({ plan, facts, errors: [], verdicts })
}

const drifting = aVerdict({ policy: 'restart-pending', status: 'drift', drifts: [aDrift()] })
const unread = aVerdict({ status: 'unknown', unknowns: [anUnknown()] })

const old = '15.2.1544.4'

const rows: ReadonlyArray<readonly [string, Case, Readiness['state'], string]> = [
  ['nothing stands against it', {}, 'ready', ''],
  ['a member of a DAG that can do without it', { dag: 'DAG1' }, 'ready', ''],
  ['a drift of a mandatory policy', { verdicts: [drifting] }, 'not ready', 'restart-pending: '],
  ['a drift of an advisory policy', { verdicts: [{ ...drifting, binding: false }] }, 'ready', ''],
  ['what could not be read', { verdicts: [unread] }, 'not known', 'services-start: not known: services: access denied'],
  ['a DAG of which nothing is known', { dag: 'DAG1', organization: E.left('no answer') }, 'not known', 'no answer'],
  [
    'a DAG of which another member is down',
    { dag: 'DAG1', organization: E.right(dagFacts(3, { dag: { operationalMembers: ['EX01', 'EX02'] } })) },
    'not ready',
    'would lose its quorum'
  ],
  ['an update of its own product', { update: '2019:15.2.1748.99' }, 'ready', ''],
  ['an upgrade of 2019 to SE', { update: 'SE:15.2.2562.17' }, 'ready', ''],
  ['an update of SE on 2019', { update: 'SE:15.2.2562.53' }, 'not ready', 'needs SE RTM first'],
  ['an update of SE that the table lacks, on 2019', { update: '15.2.2562.99' }, 'not ready', 'needs SE RTM first'],
  ['an update of another CU', { update: '15.2.1748.55', build: '15.2.1544.36' }, 'not ready', 'needs CU15 first'],
  ['one that the table lacks, of another CU', { update: '15.2.1748.99', build: old }, 'not ready', 'needs CU15 first'],
  ['an update of its own CU that the table lacks', { update: '15.2.1544.99', build: old }, 'ready', ''],
  ['a CU on an older one', { update: '15.2.1748.10', build: old }, 'ready', ''],
  [
    'an update of a CU that nobody knows',
    { update: '15.2.1999.5', build: old },
    'not known',
    'not in the table of builds'
  ],
  ['an update of an older CU', { update: '15.2.1544.36' }, 'done', ''],
  ['an update of another product', { update: '2016:15.1.2507.99' }, 'not ready', 'and the server runs 2019'],
  ['an update that it has', { update: '15.2.1748.55' }, 'done', ''],
  [
    'an update that broke off there',
    { update: '15.2.1748.55', verdicts: [drifting] },
    'not ready',
    'it has 15.2.1748.55 or a newer build already, so that nothing is left to install, but: restart-pending: '
  ],
  [
    'an update that it has, with something unread',
    { update: '15.2.1748.55', verdicts: [unread] },
    'not known',
    'already, so that nothing is left to install, but: '
  ],
  ['no verdict at all', { verdicts: [] }, 'not known', 'no policy was judged'],
  ['no verdict at all, and it has the update', { verdicts: [], update: '15.2.1748.55' }, 'not known', 'no policy was'],
  ['an update where its build is unknown', { update: '15.2.1748.99', build: null }, 'not known', 'could not be read']
]

for (const [name, given, state, reason] of rows)
  test(`${name}: ${state}`, () => {
    const found = readiness(given)
    assert.is(found.state, state, found.reasons.join())
    assert.ok(found.reasons.join('; ').includes(reason), found.reasons.join('; '))
    assert.is(found.reasons.length > 0, state === 'not ready' || state === 'not known')
  })

const alone = 'DB09 has no other copy and is down during the update'
const canDo = 'DAG1 can do without it'
const members = (copies: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
  E.right(dagFacts(3, { servers: { EX01: { databaseCopies: copies } } }))

const copyRows: ReadonlyArray<readonly [string, Parameters<typeof readinessOf>[1], string, string]> = [
  ['each database has another copy', members([mounted('DB01'), copy('DB03')]), canDo, 'no other copy'],
  ['a database whose only copy is there', members([mounted('DB01'), mounted('DB09')]), alone, canDo],
  ['a DAG of one', E.right(dagFacts(1)), 'DB01 has no other copy', canDo],
  [
    'copies that could not be read',
    E.right(dagFacts(3, { servers: { EX01: { databaseCopies: { error: 'access denied' } } } })),
    'its database copies could not be read',
    canDo
  ]
]

for (const [name, organization, told, untold] of copyRows)
  test(`a member of a DAG, ${name}: a note says so, and it is ready`, () => {
    const { state, notes } = readiness({ dag: 'DAG1', organization })
    assert.is(state, 'ready')
    assert.ok(notes.join(' · ').includes(told), notes.join(' · '))
    assert.not.ok(notes.join(' · ').includes(untold), notes.join(' · '))
  })

const updates: Readonly<Record<string, string>> = {
  latest: 'name a build of Exchange, such as 15.2.2562.53',
  '15.2': 'name a build of Exchange',
  '2019:15.2.2562.53': '15.2.2562.53 is a build of Exchange SE, not of 2019',
  'SEE:15.2.2562.53': 'did you mean SE?'
}

for (const [text, told] of Object.entries(updates))
  test(`the update ${text} is refused`, () => {
    const update = updateIn(text)
    assert.match(E.isLeft(update) ? update.left : 'taken', told)
  })

const one = (server: string, dag: string | null, parts: Partial<Readiness> = {}): Readiness => ({
  ...{ server, dag, state: 'ready', reasons: [], notes: [], isActiveManager: false, hasUpdate: false },
  ...parts
})

test('the order: by DAG, the primary active manager last, then those that are not ready; what has the update is left out', () => {
  const all = [
    one('EX01', 'DAG1', { isActiveManager: true }),
    one('EX02', 'dag1', { state: 'not ready', reasons: ['a restart is pending'] }),
    one('EX03', 'DAG1'),
    one('EX04', null),
    one('EX05', 'DAG1', { state: 'done', hasUpdate: true }),
    one('EX06', 'DAG1', { state: 'not ready', hasUpdate: true, reasons: ['FMS is Disabled'] })
  ]
  assert.equal(
    orderOf(all).map(({ dag, servers }) => [dag, ...servers.map(({ server }) => server)]),
    [
      ['DAG1', 'EX03', 'EX01', 'EX02'],
      [null, 'EX04']
    ]
  )
  const lines = readyText(plainStyle, all).split('\n')
  assert.equal(lines.slice(-3), [
    'Order:',
    '  DAG1, one at a time: EX03, EX01 (primary active manager, last); not ready yet: EX02',
    '  Servers in no DAG: EX04'
  ])
  assert.ok(lines.includes('EX02  NOT ready') && lines.includes('  a restart is pending'))
})

test.run()
