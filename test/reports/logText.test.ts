import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { logLines } from '../../reports/logText'
import { healthySections, serverFacts } from '../support/server'
import { anUnknown, aVerdict } from '../support/verdict'
import { layout } from './findingLines'

const test = suite('reports: what a setup log tells')

const unknownFor = (reason: string) => aVerdict({ status: 'unknown', reason, unknowns: [anUnknown({ reason })] })

const told = (...reasons: ReadonlyArray<string>): ReadonlyArray<string> =>
  logLines(layout, {
    server: 'EX01',
    dag: null,
    site: null,
    source: 'ExchangeSetup.log',
    log: true,
    facts: serverFacts(healthySections),
    verdicts: reasons.map(unknownFor)
  })

test('what several policies do not know is told once, and each further reason by itself', () => {
  assert.equal(told('the log breaks off', 'the log breaks off', 'the log breaks off; the services are stopped'), [
    'Unknown: the log breaks off.',
    'Unknown: the services are stopped.'
  ])
  assert.equal(told('the log breaks off', 'the log is damaged'), [
    'Unknown: the log breaks off.',
    'Unknown: the log is damaged.'
  ])
})

test.run()
