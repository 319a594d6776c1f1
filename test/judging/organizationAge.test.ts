import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Fact } from '../../facts/fact'
import { inOrganization } from '../../judging/inOrganization'
import { organizationFacts } from '../support/inOrganization'
import { type RecordedSections, serverFacts } from '../support/server'

const test = suite('the age of the facts of an organization')

const boot = (counter: string | null, ...events: ReadonlyArray<string>): RecordedSections => ({
  boot: { counter, log: { since: '2026-01-01T00:00:00Z', events }, unread: null }
})

const event = (id: number, at: string, code: number | null) => ({
  ...{ id, at, code, product: 'Microsoft Exchange Server', update: 'Security Update (KB5066369)' }
})

const installer = (...events: ReadonlyArray<object>): RecordedSections => ({
  ...boot('2026-09-01T00:00:00Z'),
  installerEvents: { since: '2026-01-01T00:00:00Z', events }
})

const asked = '2026-11-01T08:00:00Z'

const rows: ReadonlyArray<
  readonly [name: string, collectedAt: string | null, facts: RecordedSections, reason: string | null]
> = [
  ['Windows was started before', asked, boot('2026-10-31T22:30:05Z', '2026-10-31T22:30:00Z'), null],
  ['Windows was started since', asked, boot('2026-11-01T09:00:05Z', '2026-11-01T09:00:00Z'), 'Windows was started at'],
  ['Windows was started after the facts, which can not be', asked, boot('2026-11-03T09:00:00Z'), null],
  [
    'the counter alone is later, as after a suspension',
    asked,
    boot('2026-11-01T09:00:00Z', '2026-10-31T22:30:00Z'),
    null
  ],
  ['an update was installed before', asked, installer(event(1022, '2026-10-14T20:00:00Z', null)), null],
  [
    'an update was installed since',
    asked,
    installer(event(1022, '2026-11-01T20:00:00Z', null)),
    'its last update was installed at 2026-11-01T20:00:00Z'
  ],
  [
    'an update was removed since',
    asked,
    installer(event(1037, '2026-11-01T20:00:00Z', null)),
    'its last update was removed at 2026-11-01T20:00:00Z'
  ],
  ['nothing tells of a start or an update', asked, { boot: { error: 'access denied' } }, null],
  ['the facts have no time', null, {}, 'the facts of the organization do not say when they were recorded']
]

for (const [name, collectedAt, facts, expected] of rows)
  test(`${name}: what changes by the hour is ${expected === null ? 'believed' : 'unknown'}`, () => {
    const organization = E.right({ ...organizationFacts(), collectedAt })
    const later = { ...serverFacts(facts), collectedAt: '2026-11-02T08:00:00Z' }
    const seen = inOrganization(later, organization)
    for (const section of ['componentStates', 'databaseCopies', 'queues', 'resourceThrottling'] as const) {
      const fact: Fact<unknown> = seen[section]
      assert.is(E.isRight(fact), expected === null, section)
      if (E.isLeft(fact)) assert.match(fact.left.reason, expected ?? '')
    }
    assert.ok(E.isRight(seen.activation) && E.isRight(seen.dags), 'its DAG stays known')
  })

test.run()
