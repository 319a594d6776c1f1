import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeResult, failureSentence, lostSentence, type StepResult } from '../../../resources/remediation/result'

const test = suite('remediation: result')

const done: StepResult = {
  ...{ server: 'EX01', number: 1, policy: 'services-start', step: 'Start A', result: 'done' },
  ...{ backup: null, error: null }
}
const kept: StepResult = { ...done, number: 2, step: 'Start B', backup: 'C:\\ProgramData\\ExchangeCompliance\\1\\2' }
const unchanged: StepResult = { ...done, number: 3, step: 'Start C', result: 'unchanged' }
const failed: StepResult = { ...done, number: 4, step: 'Start D', result: 'failed', error: 'it is disabled' }
const guard: StepResult = { ...done, number: 0, policy: '', step: 'Check the state of the server' }

test('a line of a script is a result or something else', () => {
  assert.equal(decodeResult(JSON.stringify(kept)), kept)
  for (const line of ['', 'WARNING: x', '{}', 'null', JSON.stringify({ ...done, result: 'good' }), '{"server":"EX01"'])
    assert.is(decodeResult(line), null, line)
})

const sentences: ReadonlyArray<readonly [string, ReadonlyArray<StepResult>, string]> = [
  [
    'a step that failed',
    [done, kept, unchanged, failed],
    'EX01: step 4 (services-start), "Start D", failed: it is disabled; done before that: 1. Start A; 2. Start B; ' +
      'backups: C:\\ProgramData\\ExchangeCompliance\\1\\2'
  ],
  [
    'the first step failed',
    [failed],
    'EX01: step 4 (services-start), "Start D", failed: it is disabled; nothing was changed before that'
  ],
  [
    'a step that failed without a word',
    [{ ...failed, error: null }],
    'EX01: step 4 (services-start), "Start D", failed: no reason was given; nothing was changed before that'
  ],
  [
    'it refused',
    [{ ...guard, result: 'refused', error: 'this computer is EX02' }],
    'EX01: nothing was touched: this computer is EX02'
  ],
  [
    'the folder of the journal is not safe',
    [{ ...guard, result: 'failed', error: 'C:\\ProgramData\\ExchangeCompliance is a link' }],
    'EX01: "Check the state of the server" failed: C:\\ProgramData\\ExchangeCompliance is a link; nothing was changed before that'
  ],
  [
    'no step is named',
    [done],
    'EX01: the script ended with exit code 1 and named no step; done before that: 1. Start A'
  ],
  ['nothing was told', [], 'EX01: the script ended with exit code 1 and named no step; nothing was changed before that']
]

for (const [name, results, sentence] of sentences)
  test(name, () => {
    assert.is(failureSentence('EX01', 1, results), sentence)
  })

test('a script that was killed', () => {
  assert.is(
    lostSentence('EX01', [done, kept]),
    'EX01: the script was ended there before it was done; done before that: 1. Start A; 2. Start B; ' +
      'backups: C:\\ProgramData\\ExchangeCompliance\\1\\2; run pulumi up again'
  )
})

test('what a server tells can not write into the terminal', () => {
  const sentence = failureSentence('EX01', 1, [{ ...failed, step: 'a\u001b[2Jb\u202e', error: 'x\r\ny' }])
  assert.not.match(sentence, /[\u0000-\u001f\u202e]/)
})

test.run()
