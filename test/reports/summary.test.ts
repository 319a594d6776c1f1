import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Section } from '../../facts/registry'
import { coverageText } from '../../reports/coverage'
import { openAt } from '../../reports/openServers'
import { openDrifts, summarize, unaskedLines } from '../../reports/summary'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('reports: summary')

const green = aVerdict()
const drifting = aVerdict({ status: 'drift', drifts: [aDrift()] })
const unread = aVerdict({ status: 'unknown', unknowns: [anUnknown()] })
const elsewhere = aVerdict({ status: 'not-applicable', reason: 'an Edge server' })
const waived = aVerdict({ status: 'drift', waiver: 'CHG-7', drifts: [aDrift({ waiver: 'CHG-7' })] })
const half = aVerdict({ status: 'drift', drifts: [aDrift({ waiver: 'CHG-7' }), aDrift({ path: ['services', 'a.b'] })] })

test('counts each verdict once, and a waived one as waived alone', () => {
  const servers = [
    { server: 'EX01', verdicts: [green, drifting, unread] },
    { server: 'EX02', verdicts: [elsewhere, waived, half] }
  ]
  assert.equal(summarize(servers), {
    ...{ compliant: 1, drift: 2, unknown: 1, notApplicable: 1, waived: 1 },
    coverage: { judged: 5, policies: 6, unread: {} }
  })
  assert.is(coverageText(servers), '5 of 6 checks gave a verdict')
})

test('counts nothing where there is nothing', () => {
  const servers = [{ server: 'EX01', verdicts: [] }]
  assert.equal(summarize(servers), {
    ...{ compliant: 0, drift: 0, unknown: 0, notApplicable: 0, waived: 0 },
    coverage: { judged: 0, policies: 0, unread: {} }
  })
  assert.is(coverageText(servers), '0 of 0 checks gave a verdict')
})

test('says how much was judged, and which facts were not read on how many servers', () => {
  const without = (...unread: ReadonlyArray<Section>) => ({ ...green, unread })
  const [one, other] = [
    { server: 'EX01', verdicts: [without('setupLog', 'journal'), { ...unread, unread: ['setupLog' as const] }] },
    { server: 'EX02', verdicts: [without('setupLog'), green] }
  ]
  assert.is(coverageText([one]), '1 of 2 checks gave a verdict; not read: setupLog, journal')
  assert.is(
    coverageText([one, other]),
    '3 of 4 checks gave a verdict; not read: setupLog (2 servers), journal (1 server)'
  )
})

test('lists the drifts that no waiver covers, fit for a terminal', () => {
  const hostile = aVerdict({ drifts: [aDrift({ path: ['acls', 'C:\\\u001b'], actual: '\n', desired: '\u202e' })] })
  assert.equal(openDrifts([{ server: 'EX01', verdicts: [waived, half, hostile, unread] }]), [
    {
      server: 'EX01',
      policy: 'services-start',
      path: 'services["a.b"]',
      actual: 'Disabled, Stopped',
      desired: 'Automatic, Running'
    },
    { server: 'EX01', policy: 'services-start', path: 'acls["C:\\\\u001b"]', actual: '\\u000a', desired: '\\u202e' }
  ])
})

test('the gate fails for open drift and unknown of mandatory policies alone', () => {
  const failing = (...verdicts: ReadonlyArray<typeof green>) =>
    openAt('mandatory', [{ server: 'EX01', verdicts: verdicts.map((one) => ({ ...one, level: 'mandatory' })) }])
  assert.equal(failing(green, elsewhere, waived), [])
  assert.equal(failing(drifting), [{ server: 'EX01', policies: ['services-start'] }])
  assert.equal(failing(unread, half), [{ server: 'EX01', policies: ['services-start', 'services-start'] }])
  assert.equal(openAt('mandatory', [{ server: 'EX01', verdicts: [drifting, unread] }]), [])
})

test('what nobody asked for is told once for all servers, and not where a level was set for it by name', () => {
  const unasked = (policy: string, reason = 'no source', binding = false) =>
    aVerdict({ policy, status: 'unknown', countsAsChange: binding, unasked: reason, unknowns: [anUnknown({ reason })] })
  assert.equal(
    unaskedLines([
      { server: 'EX01', verdicts: [green, unasked('maintenance'), unasked('dag-health'), unasked('admin-names')] },
      { server: 'EX02', verdicts: [unasked('maintenance'), drifting, unasked('admin-names')] },
      { server: 'EDGE1', verdicts: [unasked('maintenance', 'an Edge server\u001b')] },
      { server: 'EX03', verdicts: [unasked('maintenance', 'no source', true)] }
    ]),
    [
      'Not judged: maintenance, admin-names (2 servers each), dag-health (1 server): no source',
      'Not judged: maintenance (1 server): an Edge server\\u001b'
    ]
  )
  assert.equal(unaskedLines([{ server: 'EX01', verdicts: [green, unread] }]), [])
})

test.run()
