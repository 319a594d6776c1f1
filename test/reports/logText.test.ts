import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { judge } from '../../judging/evaluate'
import type { Verdict } from '../../judging/verdict'
import { policies } from '../../policies/catalogue'
import { logLines } from '../../reports/logText'
import { remediating } from '../policies/remediated'
import { healthySections, type RecordedSections, serverFacts } from '../support/server'
import { link } from '../support/setupLogRows'
import { beginning, failing, logText, sectionOf } from '../support/setupLogs'
import { anUnknown, aVerdict } from '../support/verdict'
import { layout } from './findingLines'

const test = suite('reports: what a setup log tells')

const unknownFor = (reason: string) => aVerdict({ status: 'unknown', reason, unknowns: [anUnknown({ reason })] })

const linesOf = (
  verdicts: ReadonlyArray<Verdict>,
  sections: RecordedSections = healthySections
): ReadonlyArray<string> =>
  logLines(layout, {
    server: 'EX01',
    dag: null,
    site: null,
    source: 'ExchangeSetup.log',
    log: true,
    facts: serverFacts(sections),
    verdicts
  })

const told = (...reasons: ReadonlyArray<string>): ReadonlyArray<string> => linesOf(reasons.map(unknownFor))

test('no failed log is called right by policies that do not judge its failure', () => {
  const failed = { ...healthySections, setupLog: sectionOf(logText([...beginning, ...failing])) }
  assert.equal(linesOf([], failed), ['None of the chosen policies judges a log of setup.'])
  assert.equal(linesOf([aVerdict()], failed), [
    'Setup failed, for another reason than the chosen policies judge. Leave out --policy to see why.'
  ])
  assert.match(linesOf([aVerdict()]).join(), 'Nothing is wrong')
})

test('what stopped setup comes before what only was so, too', () => {
  const beside = [
    '[1] Evaluated [Rule:RebootPending] [HasException:False] [Value:"True"] [ParentValue:"<NULL>"] [Thread:24] [Duration:00:00:00.06]',
    '[1] [REQUIRED] Prepare the domain.',
    link('DomainPrepRequired')
  ]
  const failed = { ...healthySections, setupLog: sectionOf(logText([...beginning, ...beside, ...failing])) }
  const judged = judge(policies, serverFacts(failed), remediating()).filter(({ drifts }) =>
    drifts.some(({ path }) => path[0] === 'setupLog')
  )
  const causes = linesOf(judged, failed).filter((line) => line.startsWith('What failed: '))
  assert.is(causes.length, 2)
  assert.is(causes[1], 'What failed: A reboot (restart) was pending as well')
})

test('what several policies do not know is told once, and each further reason by itself', () => {
  assert.equal(told('the log is cut', 'the log is cut', 'the log is cut; the services are stopped'), [
    'Unknown: the log is cut.',
    'Unknown: the services are stopped.'
  ])
  assert.equal(told('the log is cut', 'the log is damaged'), [
    'Unknown: the log is cut.',
    'Unknown: the log is damaged.'
  ])
})

test('a log without an end is told with what to do', () => {
  assert.equal(told('s.log breaks off after 5 lines'), [
    'Unknown: s.log breaks off after 5 lines.',
    'What to do: See whether setup.exe or msiexec.exe still runs. If not, judge the whole log. If setup',
    '            was killed, run it again.'
  ])
})

test.run()
