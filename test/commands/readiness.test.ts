import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { orderOf, type Readiness, readinessOf } from '../../commands/readiness'
import { readyText } from '../../commands/readyText'
import { updateIn } from '../../commands/updateFit'
import type { JudgedDrift, Verdict } from '../../judging/verdict'
import { plainStyle } from '../../reports/text'
import { planServers } from '../../stacks/plan'
import { decodeSettings, type Settings } from '../../stacks/settings'
import { copy, dagFacts, mounted } from '../support/dag'
import { healthySections, serverFacts } from '../support/server'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('commands: readiness')

const settingsFor = (parts: object, organization: object, policies: object): Settings => {
  const server = { name: 'EX01', connection: { type: 'ssh' }, ...parts }
  const decoded = decodeSettings({
    servers: JSON.stringify([server]),
    organization: JSON.stringify(organization),
    policies: JSON.stringify(policies),
    stage: 'before-update'
  })
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
  readonly sections?: Readonly<Record<string, unknown>>
  readonly policies?: Readonly<Record<string, string>>
}

/** How ready EX01 (Exchange 2019, build 15.2.1748.55) is. */
const readiness = ({
  verdicts = [aVerdict()],
  dag,
  organization = E.right(dagFacts(3)),
  update,
  build,
  sections = {},
  policies = {}
}: Case): Readiness => {
  const settings = settingsFor(dag === undefined ? {} : { dag }, endpoint, policies)
  const [plan] = planServers(settings, '2026-11-01', () => null)
  if (plan === undefined) throw new Error('there is a plan')
  const wanted = update === undefined ? E.right(null) : updateIn(update)
  if (E.isLeft(wanted)) throw new Error(wanted.left)
  const facts = serverFacts({
    ...(build === undefined ? {} : { build: { exSetup: build, binaries: null, missing: null } }),
    ...sections
  })
  return readinessOf(settings, organization, wanted.right)({ plan, facts, errors: [], verdicts })
}

const drifting = aVerdict({ policy: 'restart-pending', status: 'drift', drifts: [aDrift()] })
const old = '15.2.1544.4'
const unread = aVerdict({ status: 'unknown', unknowns: [anUnknown()] })

const waiver = 'CHG-7'
const waivedDrift = (policy: string, path: JudgedDrift['path'] = ['services', 'W3SVC']) =>
  aVerdict({ ...{ policy, status: 'drift', waiver }, drifts: [aDrift({ path, waiver })] })
const allDisabled = {
  services: Array.isArray(healthySections.services)
    ? healthySections.services.map((service) => ({ ...service, status: 'Stopped', startType: 'Disabled' }))
    : []
}
const halfInstalled = {
  build: { exSetup: '15.2.1748.55', binaries: [{ path: 'Bin\\EdgeTransport.exe', version: old }], missing: null }
}

const rows: ReadonlyArray<readonly [string, Case, Readiness['state'], string]> = [
  ['a waived drift', { verdicts: [waivedDrift('folder-acls')] }, 'ready', ''],
  ['one waived service that is Disabled', { verdicts: [waivedDrift('services-start')] }, 'ready', ''],
  [
    'waived services where most are Disabled',
    { verdicts: [waivedDrift('services-start')], sections: allDisabled },
    'not known',
    'it may be half-updated: most services of Exchange are Disabled'
  ],
  [
    'a waived build that is half-installed',
    { verdicts: [waivedDrift('build')], sections: halfInstalled },
    'not known',
    'it may be half-updated: half-updated: Bin'
  ],
  [
    'a waived failure of setup',
    { verdicts: [waivedDrift('error-code-1603', ['setupLog'])] },
    'not known',
    'waived, and it may be half-updated'
  ],
  [
    'a waived value that was not read',
    { verdicts: [aVerdict({ ...{ status: 'unknown', waiver }, unknowns: [anUnknown({ waiver })] })] },
    'not known',
    'waived, and not known: services: access denied'
  ],
  [
    'a mandatory policy that is disabled',
    { policies: { 'ssl-bindings': 'disabled' } },
    'not known',
    'not judged, since the settings disable them: ssl-bindings'
  ],
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
  ['an update of an older CU', { update: '15.2.1544.36' }, 'not ready', 'is for CU14, and the server has CU15'],
  [
    'one that the table lacks, of an older CU',
    { update: '15.2.1544.99' },
    'not ready',
    'is for CU14, and the server has'
  ],
  [
    'an update of an older CU, on a bare CU',
    { update: '15.2.1544.36', build: '15.2.1748.10' },
    'not ready',
    'is for CU14'
  ],
  ['an older CU itself', { update: '15.2.1544.4' }, 'done', ''],
  ['an upgrade of 2019 CU14 to SE', { update: 'SE:15.2.2562.17', build: old }, 'ready', ''],
  [
    'an upgrade of 2019 CU13 to SE',
    { update: 'SE:15.2.2562.17', build: '15.2.1258.12' },
    'not ready',
    'needs CU14 or CU15'
  ],
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

test('whatever is waived is named, with its number of values', () => {
  for (const update of [undefined, '15.2.1748.55']) {
    const found = readiness({ verdicts: [waivedDrift('folder-acls')], ...(update === undefined ? {} : { update }) })
    assert.equal(found.waived, ['waived, folder-acls: 1 value: CHG-7'])
    assert.match(readyText(plainStyle, [found]), 'waived, folder-acls: 1 value: CHG-7')
  }
})

test('a certificate that ends soon is named', () => {
  const ends = `the certificate ${'A'.repeat(40)} expires on 2026-12-01, within 30 days; renew it before that day`
  const reason = `none of its names is known; ${ends}`
  const { notes } = readiness({ verdicts: [aVerdict({ reason })] })
  assert.ok(
    notes.some((note) => note.includes('expires on 2026-12-01')),
    notes.join()
  )
  assert.not.ok(notes.some((note) => note.includes('none of its names')))
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
  ...{ server, dag, state: 'ready', reasons: [], notes: [], waived: [], isActiveManager: false, hasUpdate: false },
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
