import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Section } from '../../facts/facts'
import { coverageText } from '../../reports/coverage'
import { openAt, openDrifts, summarize, summaryLine } from '../../reports/summary'
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
  assert.is(
    summaryLine(servers),
    '2 servers: 1 compliant, 2 drifting, 1 unknown, 1 not applicable, 1 waived verdicts; 5 of 6 policies judged'
  )
})

test('counts nothing where there is nothing', () => {
  assert.is(
    summaryLine([{ server: 'EX01', verdicts: [] }]),
    '1 server: 0 compliant, 0 drifting, 0 unknown, 0 not applicable, 0 waived verdicts; 0 of 0 policies judged'
  )
})

test('says how much was judged, and which facts were not read on how many servers', () => {
  const without = (...unread: ReadonlyArray<Section>) => ({ ...green, unread })
  const [one, other] = [
    { server: 'EX01', verdicts: [without('setupLog', 'journal'), { ...unread, unread: ['setupLog' as const] }] },
    { server: 'EX02', verdicts: [without('setupLog'), green] }
  ]
  assert.is(coverageText([one]), '1 of 2 policies judged; not read: setupLog, journal')
  assert.is(coverageText([one, other]), '3 of 4 policies judged; not read: setupLog (2 servers), journal (1 server)')
  assert.match(summaryLine([one, other]), '; 3 of 4 policies judged; not read: setupLog (2 servers)')
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

test.run()
