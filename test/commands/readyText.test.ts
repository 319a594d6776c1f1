import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { noBaseline, orderOf, type Readiness } from '../../commands/readiness'
import { nextLine, readyJson, readyText } from '../../commands/readyText'
import { inPowerShell } from '../../judging/resolutionSteps'
import { aVerdict } from '../support/verdict'
import { drifting, page, readiness, unread } from './readyServers'

const test = suite('commands: readiness, as text')

test('what to type next: the steps of the first finding, else why the server was not read', () => {
  assert.is(readiness({}).next, null)
  assert.is(readiness({ verdicts: [aVerdict(), drifting] }).next, 'explain EX01 restart-pending')
  assert.is(readiness({ verdicts: [unread] }).next, 'doctor EX01')
  assert.is(readiness({ verdicts: [aVerdict(), unread] }).next, null)
  const all = [one('EX01', null, { next: 'doctor EX01' }), one('EX02', null, { next: 'explain EX02 build' })]
  assert.match(nextLine(all, 'production').join(), /^Next: \S+compliance explain EX02 build --stack production$/)
  assert.equal(nextLine([one('EX01', null)], 'production'), [])
})

test('no line is longer than the page, but for a word alone', () => {
  const words = Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ')
  const all = [
    one('EX01', 'DAG1', { state: 'not ready', reasons: [words, `unknown: ${words}`], notes: [words] }),
    one('EX02', 'DAG1', { state: 'not known', reasons: [`unknown: ${words}`], waived: [words] }),
    one('EX03', null, { notes: [words] })
  ]
  const text = readyText(page, all, [words])
  for (const line of text.split('\n')) assert.ok(line.length <= 100 && !/\s$/.test(line), line)
  assert.is(text.split('word29').length, 7, text)
})

const one = (server: string, dag: string | null, parts: Partial<Readiness> = {}): Readiness => ({
  ...{
    server,
    dag,
    state: 'ready',
    reasons: [],
    notes: [],
    steps: [],
    waived: [],
    isActiveManager: false,
    hasUpdate: false,
    next: null
  },
  ...parts
})

test('a server that is ready is told with what to run next, and another one without', () => {
  const command = "& 'D:\\Setup.exe' /m:upgrade"
  const { steps } = readiness({ verdicts: [aVerdict({ steps: [inPowerShell('Run in PowerShell:', command)] })] })
  const all = [one('EX01', null, { steps }), one('EX02', null, { steps, state: 'not ready', reasons: ['a restart'] })]
  const lines = readyText(page, all).split('\n')
  assert.equal(lines.slice(1, 3), ['  Next: Run in PowerShell:', `     ${command}`])
  assert.is(lines.filter((line) => line.includes(command)).length, 1)
  assert.equal(
    readyJson(all).servers.map((server) => server.steps.map((step) => step.command)),
    [[command], []]
  )
})

test('what is the same on several servers is told once, with their names', () => {
  const unknownDag = 'unknown: the state of the DAG DAG1: no answer'
  const parts = { state: 'not known', reasons: [unknownDag], notes: ['3 policies in order', noBaseline] } as const
  const all = [one('EX01', 'DAG1', parts), one('EX02', 'DAG1', parts), one('EX03', null, { notes: [noBaseline] })]
  const lines = readyText(page, all).split('\n')
  assert.is(lines.filter((line) => line.includes(unknownDag)).length, 1)
  assert.is(lines.filter((line) => line.includes(noBaseline)).length, 1)
  assert.ok(lines.includes(`  EX01, EX02: ${unknownDag}`))
  assert.ok(lines.includes(`  EX01, EX02, EX03: ${noBaseline}`))
  assert.match(readyText(page, all.slice(2)), noBaseline)
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
  const lines = readyText(page, all).split('\n')
  assert.equal(lines.slice(-3), [
    'Order:',
    '  DAG1, one at a time: EX03, EX01 (primary active manager, last); not ready yet: EX02',
    '  Servers in no DAG: EX04'
  ])
  assert.ok(lines.includes('EX02  NOT ready') && lines.includes('  a restart is pending'))
})

test.run()
