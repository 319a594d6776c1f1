import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { changesSince } from '../../reports/changes'
import { changeLines, changeSentences } from '../../reports/changesText'
import type { Fleet } from '../../reports/fleet'
import { fleetDocument } from '../../reports/fleetJson'
import { renderReport } from '../../stacks/reportFiles'
import { aFleet, aServer, ofEachKind } from '../support/fleet'
import { hostileText } from '../support/hostile'
import { aDrift, anUnknown } from '../support/verdict'

const test = suite('reports: what changed')

const drift = { 'services-start': ofEachKind['services-start'] ?? {} }
const unread = { 'services-start': { status: 'unknown' as const, unknowns: [anUnknown()] } }

const earlier = aFleet(
  [
    aServer('EX01', drift),
    aServer('EX02', drift),
    aServer('EX03'),
    aServer('EX04'),
    aServer('EX05', drift),
    aServer('OLD1')
  ],
  { at: '2026-10-26T06:17:00.000Z' }
)

const now = [
  aServer('EX01', drift),
  aServer('EX02'),
  aServer('EX03', drift),
  aServer('EX04', drift),
  aServer('EX05', unread),
  aServer('EX06')
]

const fleet: Fleet = aFleet(now, { changes: changesSince(fleetDocument(earlier), now) })

const lines = [
  'Findings since the report of 2026-10-26 06:17 UTC: 2 new, 1 fixed, 1 unchanged, 1 not comparable.',
  '  new: services-start on EX03, EX04',
  '  fixed: services-start on EX02',
  '  not comparable (drift before, not read now): services-start on EX05',
  '  unchanged: services-start on EX01',
  '  New servers: EX06.',
  '  Servers no longer in the report: OLD1.'
]

test('the terminal shows the counts, then what is new first, each policy with its servers', () => {
  assert.equal(fleet.changes == null ? [] : changeLines(fleet.changes, 100), lines)
})

const words = [
  'the report of 2026-10-26 06:17 UTC: 2 new, 1 fixed, 1 unchanged, 1 not comparable.',
  'New servers: EX06.',
  'Servers no longer in the report: OLD1.'
]

const plain = (text: string): string => text.replaceAll('\\', '')

test('HTML and Markdown show the changes before the servers', () => {
  for (const [format, servers] of [
    ['html', 'id="fleet"'],
    ['markdown', '### EX03']
  ] as const) {
    const text = plain(renderReport(format, fleet))
    const at = ['What changed', ...words, 'new', 'EX03, EX04', servers].map((part) => text.indexOf(part))
    assert.not(at.includes(-1), `${format} ${at}`)
    assert.ok((at[0] ?? 0) < (at[at.length - 1] ?? 0), format)
    assert.not.match(renderReport(format, { ...fleet, changes: null }), 'What changed')
  }
})

test('JUnit says it in each suite, and in each case that changed', () => {
  const text = renderReport('junit', fleet)
  for (const sentence of words) assert.ok(text.includes(sentence), sentence)
  const since = 'Since the report of 2026-10-26 06:17 UTC: '
  const found = [
    ...text.matchAll(/<testcase name="services-start" classname="exchange.(\w+)"[^>]*>([\s\S]*?)<\/testcase>/g)
  ]
  assert.equal(
    found.map(([, server, inside = '']) => [server, inside.split(since)[1]?.split(/<|&#10;/)[0]]),
    [
      ['EX01', 'unchanged'],
      ['EX02', 'fixed'],
      ['EX03', 'new'],
      ['EX04', 'new'],
      ['EX05', 'not comparable (drift before, not read now)']
    ]
  )
})

test('the HTML report marks the cells that changed, and filters by it', () => {
  const page = renderReport('html', fleet)
  assert.match(page, '<select id="by-change"')
  const data = JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '')
  const place = data.policies.findIndex(({ name }: { name: string }) => name === 'services-start')
  const kinds = data.servers.map((one: { name: string; changes: Record<string, { kind: string }> }) => [
    one.name,
    one.changes[place]?.kind ?? null
  ])
  assert.equal(Object.fromEntries(kinds), {
    ...{ EX01: 'unchanged', EX02: 'fixed', EX03: 'new', EX04: 'new', EX05: 'not comparable', EX06: null }
  })
  assert.not.match(renderReport('html', { ...fleet, changes: null }), 'by-change')
})

test('SARIF says of a result whether it is new, in the words of the standard', () => {
  const { results } = JSON.parse(renderReport('sarif', fleet)).runs[0]
  assert.equal(
    results.map((one: { readonly baselineState?: string }) => one.baselineState ?? null),
    ['unchanged', 'new', 'new', null]
  )
})

test('the JSON has the changes as data', () => {
  const { changes } = JSON.parse(renderReport('json', fleet))
  assert.equal(changes, fleet.changes)
})

test('whatever servers and reports are called, it is text in one line each', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const servers = [aServer(text, { 'services-start': { status: 'drift', drifts: [aDrift()] } })]
      const changes = { ...changesSince(fleetDocument(aFleet([])), servers), since: text }
      for (const line of [...changeLines(changes, 100), ...changeSentences(changes)])
        assert.not.match(line, /[\u0000-\u001f\u202e]/)
    }),
    { numRuns: 50 }
  )
})

test.run()
