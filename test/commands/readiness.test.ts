import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Readiness } from '../../commands/readiness'
import { dagFacts } from '../support/dag'
import { healthySections } from '../support/server'
import { anUnknown, aVerdict } from '../support/verdict'
import { type Case, drifting, readiness, unread, waivedDrift, waiver } from './readyServers'

const test = suite('commands: readiness')

const old = '15.2.1544.4'

const allDisabled = {
  services: Array.isArray(healthySections.services)
    ? healthySections.services.map((service) => ({ ...service, status: 'Stopped', startType: 'Disabled' }))
    : []
}
const halfInstalled = {
  build: { exSetup: '15.2.1748.55', binaries: [{ path: 'Bin\\EdgeTransport.exe', version: old }], missing: null }
}

const edgeUnread = {
  identity: { ...Object(healthySections.identity), roles: ['Edge'] },
  services: { error: 'access denied' }
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
    'a waived half-installed server',
    { verdicts: [waivedDrift('unfinished-update')], sections: halfInstalled },
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
  ['a drift of an advisory policy', { verdicts: [{ ...drifting, countsAsChange: false }] }, 'ready', ''],
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
  [
    'an update that it has, in a DAG of which nothing is known',
    { update: '15.2.1748.55', dag: 'DAG1', organization: E.left('no answer') },
    'done',
    ''
  ],
  [
    'an Edge server, of which the services were not read',
    {
      ...{ organization: E.left('its facts are recorded'), sections: edgeUnread },
      verdicts: [aVerdict()]
    },
    'ready',
    ''
  ],
  ['an update that it has', { update: '15.2.1748.55' }, 'done', ''],
  [
    'an update that broke off there',
    { update: '15.2.1748.55', verdicts: [drifting] },
    'not ready',
    'nothing is left to install: it has 15.2.1748.55 or a newer build already; restart-pending: '
  ],
  [
    'an update that it has, with something unread',
    { update: '15.2.1748.55', verdicts: [unread] },
    'not known',
    'nothing is left to install: it has 15.2.1748.55 or a newer build already; '
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

test.run()
